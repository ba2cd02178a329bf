import { ValidationError } from "../errors.js";

/** Rejects a value. The error names the kind of what was found, never the value itself. */
export function fail(path: string, expected: string, value: unknown): never {
  throw new ValidationError(path, expected, kindOf(value));
}

/** Rejects the type of a message to be sent. It is the caller's own, so that the error may name it. */
export function failType(type: unknown, known: Iterable<string>): never {
  const expected = `one of ${[...known].join(", ")}`;
  if (typeof type !== "string") return fail("type", expected, type);
  throw new ValidationError("type", expected, JSON.stringify(type));
}

function kindOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === "string") return `a string of ${value.length}`;
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  return /^[aeiou]/.test(typeof value) ? `an ${typeof value}` : `a ${typeof value}`;
}
