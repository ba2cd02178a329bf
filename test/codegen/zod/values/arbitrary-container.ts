import * as fc from "fast-check";
import type { $ZodTupleDef, $ZodType, $ZodTypes } from "zod/v4/core";
import { arbitraryObject, arbitraryRecord, type Inner } from "./arbitrary-object.js";

/** Lists, collections and objects; `deep`: as small as they get. `null`: the type is no such thing. */
export function arbitraryContainer(
  schema: $ZodTypes,
  inner: Inner,
  deep: boolean,
): fc.Arbitrary<unknown> | null {
  const { def } = schema._zod;
  switch (def.type) {
    case "array":
      return deep ? fc.constant(null).map(() => []) : arbitraryList(schema, inner(def.element));
    case "set": {
      if (deep) return fc.constant(null).map(() => new Set());
      return arbitraryList(schema, inner(def.valueType)).map((list) => new Set(list));
    }
    case "map": {
      if (deep) return fc.constant(null).map(() => new Map());
      const entry = fc.tuple(inner(def.keyType), inner(def.valueType));
      return arbitraryList(schema, entry).map((entries) => new Map(entries));
    }
    case "tuple":
      return arbitraryTuple(def, inner, deep);
    case "object":
      return arbitraryObject(def, inner, deep);
    case "record":
      return arbitraryRecord(def, inner, deep);
    default:
      return null;
  }
}

function arbitraryTuple(def: $ZodTupleDef, inner: Inner, deep: boolean): fc.Arbitrary<unknown> {
  const required = def.items.findLastIndex(({ _zod }) => _zod.optin === undefined) + 1;
  const count = fc.integer({ min: required, max: def.items.length });
  const none = def.rest === null || deep;
  const rest = none ? fc.constant([]) : fc.array(inner(def.rest as $ZodType), { maxLength: 2 }); // it is not null
  return fc
    .tuple(fc.tuple(...def.items.map(inner)), count, rest)
    .map(([list, length, more]) =>
      length < list.length ? list.slice(0, length) : [...list, ...more],
    );
}

/** As many as the type's checks want, or one more or less. */
function arbitraryList<T>(schema: $ZodType, item: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  const bounds = { minLength: 0, maxLength: 3 };
  for (const check of schema._zod.def.checks ?? []) {
    for (const [name, value] of Object.entries(check._zod.def)) {
      if (typeof value !== "number") continue;
      if (["minimum", "length", "size"].includes(name)) bounds.minLength = value;
      if (["maximum", "length", "size"].includes(name)) bounds.maxLength = value;
    }
  }
  bounds.maxLength = Math.max(bounds.minLength, bounds.maxLength);
  const near = { minLength: Math.max(0, bounds.minLength - 1), maxLength: bounds.maxLength + 1 };
  return fc.oneof(
    { weight: 6, arbitrary: fc.array(item, bounds) },
    { weight: 1, arbitrary: fc.array(item, near) },
  );
}
