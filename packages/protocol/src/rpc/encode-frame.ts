import { OutgoingAttachments } from "../validation/attachments.js";
import { encodeValue, type Encoder } from "../validation/codec.js";
import { RpcErrorCode } from "../rpc-error.js";
import type { DeclaredError, RpcErrorObject } from "./call-error.js";
import type { RequestId } from "./decode-frame.js";
import { type Frame, joinFrame } from "./frame.js";
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

/** How frames are written for one kind of peer. */
export interface FrameEncoderOptions {
  /** Whether frames have the constant `jsonrpc` member. */
  readonly jsonrpc: boolean;
  /** Whether bytes go behind the JSON of a binary frame; else they are base64 in a text frame. */
  readonly binary: boolean;
}

/**
 * Checks what is to be sent and writes its frame (PROTOCOL.md, "Envelope"). Where a value does not fit the contract, methods
 * throw a `ValidationError` that begins with `name`.
 */
export class FrameEncoder {
  readonly #start: string;
  readonly #binary: boolean;

  constructor({ binary, jsonrpc }: FrameEncoderOptions) {
    this.#start = jsonrpc ? '{"jsonrpc":"2.0",' : "{";
    this.#binary = binary;
  }

  /** A message, as a notification. */
  message(type: string, encode: Encoder, data: unknown): Frame {
    const start = `${this.#start}"method":${JSON.stringify(type)}`;
    return this.#frame(encode, data, type, (json) => `${start}${params(json, data)}}`);
  }

  /** @param encode absent: there is no input. */
  request(
    id: RequestId,
    method: string,
    encode: Encoder | undefined,
    input: unknown,
    meta?: RequestMeta,
  ): Frame {
    const start = `${this.#start}"id":${JSON.stringify(id)},"method":${JSON.stringify(method)}`;
    const end = meta === undefined ? "}" : `,"meta":${JSON.stringify(meta)}}`;
    if (encode === undefined) return start + end;
    return this.#frame(encode, input, method, (json) => `${start}${params(json, input)}${end}`);
  }

  /** @param encode absent: there is no output, which is `null`. */
  result(id: RequestId, encode: Encoder | undefined, output: unknown, name: string): Frame {
    const start = `${this.#start}"id":${JSON.stringify(id)},"result":`;
    if (encode === undefined) return `${start}null}`;
    return this.#frame(encode, output, name, (json) => `${start}${json}}`);
  }

  /** An error that no contract declares. */
  error(id: RequestId, { code, message }: RpcErrorObject): Frame {
    return `${this.#errorStart(id, code, message)}}}`;
  }

  declaredError(id: RequestId, encode: Encoder, error: DeclaredError, name: string): Frame {
    const start = `${this.#errorStart(id, RpcErrorCode.DECLARED, error.code)},"data":{"error":${JSON.stringify(error.code)},"data":`;
    return this.#frame(encode, error.data, name, (json) => `${start}${json}}}}`);
  }

  /** One item of a call: `method` is `$/next` or `$/upload`. */
  item(method: string, id: RequestId, encode: Encoder, item: unknown, name: string): Frame {
    const start = `${this.#start}"method":"${method}","params":{"id":${JSON.stringify(id)},"item":`;
    return this.#frame(encode, item, name, (json) => `${start}${json}}}`);
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

  #errorStart(id: RequestId, code: number, message: string): string {
    const error = `"error":{"code":${code},"message":${JSON.stringify(message)}`;
    return `${this.#start}"id":${JSON.stringify(id)},${error}`;
  }

  #frame(encode: Encoder, value: unknown, name: string, wrap: (json: string) => string): Frame {
    if (!this.#binary) return wrap(encodeValue(encode, value, name));
    const attachments = new OutgoingAttachments();
    const json = wrap(encodeValue(encode, value, name, attachments));
    return !attachments.used ? json : joinFrame(json, attachments);
  }
}

const BRACE = 0x7b;

// An object stands as it is; anything else is wrapped, an array too; no value is left out.
function params(json: string, value: unknown): string {
  if (value === undefined && json === "null") return "";
  return json.charCodeAt(0) === BRACE ? `,"params":${json}` : `,"params":[${json}]`;
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
