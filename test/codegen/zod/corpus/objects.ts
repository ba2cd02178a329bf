import { z } from "zod";

const Base = z.object({ id: z.int(), name: z.string().min(1), tag: z.string().optional() });

const User = z
  .object({
    id: z.int().min(1),
    name: z.string().min(2).max(5),
    tags: z.array(z.string()).optional(),
  })
  .meta({ id: "User" });

/** Objects. */
export default {
  objectEmpty: z.object({}),
  objectOne: z.object({ a: z.string() }),
  objectThree: z.object({ a: z.string(), b: z.int().optional(), c: z.boolean().nullable() }),
  objectMany: z.object({
    a: z.string(),
    b: z.string().max(3),
    c: z.int(),
    d: z.number().positive(),
    e: z.boolean(),
    f: z.enum(["x", "y"]),
    g: z.null(),
    h: z.array(z.int()).max(2),
  }),
  objectNested: z.object({
    a: z.object({ b: z.object({ c: z.string().optional() }).nullable() }).optional(),
  }),
  objectOddKeys: z.object({
    "a-b": z.string(),
    "": z.int(),
    "1": z.boolean(),
    "'": z.string().optional(),
    '"\\\n': z.string().optional(),
    class: z.int().optional(),
    é: z.int().optional(),
  }),
  objectInheritedKeys: z.object({
    constructor: z.string(),
    toString: z.int(),
    hasOwnProperty: z.boolean().nullable(),
  }),
  objectProtoKey: z.object({ ["__proto__"]: z.string(), a: z.int() }),
  objectNumberKeys: z.object({ 10: z.string(), 2: z.int(), b: z.int().optional() }),
  objectStrict: z.strictObject({ a: z.string(), b: z.int().optional() }),
  objectStrictEmpty: z.strictObject({}),
  objectStrictProto: z.strictObject({ a: z.int().optional() }),
  objectStrictMethod: z.object({ a: z.string() }).strict(),
  objectStrictMessage: z.strictObject({ a: z.string() }, "no such keys"),
  objectStrictNested: z.strictObject({ a: z.strictObject({ b: z.int() }) }),
  objectLoose: z.looseObject({ a: z.string(), b: z.int().optional() }),
  objectLooseEmpty: z.looseObject({}),
  objectLooseMethod: z.object({ a: z.int() }).loose(),
  objectCatchallString: z.object({ a: z.int() }).catchall(z.string()),
  objectCatchallInt: z.object({}).catchall(z.int().min(0)),
  objectCatchallDate: z.object({ a: z.string() }).catchall(z.date()),
  objectCatchallOptional: z.object({ a: z.string() }).catchall(z.int().optional()),
  objectCatchallDefault: z.object({ a: z.string() }).catchall(z.int().catch(3)),
  objectCatchallObject: z.object({ a: z.string() }).catchall(z.strictObject({ b: z.int() })),
  objectPartial: Base.partial(),
  objectPartialSome: Base.partial({ id: true }),
  objectExactPartial: Base.exactPartial(),
  objectRequired: Base.required(),
  objectRequiredOne: Base.partial().required({ name: true }),
  objectPick: Base.pick({ id: true, tag: true }),
  objectOmit: Base.omit({ id: true }),
  objectExtend: Base.extend({ extra: z.date(), id: z.string() }),
  objectSafeExtend: Base.safeExtend({ extra: z.boolean().optional() }),
  objectMerge: Base.extend(z.strictObject({ other: z.int() }).shape),
  objectStrip: z.looseObject({ a: z.int() }).strip(),
  objectDeepPartial: z.deepPartial(
    z.object({ a: z.object({ b: z.int() }), c: z.array(z.string()) }),
  ),
  objectMessage: z.object({ a: z.string() }, "has to be an object"),
  objectUnknowns: z.object({ a: z.unknown(), b: z.unknown().optional(), c: z.any().nullable() }),
  objectUndefineds: z.object({
    a: z.undefined(),
    b: z.void(),
    c: z.union([z.int(), z.undefined()]),
  }),
  objectNamed: User,
  objectNamedTwice: z.object({ user: User, other: User.nullable(), more: z.array(User).max(2) }),
  objectNamedOptional: z.object({ user: User.optional() }),
  objectReadonly: z.object({ a: z.string(), b: z.array(z.int()) }).readonly(),
  objectBranded: z.object({ a: z.string() }).brand<"A">(),
  objectDescribed: z.object({ a: z.string().describe("first"), b: z.int().describe("second */") }),
  objectDate: z.object({ at: z.date(), until: z.date().optional() }),
  objectRich: z.object({
    at: z.date(),
    size: z.bigint(),
    tags: z.set(z.string()),
    map: z.map(z.string(), z.int()),
    data: z.instanceof(Uint8Array).optional(),
  }),
  objectCheckLater: z.object({ a: z.string().min(3), b: z.int().max(3), c: z.email() }).partial(),
  objectDefaults: z.object({
    a: z.string().default("x"),
    b: z.int().default(0),
    c: z.boolean().optional(),
  }),
  objectStrictDefaults: z.strictObject({
    a: z.array(z.int()).default([]),
    b: z.object({}).default({}),
  }),
};
