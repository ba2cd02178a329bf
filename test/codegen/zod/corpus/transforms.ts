import { z } from "zod";

/** One-way functions: only a client may send these. */
export default {
  transformLength: z.string().transform((text) => text.length),
  transformPipe: z
    .string()
    .transform((text) => text.length)
    .pipe(z.int().min(2)),
  transformInObject: z.object({ a: z.string().transform(Number), b: z.date() }),
  transformOptional: z.object({
    a: z
      .string()
      .transform((text) => [text])
      .optional(),
    b: z.int(),
  }),
  transformDefault: z.object({
    a: z
      .string()
      .transform((text) => text.length)
      .default(3),
  }),
  transformIssue: z.string().transform((text, context) => {
    const value = Number(text);
    if (Number.isNaN(value)) {
      context.addIssue({ code: "custom", message: "not a number" });
      return z.NEVER;
    }
    return value;
  }),
  transformArray: z.array(z.string()).transform((list) => new Set(list)),
  transformInArray: z.array(z.int().transform((value) => value * 2)).max(3),
  transformUnion: z.union([z.string().transform((text) => text.length), z.date()]),
  transformRich: z.date().transform((date) => date.getTime()),
  transformMap: z.map(z.string(), z.bigint()).transform((map) => [...map.keys()]),
  transformRecord: z.record(z.string(), z.int().transform(String)),
  transformKeys: z.record(
    z.string().transform((key) => `k${key}`),
    z.int(),
  ),
  transformNested: z.object({
    a: z.object({ b: z.object({ c: z.int().transform((value) => -value) }) }),
  }),
  transformDiscriminated: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("a"), n: z.int().transform(String) }),
    z.object({ kind: z.literal("b") }).transform(({ kind }) => ({ kind, more: true })),
  ]),
  preprocessNumber: z.preprocess(
    (value) => (typeof value === "string" ? Number(value) : value),
    z.int(),
  ),
  preprocessInObject: z.object({
    a: z.preprocess((value) => value ?? "none", z.string()),
    b: z.int(),
  }),
  preprocessDate: z.preprocess(
    (value) => (typeof value === "number" ? new Date(value) : value),
    z.date(),
  ),
  preprocessOptional: z.object({
    a: z.preprocess((value) => (value === "" ? undefined : value), z.int().optional()),
  }),
  transformFirst: z
    .transform((value) => (typeof value === "string" ? value.trim() : value))
    .pipe(z.string().min(1)),
  transformCodec: z.object({ a: z.string().transform((text) => text.length), at: z.set(z.date()) }),
  preprocessRich: z.preprocess((value) => value, z.object({ a: z.int() })),
};
