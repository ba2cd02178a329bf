import { z } from "zod";

const A = z.object({ a: z.string() });
const B = z.object({ b: z.int() });

/** Intersections. */
export default {
  intersectObjects: z.intersection(A, B),
  intersectMethod: A.and(B).and(z.object({ c: z.boolean().optional() })),
  intersectSameKey: z.intersection(
    z.object({ a: z.string().min(2) }),
    z.object({ a: z.string().max(4), b: z.int() }),
  ),
  intersectStrict: z.intersection(
    z.strictObject({ a: z.string() }),
    z.strictObject({ b: z.int() }),
  ),
  intersectStrictStrip: z.intersection(z.strictObject({ a: z.string() }), B),
  intersectLoose: z.intersection(z.looseObject({ a: z.string() }), z.looseObject({ b: z.int() })),
  intersectLooseStrict: z.intersection(
    z.looseObject({ a: z.string() }),
    z.strictObject({ a: z.string(), b: z.int() }),
  ),
  intersectNested: z.intersection(
    z.object({ n: z.object({ a: z.int() }) }),
    z.object({ n: z.object({ b: z.int() }) }),
  ),
  intersectStrings: z.intersection(z.string().min(2), z.string().max(4)),
  intersectNumbers: z.intersection(z.number().min(0), z.int().max(10)),
  intersectEnums: z.intersection(z.enum(["a", "b", "c"]), z.enum(["b", "c", "d"])),
  intersectDates: z.intersection(z.date().min(new Date(0)), z.date()),
  intersectDateObjects: z.intersection(
    z.object({ at: z.date() }),
    z.object({ at: z.date(), b: z.int() }),
  ),
  intersectArrays: z.intersection(z.array(z.string()), z.array(z.string().min(1)).max(3)),
  intersectArrayObjects: z.intersection(z.array(A), z.array(B)),
  intersectRecordObject: z.intersection(A, z.record(z.string(), z.union([z.string(), z.int()]))),
  intersectRecords: z.intersection(
    z.record(z.string().regex(/^a/), z.string()),
    z.record(z.string().regex(/^b/), z.int()),
  ),
  intersectEnumRecords: z.intersection(
    z.record(z.enum(["a", "b"]), z.int()),
    z.record(z.enum(["c"]), z.string()),
  ),
  intersectUnion: z.intersection(A, z.union([B, z.object({ c: z.boolean() })])),
  intersectDiscriminated: z.intersection(
    z.discriminatedUnion("k", [
      z.object({ k: z.literal("x"), x: z.int() }),
      z.object({ k: z.literal("y") }),
    ]),
    z.object({ id: z.int() }),
  ),
  intersectOptional: z.object({ o: z.intersection(A, B).optional() }),
  intersectBigints: z.intersection(z.bigint().min(0n), z.bigint().max(10n)),
  intersectNullable: z.intersection(z.string().nullable(), z.string().max(3).nullable()),
  intersectDefaults: z.intersection(
    z.object({ a: z.int().default(1) }),
    z.object({ b: z.int().default(2) }),
  ),
  intersectUnknown: z.intersection(z.unknown(), z.object({ a: z.int() }).loose()),
  intersectTuples: z.intersection(
    z.tuple([z.string(), z.int()]),
    z.tuple([z.string(), z.number()]),
  ),
  intersectChanged: z.intersection(z.string().trim(), z.string()),
  intersectMaps: z.union([
    z.string(),
    z.intersection(z.map(z.string(), z.int()), z.map(z.string(), z.int())),
  ]),
  intersectSets: z.object({ a: z.intersection(z.set(z.int()), z.set(z.int())).optional() }),
  intersectBytes: z.intersection(z.instanceof(Uint8Array), z.instanceof(Uint8Array)),
};
