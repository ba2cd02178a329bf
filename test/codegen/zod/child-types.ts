import type { $ZodType, $ZodTypes } from "zod/v4/core";

/** The types that a type is made of. */
export function childTypes(type: $ZodType): readonly $ZodType[] {
  const { def } = (type as $ZodTypes)._zod; // every zod type is one of these
  const parts: unknown[] = Object.values(def).flat();
  if (def.type === "object") parts.push(...Object.values(def.shape));
  if (def.type === "lazy") parts.push(def.getter());
  return parts.filter(isType);
}

function isType(part: unknown): part is $ZodType {
  return typeof part === "object" && part !== null && "_zod" in part && !isCheck(part._zod);
}

// Formats are both, but stand among the checks of another type only as checks.
function isCheck(internals: unknown): boolean {
  return typeof internals === "object" && internals !== null && !("parse" in internals);
}
