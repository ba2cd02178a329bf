import { ValidationError } from "./errors.js";
import { RpcErrorCode } from "./rpc-error.js";
import { isObject } from "./validation/checks.js";
import { fail } from "./validation/fail.js";
import type { RawDirection } from "./validation/wire.js";

/** The method of the notification that reports a message which did not fit the contract. */
export const ERROR_NOTICE = "$/error";

export type Incoming =
  | { readonly kind: "message"; readonly type: string; readonly data: unknown }
  | { readonly kind: "request"; readonly id: RequestId; readonly method: string }
  | { readonly kind: "response"; readonly id: RequestId }
  | { readonly kind: "invalid"; readonly code: number; readonly message: string };

export type RequestId = string | number | null;

export interface ErrorNotice {
  /** A JSON-RPC error code. */
  readonly code: number;
  readonly message: string;
  /** The message type it is about, when it could be read. */
  readonly method?: string | undefined;
  /** Where in the message: `say.text`. */
  readonly path?: string | undefined;
}

/** A message as a JSON-RPC notification; `plain` peers get the `jsonrpc` member (PROTOCOL.md, "Envelope"). */
export function encodeMessage(type: string, data: unknown, plain: boolean): string {
  const head = `{${plain ? '"jsonrpc":"2.0",' : ""}"method":${JSON.stringify(type)}`;
  if (data === undefined) return `${head}}`;
  const json = encodeJson(data, type);
  // Judged by what is written, not by `data`: an object's toJSON may give anything.
  return `${head},"params":${json.startsWith("{") ? json : `[${json}]`}}`;
}

/** Reads one text frame of an enveloped endpoint; never throws, whatever is in it. */
export function decodeFrame(text: string): Incoming {
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    return { kind: "invalid", code: RpcErrorCode.PARSE_ERROR, message: "The frame is not JSON." };
  }
  if (!isObject(frame)) return invalidRequest("A frame is one JSON object.");
  const { id, jsonrpc, method, params } = frame;
  if (jsonrpc !== undefined && jsonrpc !== "2.0") return invalidRequest('jsonrpc is "2.0".');
  if (id !== undefined && id !== null && typeof id !== "string" && typeof id !== "number") {
    return invalidRequest("id is a string or a number.");
  }
  if (method === undefined && ("result" in frame || "error" in frame) && id !== undefined) {
    return { kind: "response", id };
  }
  if (typeof method !== "string") return invalidRequest("method is a string.");
  if (id !== undefined) return { kind: "request", id, method };
  return decodeParams(method, params);
}

function decodeParams(type: string, params: unknown): Incoming {
  if (!Array.isArray(params)) {
    if (params !== undefined && !isObject(params)) {
      return invalidRequest("params is an object or an array.");
    }
    return { kind: "message", type, data: params };
  }
  if (params.length !== 1) return invalidRequest("params as an array has one element.");
  return { kind: "message", type, data: params[0] };
}

function invalidRequest(message: string): Incoming {
  return { kind: "invalid", code: RpcErrorCode.INVALID_REQUEST, message };
}

/** A notice for a wsgen peer; its texts are cut, since names and keys in them are the peer's. */
export function encodeErrorNotice({ code, message, method, path }: ErrorNotice): string {
  const about = { method: method && cut(method, 100), path: path && cut(path, 100) };
  return encodeMessage(ERROR_NOTICE, { code, message: cut(message, 300), ...about }, false);
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}

/** The error response of JSON-RPC 2.0, for requests and for what was not even one (`id` null). */
export function encodeErrorResponse(
  id: RequestId,
  error: { readonly code: number; readonly message: string },
  plain: boolean,
): string {
  const { code, message } = error;
  return JSON.stringify({ ...(plain && { jsonrpc: "2.0" }), id, error: { code, message } });
}

/**
 * The text of one frame of a raw endpoint.
 * @throws {ValidationError} when the value does not fit, or cannot be written as JSON.
 */
export function encodeRaw<T>(direction: RawDirection<T> | null, message: T): string {
  if (direction === null) return fail("message", "nothing", message);
  const value = direction.validate(message, "message");
  // Encoding `text` is chosen where there are only strings.
  return direction.encoding === "text" ? (value as string) : encodeJson(value, "message");
}

/**
 * The value of one frame of a raw endpoint.
 * @throws {ValidationError} when it is binary, should be JSON and is not, or does not fit.
 */
export function decodeRaw<T>(direction: RawDirection<T> | null, frame: unknown): T {
  if (direction === null) return fail("message", "nothing", frame);
  if (typeof frame !== "string") {
    throw new ValidationError("message", "a text frame", "a binary frame");
  }
  return direction.validate(direction.encoding === "text" ? frame : parse(frame), "message");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ValidationError("message", "JSON", "something else");
  }
}

function encodeJson(value: unknown, path: string): string {
  let json: string | undefined;
  try {
    json = JSON.stringify(value);
  } catch {
    // Cycles, bigint, a toJSON that throws: only values typed `unknown` get here.
  }
  if (json === undefined) throw new ValidationError(path, "a JSON value", "something else");
  return json;
}
