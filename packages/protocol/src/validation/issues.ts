import type { Context, Path } from "./context.js";

// These are typed `never`, although they return: what a generated function makes of a value that does not fit is
// thrown away once the run is over, and the compiler then knows what the value is after the check.

/** The value is not of its type. `message` replaces the usual text. */
export function mismatch(
  context: Context,
  path: Path,
  expected: string,
  value: unknown,
  message = `Invalid input: expected ${expected}, received ${kindOf(value)}`,
): never {
  return wrong(context, path, "invalid_type", message);
}

/** Something is wrong with the value, and it is not checked any further. */
export function wrong(context: Context, path: Path, code: string, message: string): never {
  context.mismatches += 1;
  context.add(code, path, message);
  return undefined as never;
}

/** A check has failed; others of the same value may as well. */
export function issue(context: Context, path: Path, code: string, message: string): never {
  context.add(code, path, message);
  return undefined as never;
}

/** The number is no integer, or too large to be exact. */
export function noInt(context: Context, path: Path, value: number, message?: string): never {
  if (!Number.isInteger(value)) return mismatch(context, path, "int", value, message);
  const [code, limit] =
    value > 0
      ? ["too_big", `Too big: expected int to be <=${Number.MAX_SAFE_INTEGER}`]
      : ["too_small", `Too small: expected int to be >=${Number.MIN_SAFE_INTEGER}`];
  return issue(context, path, code, message ?? limit);
}

/** The value is none of these. */
export function noLiteral(context: Context, path: Path, values: readonly unknown[]): never {
  const shown = values.map((value) => (typeof value === "string" ? `"${value}"` : `${value}`));
  const wanted = values.length === 1 ? "input: expected" : "option: expected one of";
  return wrong(context, path, "invalid_value", `Invalid ${wanted} ${shown.join("|")}`);
}

/** Unknown keys that a text names. */
const MAX_KEYS = 10;

/** Keys that a strict object does not have. */
export function unknownKeys(
  context: Context,
  path: Path,
  keys: readonly string[],
  message = `Unrecognized key${keys.length > 1 ? "s" : ""}: ${quoted(keys)}`,
): never {
  context.add("unrecognized_keys", path, message, keys);
  return undefined as never;
}

function quoted(keys: readonly string[]): string {
  const more = keys.length > MAX_KEYS ? `, and ${keys.length - MAX_KEYS} more` : "";
  return `${keys
    .slice(0, MAX_KEYS)
    .map((key) => `"${key}"`)
    .join(", ")}${more}`;
}

/** What a value is called in a text: `string`, `null`, `Map`. */
export function kindOf(value: unknown): string {
  if (typeof value === "number") return Number.isFinite(value) ? "number" : String(value);
  if (typeof value !== "object") return typeof value;
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  const prototype = (Object.getPrototypeOf(value) ?? {}) as { readonly constructor?: Named };
  const { constructor = Object } = prototype;
  return constructor === Object ? "object" : constructor.name;
}

interface Named {
  readonly name: string;
}
