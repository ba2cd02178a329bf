import { ValidationError } from "../errors.js";
import { kindOf } from "./issues.js";

/** Rejects a value. The error names the kind of what was found, never the value itself. */
export function fail(name: string, expected: string, value: unknown): never {
  const message = `Invalid input: expected ${expected}, received ${kindOf(value)}`;
  throw new ValidationError(name, [{ code: "invalid_type", path: [], message }]);
}

/** Rejects the type of a message to be sent. It is the caller's own, so that the error may name it. */
export function failType(type: unknown, known: Iterable<string>): never {
  const expected = `one of ${[...known].join(", ")}`;
  if (typeof type !== "string") return fail("type", expected, type);
  const message = `Invalid input: expected ${expected}, received ${JSON.stringify(type)}`;
  throw new ValidationError("type", [{ code: "invalid_value", path: [], message }]);
}
