import { RpcErrorCode } from "../rpc-error.js";
import type { Attachments } from "../validation/attachments.js";
import { isObject } from "../validation/checks.js";

export type RequestId = string | number | null;

/** One JSON-RPC object. */
export type Envelope = MessageFrame | RequestFrame | ResponseFrame | InvalidFrame;

interface WithBytes {
  /** What the bytes in it are read from; `null` in a text frame. */
  readonly attachments: Attachments | null;
}

export interface MessageFrame extends WithBytes {
  readonly kind: "message";
  readonly type: string;
  readonly data: unknown;
}

export interface RequestFrame extends WithBytes {
  readonly kind: "request";
  readonly id: RequestId;
  readonly method: string;
  readonly input: unknown;
  readonly meta: unknown;
}

export interface ResponseFrame extends WithBytes {
  readonly kind: "response";
  readonly id: RequestId;
  /** Exactly one of them counts: the error, if it is there. */
  readonly result: unknown;
  readonly error: unknown;
}

export interface InvalidFrame {
  readonly kind: "invalid";
  /** Of a request that could be read, but not be taken: it gets the answer. */
  readonly id?: RequestId;
  readonly code: number;
  readonly message: string;
}

/** A frame of several objects, as plain JSON-RPC peers may send it; each is still to be decoded. */
export interface BatchFrame {
  readonly kind: "batch";
  readonly envelopes: readonly unknown[];
}

/** Reads the JSON of one frame of an enveloped endpoint; never throws, whatever is in it. */
export function decodeFrame(
  text: string,
  maxDepth: number,
  attachments: Attachments | null = null,
): Envelope | BatchFrame {
  const tooDeep = isDeeperThan(text, maxDepth);
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    if (tooDeep) return invalidRequest(`A frame nests at most ${maxDepth} levels.`);
    return { kind: "invalid", code: RpcErrorCode.PARSE_ERROR, message: "The frame is not JSON." };
  }
  if (tooDeep) return withoutContent(decodeEnvelope(frame), maxDepth);
  if (Array.isArray(frame)) return { kind: "batch", envelopes: frame };
  return decodeEnvelope(frame, attachments);
}

export function decodeEnvelope(frame: unknown, attachments: Attachments | null = null): Envelope {
  if (!isObject(frame)) return invalidRequest("A frame is one JSON object.");
  const { id, jsonrpc, method, params } = frame;
  if (jsonrpc !== undefined && jsonrpc !== "2.0") return invalidRequest('jsonrpc is "2.0".');
  if (id !== undefined && id !== null && typeof id !== "string" && typeof id !== "number") {
    return invalidRequest("id is a string or a number.");
  }
  if (typeof method !== "string") {
    // Some leave out a result that is undefined.
    const answers = (id !== undefined && id !== null) || "result" in frame || "error" in frame;
    if (method !== undefined || id === undefined || !answers) {
      return invalidRequest("method is a string.");
    }
    return { kind: "response", id, result: frame["result"], error: frame["error"], attachments };
  }
  if (params !== undefined && (typeof params !== "object" || params === null)) {
    return invalidRequest("params is an object or an array.");
  }
  // One element is a wrapped value; more or fewer are positional parameters: the array is the value.
  const value: unknown = Array.isArray(params) && params.length === 1 ? params[0] : params;
  if (id === undefined) return { kind: "message", type: method, data: value, attachments };
  return { kind: "request", id, method, input: value, meta: frame["meta"], attachments };
}

/** What is left of a frame that nests too deep: enough to end the call that it belongs to. */
function withoutContent(envelope: Envelope, maxDepth: number): Envelope {
  const invalid = invalidRequest(`A frame nests at most ${maxDepth} levels.`);
  switch (envelope.kind) {
    case "request":
      return { ...invalid, id: envelope.id };
    case "response":
      return { ...envelope, result: undefined, error: invalid };
    case "message": {
      const { data, type } = envelope;
      const isItem = type.startsWith("$/") && isObject(data);
      return isItem ? { ...envelope, data: { id: data["id"] } } : invalid;
    }
    case "invalid":
      return invalid;
  }
}

function invalidRequest(message: string): InvalidFrame {
  return { kind: "invalid", code: RpcErrorCode.INVALID_REQUEST, message };
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Whether arrays and objects of a JSON text nest deeper; looks at every character at most once, and builds nothing. */
export function isDeeperThan(text: string, maxDepth: number): boolean {
  // Each level takes two characters.
  if (text.length <= maxDepth * 2) return false;
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit === QUOTE) index = endOfString(text, index);
    else if (unit === 0x5b || unit === 0x7b) {
      depth += 1;
      if (depth > maxDepth) return true;
    } else if (unit === 0x5d || unit === 0x7d) depth -= 1;
  }
  return false;
}

/** The index of the closing quote, or the end of the text. */
function endOfString(text: string, start: number): number {
  let index = start;
  do {
    index = text.indexOf('"', index + 1);
    if (index === -1) return text.length;
  } while (isEscaped(text, index));
  return index;
}

function isEscaped(text: string, index: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(index - 1 - backslashes) === BACKSLASH) backslashes += 1;
  return backslashes % 2 === 1;
}
