import * as fc from "fast-check";
import type { $ZodObjectDef, $ZodRecordDef, $ZodType } from "zod/v4/core";
import { jsonGarbage, oddKeys } from "./garbage.js";

export type Inner = (type: $ZodType) => fc.Arbitrary<unknown>;

/** Marks a property that is left out. */
const absent = Symbol("absent");

export function arbitraryObject(
  def: $ZodObjectDef,
  inner: Inner,
  deep: boolean,
): fc.Arbitrary<object> {
  const properties = Object.entries(def.shape).map(([key, type]) => {
    const value = inner(type);
    if (type._zod.optin === undefined) return fc.tuple(fc.constant(key), value);
    const weight = deep ? 9 : 1;
    const maybe = fc.oneof(
      { weight, arbitrary: fc.constant(absent) },
      { weight: 2, arbitrary: value },
    );
    return fc.tuple(fc.constant(key), maybe);
  });
  const others = arbitraryOthers(def.catchall, inner, deep);
  return fc
    .tuple(fc.tuple(...properties), others)
    .map(([known, more]) => objectOf([...more, ...known]));
}

type Entries = readonly (readonly [string, unknown])[];

function arbitraryOthers(
  catchall: $ZodType | undefined,
  inner: Inner,
  deep: boolean,
): fc.Arbitrary<Entries> {
  if (deep || catchall?._zod.def.type === "never") return fc.constant([]);
  const value = catchall === undefined ? jsonGarbage : inner(catchall);
  const entries = fc.array(fc.tuple(oddKeys, value), { maxLength: 2 });
  const weight = catchall === undefined ? 8 : 1;
  return fc.oneof({ weight, arbitrary: fc.constant([]) }, { weight: 2, arbitrary: entries });
}

export function arbitraryRecord(
  def: $ZodRecordDef,
  inner: Inner,
  deep: boolean,
): fc.Arbitrary<object> {
  const known = [...(def.keyType._zod.values ?? [])].filter(
    (key) => typeof key === "string" || typeof key === "number",
  );
  if (known.length > 0) {
    const value = inner(def.valueType);
    const missing = "partial" in def ? [fc.constant(absent)] : [];
    const entries = known.map((key) =>
      fc.tuple(fc.constant(String(key)), fc.oneof(value, ...missing)),
    );
    return fc.tuple(...entries).map(objectOf);
  }
  if (deep) return fc.constant(null).map(() => ({}));
  const value = inner(def.valueType);
  const entry = fc.tuple(inner(def.keyType).map(String), value);
  const loose = "mode" in def && def.mode === "loose" ? fc.tuple(oddKeys, jsonGarbage) : entry;
  return fc.array(fc.oneof(entry, entry, loose), { maxLength: 3 }).map(objectOf);
}

function objectOf(entries: Entries): object {
  const object = {};
  for (const [key, value] of entries) {
    if (value === absent) continue;
    Object.defineProperty(object, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return object;
}
