import type { $ZodRecordDef, $ZodTypes } from "zod/v4/core";
import { judgedAsAWhole, wordsOf } from "./code.js";
import type { RecordType, Type } from "./ir.js";
import { isZodType, type Lowering, UNLOWERED } from "./lowering.js";
import type { Place } from "./place.js";

export function lowerRecord(lowering: Lowering, def: $ZodRecordDef, place: Place): Type {
  const before = lowering.problems.count;
  const key = lowering.lowerBare(def.keyType, place.part(["key"], "keyType"));
  const value = lowering.lower(def.valueType, place.part(["value"], "valueType"));
  if (lowering.problems.count > before) return UNLOWERED;
  if (lowering.traits.isRich(key)) {
    const fix = "use a key that is a string, a number, an enum or a literal, or use z.map()";
    return lowering.unsupported(place, "this key of a record", fix);
  }
  const type: RecordType = {
    kind: "record",
    key,
    value,
    keys: null,
    ...(def.mode === "loose" && { loose: true }),
    ...wordsOf(def.error),
  };
  // Only the key is judged as a whole; a value is read where it stands.
  if (lowering.traits.hasCode(key)) return judgedAsAWhole(lowering, type, place);
  const values = isZodType(def.keyType) ? literalKeys(def.keyType) : null;
  if (values === null) return type;
  if (isPartial(def)) return { ...type, partial: true };
  return { ...type, keys: values };
}

function literalKeys(schema: $ZodTypes): (string | number)[] | null {
  const { values } = schema._zod;
  if (values === undefined) return null;
  return [...values].filter((key) => typeof key === "string" || typeof key === "number");
}

// Set by z.partialRecord(), but not in zod's published type of the definition in every 4.x.
function isPartial(def: $ZodRecordDef): boolean {
  return "partial" in def && def.partial === true;
}
