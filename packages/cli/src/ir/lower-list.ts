import type { $ZodArrayDef, $ZodMapDef, $ZodSetDef, $ZodTupleDef } from "zod/v4/core";
import { judgedAsAWhole, withCode, wordsOf } from "./code.js";
import type { SizeCheck, Slot, Type } from "./ir.js";
import { lowerSize } from "./lower-string.js";
import type { Lowering } from "./lowering.js";
import type { Place } from "./place.js";
import { readChecks } from "./read-checks.js";

export function lowerArray(lowering: Lowering, def: $ZodArrayDef, place: Place): Type {
  const item = lowering.lower(def.element, place.part(["[]"], "element"));
  const { checks, code } = readChecks<SizeCheck>(def, lowerSize);
  const type: Type = { kind: "array", item, checks, ...wordsOf(def.error) };
  return code === null ? type : withCode(type, code, place);
}

export function lowerSet(lowering: Lowering, def: $ZodSetDef, place: Place): Type {
  const item = lowering.lower(def.valueType, place.part(["[]"], "valueType"));
  const { checks, code } = readChecks<SizeCheck>(def, lowerSize);
  const type: Type = { kind: "set", item, checks, ...wordsOf(def.error) };
  return code === null ? judgedAsAWhole(lowering, type, place) : withCode(type, code, place);
}

export function lowerMap(lowering: Lowering, def: $ZodMapDef, place: Place): Type {
  const key = lowering.lower(def.keyType, place.part(["key"], "keyType"));
  const value = lowering.lower(def.valueType, place.part(["value"], "valueType"));
  const { checks, code } = readChecks<SizeCheck>(def, lowerSize);
  const type: Type = { kind: "map", key, value, checks, ...wordsOf(def.error) };
  return code === null ? judgedAsAWhole(lowering, type, place) : withCode(type, code, place);
}

export function lowerTuple(lowering: Lowering, def: $ZodTupleDef, place: Place): Type {
  const items = def.items.map((schema, index): Slot => {
    const inner = place.part([`[${index}]`], "items", String(index));
    const slot = lowering.lowerSlot(schema, inner);
    // An element before others cannot be left out.
    return { ...slot, type: lowering.present(slot.type) };
  });
  const rest = def.rest === null ? null : lowering.lower(def.rest, place.part(["[]"], "rest"));
  const type: Type = { kind: "tuple", items, rest, ...wordsOf(def.error) };
  if ((def.checks ?? []).length > 0) return withCode(type, ".refine()", place);
  return judgedAsAWhole(lowering, type, place);
}
