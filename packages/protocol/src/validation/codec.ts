import { ValidationError } from "../errors.js";
import type { Attachments } from "./attachments.js";
import { Context, type Issue, type Path } from "./context.js";

/**
 * Compiled from the schema: makes the value of what JSON.parse gave, checked, in rich types and without what the
 * contract does not have. What it returns counts only if it added no failure to the context.
 */
export type Decoder<T> = (wire: unknown, path: Path, context: Context) => T;

/** Compiled from the schema: checks the value and writes it as JSON. What it returns counts only as above. */
export type Encoder = (value: unknown, path: Path, context: Context) => string;

/**
 * The value of a payload that has arrived. `name` is what texts of errors call it.
 * @throws {ValidationError} when it does not fit.
 */
export function decodeValue<T>(
  decoder: Decoder<T>,
  wire: unknown,
  name: string,
  attachments: Attachments | null = null,
): T {
  const context = new Context(attachments);
  let value: T;
  try {
    value = decoder(wire, null, context);
  } catch (error) {
    throw explained(error, name, context);
  }
  if (context.failures > 0) throw new ValidationError(name, context.issues);
  return value;
}

/**
 * The JSON of a payload that is to be sent; bytes go to the attachments, or become base64 where there are none.
 * @throws {ValidationError} when it does not fit.
 */
export function encodeValue(
  encoder: Encoder,
  value: unknown,
  name: string,
  attachments: Attachments | null = null,
): string {
  const context = new Context(attachments);
  let json: string;
  try {
    json = encoder(value, null, context);
  } catch (error) {
    throw explained(error, name, context);
  }
  if (context.failures > 0) throw new ValidationError(name, context.issues);
  return json;
}

const TOO_DEEP: Issue = { code: "custom", path: [], message: "Nested too deep, or in a circle" };

// Generated code goes on with what a check has refused, which may be nothing that can be written. And a value of a
// recursive type may be deeper than the stack. All else is the user's code.
function explained(error: unknown, name: string, { issues }: Context): unknown {
  if (issues.length > 0) return new ValidationError(name, issues);
  return error instanceof RangeError ? new ValidationError(name, [TOO_DEEP]) : error;
}
