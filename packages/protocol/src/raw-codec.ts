import { ValidationError } from "./errors.js";
import type { Frame } from "./rpc/frame.js";
import { isDeeperThan } from "./rpc/decode-frame.js";
import { decodeValue, encodeValue } from "./validation/codec.js";
import { fail } from "./validation/fail.js";
import type { RawReceives, RawSends } from "./validation/wire.js";

const NAME = "message";

/**
 * One frame of a raw endpoint.
 * @throws {ValidationError} when the value does not fit.
 */
export function encodeRaw(sends: RawSends | null, message: unknown): Frame {
  if (sends === null) return fail(NAME, "nothing", message);
  const json = encodeValue(sends.encode, message, NAME);
  if (sends.encoding === "json") return json;
  if (sends.encoding === "text") return unquoted(json);
  // The encoder has found it to be bytes. Copied, since the application may go on writing in them.
  return new Uint8Array(message as Uint8Array);
}

/**
 * The value of one frame of a raw endpoint.
 * @throws {ValidationError} when it is of the wrong kind, should be JSON and is not, or does not fit.
 */
export function decodeRaw<T>(
  receives: RawReceives<T> | null,
  frame: string | Uint8Array<ArrayBuffer>,
  maxDepth: number,
): T {
  if (receives === null) return fail(NAME, "nothing", frame);
  const { decode, encoding } = receives;
  const isText = typeof frame === "string";
  if (isText === (encoding === "binary")) {
    const [expected, found] = isText ? ["binary", "text"] : ["text", "binary"];
    throw refusal(`expected a ${expected} frame, received a ${found} frame`);
  }
  return decodeValue(decode, encoding === "json" && isText ? parse(frame, maxDepth) : frame, NAME);
}

// What is text on the wire is a string as JSON.
function unquoted(json: string): string {
  return json.includes("\\") ? (JSON.parse(json) as string) : json.slice(1, -1);
}

function parse(text: string, maxDepth: number): unknown {
  if (isDeeperThan(text, maxDepth)) throw refusal(`expected at most ${maxDepth} levels`);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw refusal("expected JSON");
  }
}

function refusal(what: string): ValidationError {
  return new ValidationError(NAME, [
    { code: "invalid_type", path: [], message: `Invalid input: ${what}` },
  ]);
}
