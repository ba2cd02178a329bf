import * as fc from "fast-check";

/** Keys that objects may not have, or have without anybody having put them there. */
export const oddKeys: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    "extra",
    "constructor",
    "toString",
    "hasOwnProperty",
    "a",
    "b",
    "up",
    "1",
    "-0",
    "1e3",
    "",
  ),
  { weight: 1, arbitrary: fc.constant("__proto__") },
  fc.string({ maxLength: 3 }),
);

/** An own `__proto__`, as JSON.parse makes it. */
export function withOwnProto(): unknown {
  return JSON.parse('{ "__proto__": { "a": 1 }, "a": "b" }');
}

/** Any JSON value. */
export const jsonGarbage: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, 1, -1, 1e300, "", "a", "1"),
  fc.constant(null).map(() => []),
  fc.constant(null).map(() => ({})),
  fc.constant(null).map(withOwnProto),
  fc.jsonValue({ maxDepth: 2 }),
  fc.array(fc.array(fc.jsonValue({ maxDepth: 1 }), { maxLength: 3 }), { maxLength: 3 }),
  fc.tuple(fc.integer({ min: -1, max: 4 }), fc.jsonValue({ maxDepth: 1 })),
  fc.dictionary(oddKeys, fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 }),
);

/** What no schema of the corpus takes as a class, and what JSON lacks. */
class Odd {
  readonly a = "x";
  readonly b = 1;
}

const odd: fc.Arbitrary<unknown> = fc
  .constantFrom<(() => unknown)[]>(
    () => undefined,
    () => Number.NaN,
    () => Number.POSITIVE_INFINITY,
    () => Number.NEGATIVE_INFINITY,
    () => -0,
    () => 12n,
    () => Symbol("odd"),
    () => new Date(Number.NaN),
    () => new Date(0),
    () => new Map([["a", 1]]),
    () => new Set(["a"]),
    () => new Uint8Array([1, 2]),
    () => new Uint16Array([1, 2]),
    () => () => 1,
    () => new Odd(),
    () => Object.assign(Object.create(null) as object, { a: "x", b: 1 }),
    () => Object.assign([], { length: 2 }),
    () => /x/,
    () => Object("boxed") as object,
  )
  .map((make) => make());

export const garbage: fc.Arbitrary<unknown> = fc.oneof(odd, jsonGarbage);
