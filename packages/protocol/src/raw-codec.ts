import { encodeJson } from "./encode-json.js";
import { ValidationError } from "./errors.js";
import { fail } from "./validation/fail.js";
import type { RawDirection } from "./validation/wire.js";

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
