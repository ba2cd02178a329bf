import { encodeJson } from "../encode-json.js";
import type { RpcErrorObject } from "./call-error.js";
import type { RequestId } from "./decode-frame.js";
import { Method } from "./methods.js";

export interface ErrorNotice {
  /** A JSON-RPC error code. */
  readonly code: number;
  readonly message: string;
  /** The message or call it is about, when it could be read. */
  readonly method?: string | undefined;
  /** Where in the message: `say.text`. */
  readonly path?: string | undefined;
}

export interface RequestMeta {
  readonly idempotencyKey: string;
}

/** Writes frames for one kind of peer; `plain` ones get the `jsonrpc` member (PROTOCOL.md, "Envelope"). */
export class FrameEncoder {
  readonly #start: string;

  constructor(plain: boolean) {
    this.#start = plain ? '{"jsonrpc":"2.0",' : "{";
  }

  /** A message, as a notification. */
  message(type: string, data: unknown): string {
    return `${this.#start}"method":${JSON.stringify(type)}${encodeParams(data, type)}}`;
  }

  request(id: RequestId, method: string, input: unknown, meta?: RequestMeta): string {
    const about = meta === undefined ? "" : `,"meta":${JSON.stringify(meta)}`;
    const params = encodeParams(input, method);
    return `${this.#start}"id":${JSON.stringify(id)},"method":${JSON.stringify(method)}${params}${about}}`;
  }

  /** A response; `undefined` becomes `null`. */
  result(id: RequestId, output: unknown, path: string): string {
    const json = output === undefined ? "null" : encodeJson(output, path);
    return `${this.#start}"id":${JSON.stringify(id)},"result":${json}}`;
  }

  error(id: RequestId, { code, data, message }: RpcErrorObject): string {
    const json = data === undefined ? "" : `,"data":${encodeJson(data, "data")}`;
    const error = `{"code":${code},"message":${JSON.stringify(message)}${json}}`;
    return `${this.#start}"id":${JSON.stringify(id)},"error":${error}}`;
  }

  /** One item of a call: `method` is `$/next` or `$/upload`. */
  item(method: string, id: RequestId, item: unknown, path: string): string {
    const params = `{"id":${JSON.stringify(id)},"item":${encodeJson(item, path)}}`;
    return `${this.#start}"method":"${method}","params":${params}}`;
  }

  /** A notification of the protocol itself. */
  control(method: string, params: object): string {
    return `${this.#start}"method":"${method}","params":${JSON.stringify(params)}}`;
  }

  /** What did not fit; its texts are cut, since names and keys in them are the peer's. */
  notice({ code, message, method, path }: ErrorNotice): string {
    const about = { method: method && cut(method, 100), path: path && cut(path, 100) };
    return this.control(Method.ERROR, { code, message: cut(message, 300), ...about });
  }
}

function encodeParams(value: unknown, path: string): string {
  if (value === undefined) return "";
  const json = encodeJson(value, path);
  // Judged by what is written, not by the value: an object's toJSON may give anything.
  return json.startsWith("{") ? `,"params":${json}` : `,"params":[${json}]`;
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
