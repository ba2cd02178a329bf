import { ValidationError } from "./errors.js";

/** @throws {ValidationError} when the value cannot be written as JSON; only values typed `unknown` get that far. */
export function encodeJson(value: unknown, path: string): string {
  let json: string | undefined;
  try {
    json = JSON.stringify(value);
  } catch {
    // Cycles, bigint, a toJSON that throws.
  }
  if (json === undefined) throw new ValidationError(path, "a JSON value", "something else");
  return json;
}
