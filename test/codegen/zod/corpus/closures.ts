import { z } from "zod";

const evenLength = z.string().refine((text) => text.length % 2 === 0);

const Branch = z.object({
  name: evenLength,
  get children() {
    return z.array(Branch).max(2).optional();
  },
});

/** What lives in functions of the user's, and works both ways. */
export default {
  refineString: evenLength,
  refineMessage: z
    .string()
    .min(2)
    .refine((text) => !text.includes(" "), "no blanks"),
  refineAbort: z
    .string()
    .refine((text) => text.length > 1, { abort: true })
    .max(4),
  refineAfterCheck: z
    .int()
    .min(0)
    .refine((count) => count % 2 === 0)
    .max(100),
  refinePath: z
    .object({ password: z.string(), again: z.string() })
    .refine(({ password, again }) => password === again, { path: ["again"], error: "differs" }),
  refineObject: z.object({ min: z.int(), max: z.int() }).refine(({ min, max }) => min <= max),
  refineInObject: z.object({ a: evenLength, b: z.int() }),
  refineOptional: z.object({ a: evenLength.optional(), b: z.date().optional() }),
  refineArray: z.array(z.int()).refine((list) => new Set(list).size === list.length, "twice"),
  refineInArray: z.array(evenLength).max(3),
  refineUnion: z.union([evenLength, z.int()]),
  refineUnionRich: z.union([z.date(), z.string()]).refine((value) => value !== "no"),
  refineDate: z.date().refine((date) => date.getUTCFullYear() > 1999),
  refineBigint: z.bigint().refine((value) => value % 2n === 0n),
  refineMap: z.map(z.string(), z.int()).refine((map) => map.size < 3),
  refineSet: z.object({ s: z.set(z.date()).refine((set) => set.size !== 1) }),
  refineRecord: z.record(z.string(), z.int()).refine((record) => Object.keys(record).length < 3),
  refineRecordKeys: z.record(
    z.string().refine((key) => key.length < 3),
    z.int(),
  ),
  refineTuple: z.tuple([z.int(), z.int()]).refine(([low, high]) => low <= high),
  refineNullable: z.object({
    a: z
      .string()
      .nullable()
      .refine((text) => text !== ""),
  }),
  refineDefault: z.object({ a: evenLength.default("ab") }),
  refineCatch: z.object({ a: evenLength.catch("ab") }),
  refineReadonly: z.array(evenLength).readonly(),
  refineStrict: z.strictObject({ a: z.int() }).refine(({ a }) => a !== 13),
  refineDiscriminated: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("a"), n: z.int().refine((n) => n % 2 === 0) }),
    z.object({ kind: z.literal("b"), at: z.date() }),
  ]),
  refineIntersection: z.intersection(z.object({ a: evenLength }), z.object({ b: z.int() })),
  refineBytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length < 4),
  refineRich: z
    .object({
      at: z.date(),
      size: z.bigint(),
      tags: z.set(z.string()),
      data: z.instanceof(Uint8Array).optional(),
    })
    .refine(({ at, size }) => at.getTime() >= 0 || size > 0n, { path: ["size"] }),
  refineDates: z.array(z.date()).refine((dates) => dates.length !== 2),
  refineTagged: z.object({
    v: z.union([z.string().refine((text) => text !== "no"), z.date(), z.bigint()]),
  }),
  refineTaggedTwice: z.union([z.date().refine((date) => date.getTime() < 0), z.date(), z.string()]),
  refineUnionTwice: z.union([
    z.object({ a: evenLength }),
    z.object({ a: z.string(), b: z.int().optional() }),
  ]),
  refineXor: z.xor([evenLength, z.string().max(3)]),
  refineExactOptional: z.object({
    a: evenLength.exactOptional(),
    b: z
      .date()
      .optional()
      .refine((at) => at !== null),
  }),
  refineMapKeys: z.map(evenLength, z.date()),
  refineLazy: z.lazy(() => z.object({ a: evenLength, b: z.set(z.int()) })),
  refineLoose: z.looseObject({ a: z.date() }).refine((value) => Object.keys(value).length < 3),
  refineUnknown: z.unknown().refine((value) => value !== "no"),
  superRefineList: z.array(z.string()).superRefine((list, context) => {
    list.forEach((item, index) => {
      if (item === "") context.addIssue({ code: "custom", path: [index], message: "empty" });
    });
  }),
  superRefineCode: z.string().superRefine((text, context) => {
    if (text.length > 3)
      context.addIssue({
        code: "too_big",
        maximum: 3,
        origin: "string",
        inclusive: true,
        input: text,
      });
  }),
  checkFunction: z.string().check((payload) => {
    if (payload.value === "no")
      payload.issues.push({ code: "custom", input: payload.value, message: "not no" });
  }),
  checkProperty: z.string().check(z.property("length", z.number().min(2))),
  checkProperties: z.object({ a: z.int() }).check(z.properties({ a: z.int().min(3) })),
  overwriteString: z.string().overwrite((text) => text.split("").reverse().join("")),
  overwriteNumber: z.number().overwrite(Math.abs).max(10),
  overwriteObject: z.object({ a: z.int().overwrite((value) => value + 1), b: z.string() }),
  errorFunction: z.string({
    error: (issue) => (issue.input === undefined ? "needed" : "not text"),
  }),
  errorFunctionOfCheck: z.object({
    a: z.string().min(3, { error: (issue) => `at least ${issue.minimum}` }),
  }),
  whenCheck: z
    .object({ a: z.string().min(2), b: z.string().min(2) })
    .refine((value) => value.a !== value.b, {
      when: ({ value }) => typeof value === "object" && value !== null,
      error: "the same",
    }),
  customText: z.custom<`#${string}`>((value) => typeof value === "string" && value.startsWith("#")),
  customInObject: z.object({
    a: z.custom<number>((value) => typeof value === "number"),
    b: z.date(),
  }),
  customMessage: z.custom<string>((value) => typeof value === "string", "text, please"),
  formatFunction: z.stringFormat("even", (text) => text.length % 2 === 0),
  stringboolPlain: z.stringbool(),
  stringboolWords: z.stringbool({ truthy: ["on"], falsy: ["off"], case: "sensitive" }),
  stringboolInObject: z.object({ on: z.stringbool(), off: z.stringbool().optional() }),
  coerceString: z.coerce.string(),
  coerceNumber: z.coerce.number().min(2),
  coerceBoolean: z.coerce.boolean(),
  coerceBigint: z.coerce.bigint(),
  coerceDate: z.coerce.date(),
  coerceInObject: z.object({ n: z.coerce.number().int(), s: z.coerce.string().max(5).optional() }),
  defaultFunction: z.object({ a: z.array(z.int()).default(() => [1]), b: z.int().optional() }),
  defaultFunctionDate: z.object({ at: z.date().default(() => new Date(7)) }),
  prefaultFunction: z.object({
    a: z
      .string()
      .trim()
      .prefault(() => " x "),
  }),
  catchFunction: z.object({ a: z.int().catch(({ issues }) => -issues.length), b: z.string() }),
  recursiveRefined: Branch,
  overwriteThenMax: z
    .number()
    .overwrite((value) => value / 100)
    .max(10),
  overwriteThenLength: z
    .string()
    .min(2)
    .overwrite((text) => text.slice(0, 3))
    .max(3),
  overwriteThenSize: z
    .array(z.int())
    .overwrite((list) => list.slice(0, 2))
    .max(2),
};
