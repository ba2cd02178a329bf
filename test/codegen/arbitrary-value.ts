import * as fc from "fast-check";
import type { $ZodCheck, $ZodType, $ZodTypes } from "zod/v4/core";

/** Values near a zod type: most of the parts fit, some are off by a little, a few are anything. */
export function arbitraryNear(schema: $ZodType): fc.Arbitrary<unknown> {
  const fitting = arbitraryFitting(schema as $ZodTypes); // zod types children by their base
  return fc.oneof({ weight: 12, arbitrary: fitting }, { weight: 1, arbitrary: anything });
}

const edgeNumbers = fc.constantFrom(
  0,
  -1,
  1,
  0.5,
  1.5,
  2,
  3,
  9,
  10,
  100,
  2147483647,
  2147483648,
  2 ** 53 - 1,
  2 ** 53,
  -(2 ** 53),
  1e300,
  2.03,
);

const numbers = fc.oneof(
  edgeNumbers,
  fc.integer({ min: -20, max: 120 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

const strings = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.string({ maxLength: 30, unit: "binary" }),
  fc.constantFrom(
    "",
    "a",
    "abc",
    "😀",
    "😀😀😀",
    "\ud800",
    "ab/12",
    "AB/1",
    "2024",
    "circle",
    "square",
    "__proto__",
    "constructor",
  ),
);

const keys = fc.oneof(strings, fc.constantFrom("up", "down", "a", "toString"));

/** JSON, because nothing else arrives; an own `__proto__` key included. */
const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, true, false, 0, "", "a", [], {}),
  numbers,
  strings,
  fc.jsonValue({ maxDepth: 2 }),
  fc.constant(JSON.parse('{ "__proto__": { "a": 1 }, "a": "b" }')),
);

function arbitraryFitting(schema: $ZodTypes): fc.Arbitrary<unknown> {
  const { def } = schema._zod;
  switch (def.type) {
    case "string":
      return fc.oneof(
        strings,
        sized(def.checks, (size) =>
          fc.string({ minLength: size, maxLength: size, unit: "binary" }),
        ),
      );
    case "number":
      return numbers;
    case "boolean":
      return fc.boolean();
    case "literal":
    case "enum":
      return fc.constantFrom(...(schema._zod.values ?? []));
    case "array":
      return sized(def.checks, (size) =>
        fc.array(arbitraryNear(def.element), { maxLength: size + 1 }),
      );
    case "object":
      return arbitraryObject(def.shape);
    case "record":
      return fc.dictionary(keysOf(def.keyType), arbitraryNear(def.valueType), { maxKeys: 3 });
    case "union":
      return fc.oneof(...def.options.map(arbitraryNear));
    case "nullable":
      return fc.oneof(fc.constant(null), arbitraryNear(def.innerType));
    case "optional":
      return arbitraryNear(def.innerType);
    default:
      return anything;
  }
}

function keysOf(schema: $ZodType): fc.Arbitrary<string> {
  const known = [...(schema._zod.values ?? [])].map(String);
  return known.length === 0
    ? keys
    : fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...known) }, keys);
}

function sized<T>(
  checks: readonly $ZodCheck<never>[] | undefined,
  make: (size: number) => fc.Arbitrary<T>,
): fc.Arbitrary<T> {
  const sizes = (checks ?? []).flatMap(({ _zod: { def } }) =>
    ["minimum", "maximum", "length"].flatMap((name) => {
      const size = Object.entries(def).find(([key]) => key === name)?.[1] as unknown; // by name: each check has its own
      return typeof size === "number" ? [size] : [];
    }),
  );
  return fc.constantFrom(...(sizes.length === 0 ? [2] : sizes)).chain(make);
}

function arbitraryObject(shape: Readonly<Record<string, $ZodType>>): fc.Arbitrary<unknown> {
  const names = Object.keys(shape);
  const parts = Object.fromEntries(
    names.map((name) => [name, arbitraryNear(shape[name] as $ZodType)]),
  ); // its own keys
  const required = names.filter((name) => shape[name]?._zod.optin === undefined);
  const whole = fc.record(parts, { requiredKeys: required });
  const partial = fc.record(parts, { requiredKeys: [] });
  const extra = fc.tuple(whole, fc.dictionary(keys, anything, { maxKeys: 2 }));
  return fc.oneof(
    { weight: 8, arbitrary: whole },
    { weight: 1, arbitrary: partial },
    { weight: 2, arbitrary: extra.map(([object, more]) => ({ ...more, ...object })) },
  );
}
