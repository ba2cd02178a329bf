import { ValidationError } from "../errors.js";
import { fail } from "./fail.js";
import type { Validator } from "./wire.js";

/** Whether the value is a JSON object: not `null`, not an array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Characters as zod counts them: code points, so that an emoji outside the BMP is one. */
export function codePointLength(text: string): number {
  let length = text.length;
  for (let index = 0; index < text.length - 1; index += 1) {
    if ((text.charCodeAt(index) & 0xfc00) !== 0xd800) continue;
    if ((text.charCodeAt(index + 1) & 0xfc00) !== 0xdc00) continue;
    length -= 1;
    index += 1;
  }
  return length;
}

/**
 * Whether `value` is a whole multiple of `step`, as far as floats can tell: 2.03 is one of 0.07, though both are
 * rounded before their quotient is. The tolerance is zod's.
 */
export function isMultipleOf(value: number, step: number): boolean {
  const ratio = value / step;
  const rounded = Math.round(ratio);
  return Math.abs(ratio - rounded) < 4 * Number.EPSILON * Math.max(Math.abs(ratio), 1);
}

/** The object's own property; needed where the key is one that every object inherits. */
export function own(object: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The first of the options that takes the value. */
export function firstMatch<T>(
  value: unknown,
  path: string,
  expected: string,
  ...options: readonly Validator<T>[]
): T {
  for (const option of options) {
    try {
      return option(value, path);
    } catch (error) {
      if (!(error instanceof ValidationError)) throw error;
    }
  }
  return fail(path, expected, value);
}
