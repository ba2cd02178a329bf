import { z } from "zod";
import { corpus, type Entry } from "../zod/corpus/index.js";

const StrictA = z.strictObject({ a: z.string() }).meta({ id: "StrictA" });
const StrictB = z.strictObject({ b: z.int() }).meta({ id: "StrictB" });
const Tagged = z.object({ k: z.enum(["a", "c"]).optional(), x: z.int() }).meta({ id: "Tagged" });
const Other = z.object({ k: z.literal("b"), y: z.int() });

const edges: Readonly<Record<string, z.core.$ZodType>> = {
  intersectNamedStrict: z.intersection(StrictA, StrictB),
  intersectNullableStrict: z.intersection(StrictA.nullable(), StrictA.nullable()),
  intersectStrictOptions: z.intersection(z.union([StrictA, StrictB]), z.object({ c: z.int() })),
  intersectEnumRecordStrict: z.intersection(z.record(z.enum(["a", "b"]), z.string()), StrictB),
  intersectEnumRecordLoose: z.intersection(
    z.record(z.enum(["a", "b"]), z.string()),
    z.looseObject({ a: z.string().min(2) }),
  ),
  intersectNumberRecord: z.intersection(z.record(z.int().min(0), z.string()), StrictB),
  intersectCatchall: z.intersection(StrictA.readonly(), StrictB.catchall(z.int())),
  looseRecordNumbers: z.looseRecord(z.int().min(0), z.string()),
  looseRecordSized: z.looseRecord(z.string().min(1).max(2), z.int()),
  looseRecordFormat: z.looseRecord(z.uuid(), z.int()),
  looseRecordUnion: z.looseRecord(z.literal("a").or(z.string().regex(/^x/)), z.int()),
  recordParts: z.record(z.string().includes("b").startsWith("a"), z.int()),
  recordNumbersAndNames: z.record(z.union([z.int(), z.enum(["x"])]), z.boolean()),
  recordUnknowns: z.record(z.enum(["a", "b"]), z.unknown().nullable()),
  recordCaught: z.record(z.enum(["a", "b"]), z.int().catch(1).nullable().readonly()),
  recordMaybeUndefined: z.record(z.enum(["a"]), z.union([z.int(), z.undefined()]).nullable()),
  recordPartialMixed: z.partialRecord(z.literal(["a", 3]), z.date().nullish()),
  recordUpperCase: z.record(z.string().max(3).toUpperCase(), z.int()),
  discriminatedCaught: z.discriminatedUnion("k", [
    z.object({ k: z.literal("a").catch("a"), x: z.int() }),
    Other,
  ]),
  discriminatedAbsentTwice: z.discriminatedUnion("k", [
    z.object({ k: z.literal("a").default("a"), x: z.int() }),
    z.object({ k: z.literal("b").optional(), y: z.int() }),
  ]),
  discriminatedWrapped: z.discriminatedUnion("k", [
    z.strictObject({ k: z.literal("a").nullable(), x: z.int() }),
    z.object({ k: z.literal("b").readonly(), y: z.int() }),
  ]),
  discriminatedNamed: z.discriminatedUnion("k", [Tagged, Other]),
  xorTrimmed: z.xor([z.string().trim().min(2), z.string().regex(/^ /)]),
  xorLimits: z.xor([z.bigint().min(5n), z.object({ a: z.int().default(1) }), StrictB]),
  xorCaught: z.xor([z.object({ a: z.int().catch(1) }), z.object({ b: z.int() })]),
  xorUndefined: z.xor([z.undefined(), z.int(), z.string().max(2)]),
  xorLists: z.xor([z.array(z.int().optional()), z.array(z.null()).min(2)]),
  unionDefaulted: z.union([z.object({ a: z.int().default(2) }), z.string().default("x"), z.null()]),
  setOfNewObjects: z
    .set(z.object({ a: z.int() }))
    .min(2)
    .max(3),
  setOfDiscriminated: z.set(z.discriminatedUnion("k", [Tagged, Other])).size(2),
  mapOfDates: z.map(z.date(), z.int()).min(1).max(2),
  mapOfChanged: z.map(z.string().toLowerCase(), z.int()).size(2),
  tupleRestCaught: z.tuple(
    [z.int().catch(1), z.string().optional(), z.int().default(2)],
    z.boolean(),
  ),
  tupleRestUndefined: z.tuple([z.string().nullish(), z.literal(undefined)], z.date().optional()),
  tupleRestUnknown: z.tuple([z.any(), z.unknown().nullable(), z.int().catch(2)], z.string()),
  tupleRestPrefault: z.tuple(
    [z.int().prefault(3).nullable(), z.literal(["a", undefined])],
    z.int(),
  ),
  tupleAllAbsent: z.tuple([z.int().default(1), z.int().optional(), z.int().nullish()]),
  tupleUndefinedFirst: z.tuple([z.undefined(), z.string().optional()]),
  objectOfNothing: z.object({ a: z.undefined(), b: z.void().optional(), c: z.literal(undefined) }),
  literalTaggedNullish: z.object({ a: z.literal([1n, "1", null]).nullish() }),
  literalTaggedUndefined: z.array(z.literal([1n, "1", undefined])),
  pipeKept: z.looseObject({ a: z.string() }).pipe(z.looseObject({ a: z.string().min(2) })),
  pipeSized: z.string().max(3).pipe(z.string().min(2)),
  stringTooShort: z.string().max(-1).nullable(),
  stringFractions: z.string().min(2.5).max(3.5),
  stringEmptyParts: z.string().startsWith("").includes("").endsWith(""),
  stringTwoWords: z.string().regex(/^(.+) (.+)$/),
  stringOneOrTwo: z.string().regex(/^.{1,2}$/),
  stringThreePatterns: z
    .string()
    .regex(/^[^\s]+$/)
    .regex(/x/)
    .regex(/y|z/),
  catchInMap: z.map(z.string(), z.int().catch(1)),
  catchInList: z.array(z.int().nullable().catch(3)),
  catchOptionalInList: z.array(z.int().optional().catch(3)),
};

/** The corpus, and what it has no type for. */
export const types: readonly Entry[] = [
  ...corpus,
  ...Object.entries(edges).map(([name, schema]) => ({
    name: `edge${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    schema,
    topic: "edges",
    closures: false,
    oneWay: false,
  })),
];
