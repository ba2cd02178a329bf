import { z } from "zod";

const Circle = z.object({ kind: z.literal("circle"), radius: z.number().positive() });
const Square = z.object({ kind: z.literal("square"), side: z.number().positive() });
const User = z.object({ id: z.int(), name: z.string().min(2) });

const Shape = z.discriminatedUnion("kind", [
  Circle,
  z.object({ kind: z.enum(["oblong", "rectangle"]), width: z.number().multipleOf(0.5) }),
  z.strictObject({ kind: z.literal([null, 1, true]), owner: User }),
]);

/** Unions, exclusive and discriminated ones. */
export default {
  unionScalar: z.union([z.string(), z.int(), z.null()]),
  unionBounded: z.union([z.string().max(2), z.number().gt(5), z.boolean()]),
  unionSameKind: z.union([z.string().max(2), z.string().min(5)]),
  unionNumbers: z.union([z.int().max(0), z.number().min(100)]),
  unionOne: z.union([z.string()]),
  unionLiterals: z.union([z.literal("a"), z.literal(1), z.literal(null)]),
  unionMessage: z.union([z.string(), z.int()], "text or a number"),
  unionObjects: z.union([z.object({ a: z.string() }), z.strictObject({ b: z.int() }), User]),
  unionObjectsOverlap: z.union([z.object({ a: z.int() }), z.object({ a: z.int(), b: z.int() })]),
  unionObjectsOptional: z.union([z.object({ a: z.int().optional() }), z.object({ b: z.string() })]),
  unionStrictLoose: z.union([z.strictObject({ a: z.int() }), z.looseObject({ a: z.number() })]),
  unionObjectArray: z.union([z.array(z.string()), User, z.string()]),
  unionArrays: z.union([z.array(z.string()), z.array(z.int())]),
  unionTuples: z.union([z.tuple([z.literal("a"), z.int()]), z.tuple([z.literal("b"), z.string()])]),
  unionNested: z.union([
    z.union([z.literal("a"), z.int()]),
    z.object({ u: z.union([z.string(), z.null()]) }),
  ]),
  unionOr: z.string().or(z.int()).or(z.boolean()),
  unionTrim: z.union([z.string().trim().min(3), z.string()]),
  unionContinues: z.union([z.string().min(3), z.int()]),
  unionNullish: z.object({ a: z.union([z.string(), z.int()]).nullish() }),
  unionWithUndefined: z.object({ a: z.union([z.string(), z.undefined()]), b: z.int() }),
  unionDefaulted: z.object({ a: z.union([z.string().default("d"), z.int()]) }),
  unionCatch: z.union([z.int().catch(1), z.string()]),
  unionRecordObject: z.union([z.object({ a: z.int() }), z.record(z.string(), z.string())]),
  taggedDateString: z.object({ at: z.union([z.date(), z.string()]) }),
  taggedStringDate: z.object({ at: z.union([z.iso.date(), z.date()]).optional() }),
  taggedBigintString: z.union([z.bigint(), z.string()]),
  taggedMapSet: z.union([z.map(z.string(), z.int()), z.set(z.string())]),
  taggedSetArray: z.union([z.set(z.int()), z.array(z.int())]),
  taggedMapArray: z
    .array(z.union([z.map(z.int(), z.int()), z.array(z.tuple([z.int(), z.int()]))]))
    .max(2),
  taggedNanNull: z.object({ a: z.union([z.nan(), z.null(), z.number()]) }),
  taggedUndefinedNull: z.array(z.union([z.undefined(), z.null(), z.int()])),
  taggedObjects: z.union([z.object({ at: z.date() }), z.object({ at: z.string() })]),
  taggedDateNullString: z.union([z.date().nullable(), z.string().max(3)]),
  taggedNested: z.union([z.union([z.date(), z.int()]), z.union([z.string(), z.boolean()])]),
  taggedUnknown: z.union([z.date(), z.unknown()]),
  taggedInMap: z.map(z.union([z.date(), z.string()]), z.union([z.bigint(), z.string()])),
  xorScalar: z.xor([z.string(), z.int()]),
  xorOverlap: z.xor([z.number().min(0), z.number().max(10)]),
  xorObjects: z.xor([z.object({ a: z.string() }), z.object({ b: z.string() })]),
  xorStrict: z.xor([
    z.strictObject({ a: z.int() }),
    z.strictObject({ a: z.int(), b: z.int().optional() }),
  ]),
  xorDate: z.xor([z.date(), z.string()]),
  xorMessage: z.xor([z.string().max(3), z.string().min(2)], "one of the two"),
  xorContinues: z.xor([z.string().min(3), z.string().regex(/^a/)]),
  discriminatedPlain: z.discriminatedUnion("kind", [Circle, Square]),
  discriminatedMixed: Shape,
  discriminatedNested: z.discriminatedUnion("kind", [Shape, z.object({ kind: z.literal("none") })]),
  discriminatedTwoLevels: z.discriminatedUnion("type", [
    z.object({ type: z.literal("ok"), value: z.int() }),
    z.discriminatedUnion("code", [
      z.object({ type: z.literal("error"), code: z.literal(400), text: z.string() }),
      z.object({ type: z.literal("error"), code: z.literal(500), id: z.int() }),
    ]),
  ]),
  discriminatedFallback: z.discriminatedUnion("kind", [Circle, Square], { unionFallback: true }),
  discriminatedOptional: z.discriminatedUnion("kind", [
    Circle,
    z.object({ kind: z.literal("none").optional(), other: z.int().optional() }),
  ]),
  discriminatedDefault: z.discriminatedUnion("kind", [
    Circle,
    z.object({ kind: z.literal("none").default("none"), other: z.int() }),
  ]),
  discriminatedUndefined: z.discriminatedUnion("on", [
    z.object({ on: z.literal(undefined), a: z.int() }),
    z.object({ on: z.literal(true), b: z.int() }),
  ]),
  discriminatedBoolean: z.discriminatedUnion("ok", [
    z.object({ ok: z.literal(true), data: z.date() }),
    z.object({ ok: z.literal(false), error: z.string().min(1) }),
  ]),
  discriminatedNumber: z.discriminatedUnion("v", [
    z.object({ v: z.literal(1), a: z.string() }),
    z.object({ v: z.literal(2), a: z.int() }),
    z.object({ v: z.literal(["1", "2"]), a: z.boolean() }),
  ]),
  discriminatedBigint: z.discriminatedUnion("v", [
    z.object({ v: z.literal(1n), a: z.string() }),
    z.object({ v: z.literal(2n), a: z.int() }),
  ]),
  discriminatedMessage: z.discriminatedUnion("kind", [Circle, Square], "a shape"),
  discriminatedProto: z.discriminatedUnion("constructor", [
    z.object({ constructor: z.literal("toString"), a: z.int() }),
    z.object({ constructor: z.literal("__proto__"), b: z.int() }),
  ]),
  discriminatedRich: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("date"), value: z.date() }),
    z.object({ kind: z.literal("bigint"), value: z.bigint() }),
    z.object({ kind: z.literal("bytes"), value: z.instanceof(Uint8Array) }),
    z.object({ kind: z.literal("map"), value: z.map(z.string(), z.date()) }),
  ]),
  discriminatedInArray: z.array(z.discriminatedUnion("kind", [Circle, Square])).max(3),
  discriminatedReadonly: z
    .discriminatedUnion("kind", [Circle.readonly(), Square.readonly()])
    .readonly(),
  discriminatedNullable: z.discriminatedUnion("kind", [Circle, Square]).nullable(),
};
