import type { $ZodRecordDef } from "zod/v4/core";
import type { LiteralType, Type } from "./ir.js";
import type { Place } from "./place.js";
import { UNLOWERED, type Lowered, type Lowering } from "./lowering.js";

/**
 * A record over known keys is a strict object; only string keys make a record of the IR. One thing is
 * stricter than in zod: z.partialRecord() drops an own `__proto__`, which a strict object refuses.
 */
export function lowerRecord(lowering: Lowering, def: $ZodRecordDef, place: Place): Lowered {
  if (def.mode === "loose") {
    return lowering.unsupported(place, "z.looseRecord()", "use z.record()");
  }
  const before = lowering.problems.count;
  const key = lowering.resolve(lowering.lower(def.keyType, place.key("key")));
  const value = lowering.lower(def.valueType, place.key("value"));
  if (lowering.problems.count > before) return { type: UNLOWERED, optional: false };
  if (key.kind === "string")
    return {
      type: { kind: "record", key: { kind: "string", checks: key.checks }, value },
      optional: false,
    };
  if (key.kind !== "literal" || !key.values.every(isKey)) {
    return lowering.unsupported(
      place,
      "this key of a record",
      "use z.string(), z.enum() or z.literal()",
    );
  }
  return { type: lowerKnownKeys(lowering, key, value, isPartial(def)), optional: false };
}

function lowerKnownKeys(lowering: Lowering, key: LiteralType, value: Type, partial: boolean): Type {
  // zod takes a missing key of z.record() where undefined is a z.unknown().
  const optional = partial || lowering.resolve(value).kind === "unknown";
  const names = [...new Set(key.values.map(String))].filter((name) => name !== "__proto__");
  const properties = names.map((name) => ({ name, type: value, optional }));
  return { kind: "object", mode: "strict", properties };
}

function isKey(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number";
}

// Set by z.partialRecord(), but not in zod's published type of the definition in every 4.x.
function isPartial(def: $ZodRecordDef): boolean {
  return "partial" in def && def.partial === true;
}
