import type { Type } from "./ir.js";
import { canonicalJson } from "./canonical-json.js";

/** Whether two types say the same on the wire. */
export function sameType(a: Type, b: Type): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
