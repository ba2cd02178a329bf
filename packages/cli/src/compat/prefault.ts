import type { Type } from "../ir/ir.js";
import { wireOf } from "../ir/constants.js";
import { alternativesOf } from "./alternatives.js";
import type { LinkedTypes } from "./linked-types.js";

/** The prefaults around a type that are not known to pass the checks they are put to. */
export function doubtfulPrefaults(type: Type, types: LinkedTypes): readonly Type[] {
  return alternativesOf(type, types, "sent").instead.filter(
    (each) =>
      each.kind === "default" &&
      each.checked === true &&
      types.fits(each.inner, wireOf(each.value)) !== true,
  );
}
