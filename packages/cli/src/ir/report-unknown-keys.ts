import { Code } from "../diagnostic.js";
import type { Lowering } from "./lowering.js";
import type { Place } from "./place.js";

/** Reports the keys that are not known: schemas are not always type-checked before they are read. */
export function reportUnknownKeys(
  lowering: Lowering,
  fields: object,
  known: readonly string[],
  place: Place,
): void {
  const { problems } = lowering;
  const fix = `known: ${known.join(", ")}`;
  for (const key of Object.keys(fields)) {
    if (known.includes(key)) continue;
    const inner = place.key(key);
    problems.add(inner, Code.UNKNOWN_KEY, `${inner}: unknown key`, fix);
  }
}
