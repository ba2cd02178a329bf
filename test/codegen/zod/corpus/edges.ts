import { z } from "zod";

const StrictA = z.strictObject({ a: z.string() }).meta({ id: "StrictA" });
const StrictB = z.strictObject({ b: z.int() }).meta({ id: "StrictB" });
const Tagged = z.object({ k: z.enum(["a", "c"]).optional(), x: z.int() }).meta({ id: "Tagged" });
const Other = z.object({ k: z.literal("b"), y: z.int() });

export default {
  edgeIntersectNamedStrict: z.intersection(StrictA, StrictB),
  edgeIntersectNullableStrict: z.intersection(StrictA.nullable(), StrictA.nullable()),
  edgeIntersectStrictOptions: z.intersection(z.union([StrictA, StrictB]), z.object({ c: z.int() })),
  edgeIntersectEnumRecordStrict: z.intersection(z.record(z.enum(["a", "b"]), z.string()), StrictB),
  edgeIntersectEnumRecordLoose: z.intersection(
    z.record(z.enum(["a", "b"]), z.string()),
    z.looseObject({ a: z.string().min(2) }),
  ),
  edgeIntersectNumberRecord: z.intersection(z.record(z.int().min(0), z.string()), StrictB),
  edgeIntersectCatchall: z.intersection(StrictA.readonly(), StrictB.catchall(z.int())),
  edgeLooseRecordNumbers: z.looseRecord(z.int().min(0), z.string()),
  edgeLooseRecordSized: z.looseRecord(z.string().min(1).max(2), z.int()),
  edgeLooseRecordFormat: z.looseRecord(z.uuid(), z.int()),
  edgeLooseRecordUnion: z.looseRecord(z.literal("a").or(z.string().regex(/^x/)), z.int()),
  edgeRecordParts: z.record(z.string().includes("b").startsWith("a"), z.int()),
  edgeRecordNumbersAndNames: z.record(z.union([z.int(), z.enum(["x"])]), z.boolean()),
  edgeRecordUnknowns: z.record(z.enum(["a", "b"]), z.unknown().nullable()),
  edgeRecordCaught: z.record(z.enum(["a", "b"]), z.int().catch(1).nullable().readonly()),
  edgeRecordMaybeUndefined: z.record(z.enum(["a"]), z.union([z.int(), z.undefined()]).nullable()),
  edgeRecordPartialMixed: z.partialRecord(z.literal(["a", 3]), z.date().nullish()),
  edgeRecordUpperCase: z.record(z.string().max(3).toUpperCase(), z.int()),
  edgeDiscriminatedCaught: z.discriminatedUnion("k", [
    z.object({ k: z.literal("a").catch("a"), x: z.int() }),
    Other,
  ]),
  edgeDiscriminatedAbsentTwice: z.discriminatedUnion("k", [
    z.object({ k: z.literal("a").default("a"), x: z.int() }),
    z.object({ k: z.literal("b").optional(), y: z.int() }),
  ]),
  edgeDiscriminatedWrapped: z.discriminatedUnion("k", [
    z.strictObject({ k: z.literal("a").nullable(), x: z.int() }),
    z.object({ k: z.literal("b").readonly(), y: z.int() }),
  ]),
  edgeDiscriminatedNamed: z.discriminatedUnion("k", [Tagged, Other]),
  edgeXorTrimmed: z.xor([z.string().trim().min(2), z.string().regex(/^ /)]),
  edgeXorLimits: z.xor([z.bigint().min(5n), z.object({ a: z.int().default(1) }), StrictB]),
  edgeXorCaught: z.xor([z.object({ a: z.int().catch(1) }), z.object({ b: z.int() })]),
  edgeXorUndefined: z.xor([z.undefined(), z.int(), z.string().max(2)]),
  edgeXorLists: z.xor([z.array(z.int().optional()), z.array(z.null()).min(2)]),
  edgeUnionDefaulted: z.union([
    z.object({ a: z.int().default(2) }),
    z.string().default("x"),
    z.null(),
  ]),
  edgeSetOfNewObjects: z
    .set(z.object({ a: z.int() }))
    .min(2)
    .max(3),
  edgeSetOfDiscriminated: z.set(z.discriminatedUnion("k", [Tagged, Other])).size(2),
  edgeMapOfDates: z.map(z.date(), z.int()).min(1).max(2),
  edgeMapOfChanged: z.map(z.string().toLowerCase(), z.int()).size(2),
  edgeTupleRestCaught: z.tuple(
    [z.int().catch(1), z.string().optional(), z.int().default(2)],
    z.boolean(),
  ),
  edgeTupleRestUndefined: z.tuple(
    [z.string().nullish(), z.literal(undefined)],
    z.date().optional(),
  ),
  edgeTupleRestUnknown: z.tuple([z.any(), z.unknown().nullable(), z.int().catch(2)], z.string()),
  edgeTupleRestPrefault: z.tuple(
    [z.int().prefault(3).nullable(), z.literal(["a", undefined])],
    z.int(),
  ),
  edgeTupleAllAbsent: z.tuple([z.int().default(1), z.int().optional(), z.int().nullish()]),
  edgeTupleUndefinedFirst: z.tuple([z.undefined(), z.string().optional()]),
  edgeObjectOfNothing: z.object({
    a: z.undefined(),
    b: z.void().optional(),
    c: z.literal(undefined),
  }),
  edgeLiteralTaggedNullish: z.object({ a: z.literal([1n, "1", null]).nullish() }),
  edgeLiteralTaggedUndefined: z.array(z.literal([1n, "1", undefined])),
  edgePipeKept: z.looseObject({ a: z.string() }).pipe(z.looseObject({ a: z.string().min(2) })),
  edgePipeSized: z.string().max(3).pipe(z.string().min(2)),
  edgeStringTooShort: z.string().max(-1).nullable(),
  edgeStringFractions: z.string().min(2.5).max(3.5),
  edgeStringEmptyParts: z.string().startsWith("").includes("").endsWith(""),
  edgeStringTwoWords: z.string().regex(/^(.+) (.+)$/),
  edgeStringOneOrTwo: z.string().regex(/^.{1,2}$/),
  edgeStringThreePatterns: z
    .string()
    .regex(/^[^\s]+$/)
    .regex(/x/)
    .regex(/y|z/),
  edgeCatchInMap: z.map(z.string(), z.int().catch(1)),
  edgeCatchInList: z.array(z.int().nullable().catch(3)),
  edgeCatchOptionalInList: z.array(z.int().optional().catch(3)),
  // Parts that take each other in.
  edgeIntersectStrictNested: z.intersection(
    z.intersection(StrictA, StrictB),
    z.strictObject({ c: z.int() }),
  ),
  edgeIntersectStrictNestedRight: z.intersection(
    StrictA,
    z.intersection(StrictB, z.strictObject({ c: z.int() })),
  ),
  edgeUnionUndefinedInList: z.array(z.union([z.undefined(), z.date(), z.string()])),
  edgeUnionUndefinedRequired: z.object({ a: z.union([z.undefined(), z.date(), z.string()]) }),
};
