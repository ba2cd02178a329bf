import type { $ZodType, $ZodTypes } from "zod/v4/core";
import { childTypes } from "./child-types.js";
import { isBytes } from "./values/is-bytes.js";

/** Whether there is a place in the type where any value goes. */
export function takesUnknown(type: $ZodType, seen: Set<$ZodType> = new Set()): boolean {
  if (seen.has(type)) return false;
  seen.add(type);
  const { def } = (type as $ZodTypes)._zod; // every zod type is one of these
  if (def.type === "any" || def.type === "unknown" || def.type === "transform") return true;
  if (def.type === "custom") return !isBytes(type);
  if ("coerce" in def && def.coerce === true) return true;
  if (def.type === "record" && "mode" in def && def.mode === "loose") return true;
  return childTypes(type).some((child) => takesUnknown(child, seen));
}
