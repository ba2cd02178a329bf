import * as fc from "fast-check";
import type { $ZodType } from "zod/v4/core";
import { Random } from "../../../hostile/random.js";
import { arbitraryFitting } from "./arbitrary-fitting.js";
import { garbage, jsonGarbage } from "./garbage.js";
import { mutate } from "./mutate.js";
import { scale, seed } from "./settings.js";

/** Values near a zod type: most fit, some are off by a little, a few are anything. */
export function arbitraryNear(type: $ZodType): fc.Arbitrary<unknown> {
  const fitting = arbitraryFitting(type);
  const near = fc
    .tuple(fitting, fc.nat())
    .map(([value, start]) => mutate(value, new Random(start)));
  return fc.oneof(
    { weight: 11, arbitrary: fitting },
    { weight: 6, arbitrary: near },
    { weight: 1, arbitrary: garbage },
  );
}

/** The same in JSON: each of the values, near misses of them, and any JSON. */
export function arbitraryNearJson(values: readonly unknown[]): fc.Arbitrary<unknown> {
  const known = values.length === 0 ? jsonGarbage : fc.constantFrom(...values);
  const near = fc.tuple(known, fc.nat()).map(([value, start]) => mutate(value, new Random(start)));
  return fc
    .oneof(
      { weight: 4, arbitrary: known },
      { weight: 6, arbitrary: near },
      { weight: 2, arbitrary: jsonGarbage },
    )
    .map(throughJson);
}

/** As it arrives: `null` where JSON has no word for it. */
export function throughJson(value: unknown): unknown {
  const text = JSON.stringify(value, (_, item: unknown) =>
    typeof item === "bigint" ? String(item) : item,
  );
  return text === undefined ? null : JSON.parse(text);
}

/** Always the same ones, unless FUZZ_SEED is set. */
export function sample<T>(arbitrary: fc.Arbitrary<T>, count: number): T[] {
  return fc.sample(arbitrary, { seed, numRuns: Math.ceil(count * scale) });
}
