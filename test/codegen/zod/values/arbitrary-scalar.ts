import * as fc from "fast-check";
import { z } from "zod";
import type { $ZodType } from "zod/v4/core";

const edges = [
  0,
  -1,
  1,
  0.5,
  1.5,
  2,
  3,
  5,
  9,
  10,
  99,
  100,
  1000,
  65_535,
  65_536,
  2_147_483_647,
  2_147_483_648,
  -2_147_483_648,
  4_294_967_295,
  4_294_967_296,
  2 ** 53 - 1,
  2 ** 53,
  -(2 ** 53),
  1e21,
  1e300,
  -1e300,
  3.402_823_466_385_288_6e38,
  3.5e38,
  Number.MAX_VALUE,
  Number.MIN_VALUE,
  2.03,
  0.1,
  0.2,
  0.3,
  1e-7,
  3e-7,
];

export function arbitraryNumber(schema: $ZodType): fc.Arbitrary<number> {
  const near = limitsOf(schema).flatMap((limit) =>
    typeof limit === "number"
      ? [limit - 1, limit - 0.5, limit, limit + 0.5, limit + 1, limit * 2, -limit]
      : [],
  );
  const any = fc.oneof(
    fc.constantFrom(...edges, ...near),
    fc.integer({ min: -20, max: 120 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  );
  return mostlyTaken(schema, any, [...edges, ...near]);
}

export function arbitraryBigint(schema: $ZodType): fc.Arbitrary<bigint> {
  const limits = limitsOf(schema).filter((limit) => typeof limit === "bigint");
  const range = [2n ** 63n - 1n, 2n ** 63n, -(2n ** 63n), 2n ** 64n - 1n, 2n ** 64n, 10n ** 40n];
  const near = [
    0n,
    1n,
    -1n,
    ...range,
    ...limits.flatMap((limit) => [limit - 1n, limit, limit + 1n, limit * 2n]),
  ];
  const any = fc.oneof(fc.constantFrom(...near), fc.bigInt({ min: -100n, max: 100n }), fc.bigInt());
  return mostlyTaken(schema, any, near);
}

export function arbitraryDate(schema: $ZodType): fc.Arbitrary<Date> {
  const limits = limitsOf(schema).flatMap((limit) =>
    limit instanceof Date ? [limit.getTime()] : [],
  );
  const near = [0, 1, -1, 8.64e15, -8.64e15, Date.UTC(2024, 1, 29), Date.UTC(-1, 0)].concat(
    limits.flatMap((limit) => [limit - 1, limit, limit + 1]),
  );
  const dates = near.map((time) => new Date(time));
  const any = fc.oneof(fc.constantFrom(...dates), fc.date({ noInvalidDate: true }));
  return mostlyTaken(schema, any, dates);
}

export const arbitraryBytes: fc.Arbitrary<Uint8Array> = fc
  .uint8Array({ maxLength: 6 })
  .map((bytes) => new Uint8Array(bytes));

function limitsOf(schema: $ZodType): readonly unknown[] {
  return (schema._zod.def.checks ?? []).flatMap((check) =>
    Object.entries(check._zod.def).flatMap(([name, value]) => (name === "value" ? [value] : [])),
  );
}

function mostlyTaken<T>(
  schema: $ZodType,
  any: fc.Arbitrary<T>,
  known: readonly T[],
): fc.Arbitrary<T> {
  const taken = known.filter((value) => z.safeParse(schema, value).success);
  if (taken.length === 0) return any;
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...taken) },
    {
      weight: 4,
      arbitrary: any.map((value, index = 0) =>
        z.safeParse(schema, value).success ? value : pick(taken, index),
      ),
    },
    { weight: 1, arbitrary: any },
  );
}

function pick<T>(options: readonly T[], index: number): T {
  return options[index % options.length] as T; // there is at least one
}
