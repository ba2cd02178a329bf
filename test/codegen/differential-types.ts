import { z } from "zod";

const User = z
  .object({
    id: z.int().min(1),
    name: z.string().min(2).max(5),
    tags: z.array(z.string()).optional(),
  })
  .meta({ id: "User" });

const Shape = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("circle"), radius: z.number().positive() }),
  z.object({ kind: z.enum(["square", "rectangle"]), width: z.number().multipleOf(0.5) }),
  z.strictObject({ kind: z.literal([null, 1, true]), owner: User }),
]);

/** One of every kind, and combinations that validators could get wrong. */
export const differentialTypes = {
  string: z.string(),
  length: z.string().length(3),
  between: z.string().min(1).max(3),
  atLeast: z.string().min(2),
  regex: z.string().regex(/^[a-z]{2}\/\d+$/i),
  globalRegex: z.string().regex(/a/g),
  unicodeRegex: z.string().regex(/^\p{L}+$/u),
  number: z.number(),
  int: z.int(),
  oldInt: z.number().int(),
  int32: z.int32(),
  uint32: z.uint32(),
  float32: z.float32(),
  limits: z.number().gt(-1).lt(100),
  inclusive: z.number().gte(0).lte(9),
  multipleOf: z.number().multipleOf(0.5),
  smallSteps: z.number().multipleOf(0.07),
  boolean: z.boolean(),
  null: z.null(),
  literal: z.literal("circle"),
  literals: z.literal(["a", 1, true, null, 0]),
  enum: z.enum(["circle", "square"]),
  array: z.array(z.int()),
  sizedArray: z.array(z.string()).min(1).max(3),
  exactArray: z.array(z.boolean()).length(2),
  matrix: z.array(z.array(z.object({ a: z.int().optional() }))),
  object: z.object({ a: z.string(), b: z.int().optional(), c: z.boolean().nullable() }),
  strict: z.strictObject({ a: z.string(), b: z.int().optional() }),
  strictEmpty: z.strictObject({}),
  loose: z.looseObject({ a: z.string(), b: z.int().optional() }),
  empty: z.object({}),
  nested: z.object({
    a: z.object({ b: z.object({ c: z.string().optional() }).nullable() }).optional(),
  }),
  nullish: z.object({ a: z.string().max(2).nullish(), b: z.array(User).nullish() }),
  required: z.object({ a: z.unknown(), b: z.unknown().optional() }),
  record: z.record(z.string(), z.number()),
  keyedRecord: z.record(z.string().min(1).max(3), User),
  nestedRecord: z.record(z.string(), z.record(z.string(), z.boolean().nullable())),
  everyKey: z.record(z.enum(["up", "down"]), z.boolean()),
  everyKeyUnknown: z.record(z.enum(["up", "down"]), z.number().nullable()),
  numberKeys: z.record(z.literal([1, 2]), z.boolean()),
  someKeys: z.partialRecord(z.enum(["up", "down"]), z.boolean()),
  scalarUnion: z.union([z.string(), z.int(), z.null()]),
  limitedUnion: z.union([z.string().max(2), z.number().gt(5), z.boolean()]),
  objectUnion: z.union([z.object({ a: z.string() }), z.strictObject({ b: z.int() }), User]),
  mixedUnion: z.union([z.array(z.string()), User, z.string()]).nullable(),
  nestedUnion: z.union([
    z.union([z.literal("a"), z.int()]),
    z.object({ u: z.union([z.string(), z.null()]) }),
  ]),
  discriminated: Shape,
  nestedDiscriminated: z.discriminatedUnion("kind", [Shape, z.object({ kind: z.literal("none") })]),
  shared: z.object({ user: User, other: User.nullable(), maybe: User.optional() }),
  unknown: z.unknown(),
};
