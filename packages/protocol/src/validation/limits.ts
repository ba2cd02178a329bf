import { codePointLength } from "./checks.js";
import type { Context, Path } from "./context.js";
import { issue } from "./issues.js";

/** Reports what is below or above its limits. `what` is how the text names it: `number to be`. */
export function checkLimits(
  context: Context,
  path: Path,
  size: number,
  min: number | undefined,
  max: number | undefined,
  what: string,
  unit = "",
): void {
  if (min !== undefined && size < min)
    issue(context, path, "too_small", `Too small: expected ${what} >=${min}${unit}`);
  else if (max !== undefined && size > max)
    issue(context, path, "too_big", `Too big: expected ${what} <=${max}${unit}`);
}

/** Reports a string with fewer or more code points than it may have. */
export function checkLength(
  context: Context,
  path: Path,
  text: string,
  min: number = 0,
  max: number = Number.POSITIVE_INFINITY,
): void {
  // A code point has one or two units: most strings are judged without counting.
  if (text.length >= 2 * min && text.length <= max) return;
  checkLimits(context, path, codePointLength(text), min, max, "string to have", " characters");
}
