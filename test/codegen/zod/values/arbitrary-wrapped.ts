import * as fc from "fast-check";
import { z } from "zod";
import type { $ZodType, $ZodTypes } from "zod/v4/core";
import type { Inner } from "./arbitrary-object.js";
import { garbage } from "./garbage.js";
import { mergeDeep } from "./merge-deep.js";

/** Types around other types, and choices between them. `null`: the type is no such thing. */
export function arbitraryWrapped(
  schema: $ZodTypes,
  inner: Inner,
  deep: boolean,
): fc.Arbitrary<unknown> | null {
  const { def } = schema._zod;
  switch (def.type) {
    case "union":
      return fc.oneof(...(deep ? shallow(def.options) : def.options).map(inner));
    case "intersection":
      return fc
        .tuple(inner(def.left), inner(def.right))
        .map(([left, right]) => mergeDeep(left, right));
    case "optional":
    case "default":
    case "prefault":
      return sometimes(fc.constant(undefined), deep ? null : inner(def.innerType));
    case "nullable":
      return sometimes(fc.constant(null), deep ? null : inner(def.innerType));
    case "catch":
      return sometimes(garbage, inner(def.innerType));
    case "nonoptional":
      return inner(def.innerType).map((value) => (value === undefined ? null : value));
    case "readonly":
      return inner(def.innerType);
    case "lazy":
      return inner(def.getter());
    case "pipe":
      if (def.in._zod.def.type === "transform") return inner(def.out);
      if (def.reverseTransform !== undefined) return arbitraryTaken(schema, inner(def.in));
      return arbitraryTaken(schema, fc.oneof(inner(def.in), inner(def.out)));
    default:
      return null;
  }
}

function sometimes(
  rare: fc.Arbitrary<unknown>,
  usual: fc.Arbitrary<unknown> | null,
): fc.Arbitrary<unknown> {
  if (usual === null) return rare;
  return fc.oneof({ weight: 1, arbitrary: rare }, { weight: 4, arbitrary: usual });
}

/** Those that do not go deeper, if there are some. */
function shallow(options: readonly $ZodType[]): readonly $ZodType[] {
  const flat = options.filter(
    ({ _zod: { def } }) => !["array", "record", "lazy", "object"].includes(def.type),
  );
  return flat.length === 0 ? options : flat;
}

/** Of what may be sent, mostly what the type takes. */
export function arbitraryTaken(
  schema: $ZodType,
  sent: fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const taken = fc
    .array(sent, { minLength: 8, maxLength: 8 })
    .map((values) => values.find((value) => z.safeParse(schema, value).success) ?? values[0]);
  return fc.oneof({ weight: 1, arbitrary: sent }, { weight: 4, arbitrary: taken });
}
