/** Whether the value is an object: not `null`, not an array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Characters as zod counts them: code points, so that an emoji outside the BMP is one. */
export function codePointLength(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
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

/** A key that every object inherits: as zod does, what is inherited is taken for a value, which then does not fit. */
export function inherited(object: Record<string, unknown>, key: string): unknown {
  return object[key];
}
