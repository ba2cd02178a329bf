import { z } from "zod";

/** Brands, and pipes without a function of the user's. */
export default {
  pipeStrings: z.string().pipe(z.string().min(2)),
  pipeTrimmed: z.string().trim().pipe(z.string().min(2).max(5)),
  pipeNumbers: z.number().pipe(z.int()).pipe(z.int().min(3)),
  pipeEnum: z
    .string()
    .toLowerCase()
    .pipe(z.enum(["a", "b"])),
  pipeUnknown: z.unknown().pipe(z.object({ a: z.int() })),
  pipeObjects: z
    .object({ a: z.string(), b: z.int() })
    .pipe(z.object({ a: z.string().max(3), b: z.number() })),
  pipeStrict: z.strictObject({ a: z.string() }).pipe(z.object({ a: z.string().min(1) })),
  pipeArrays: z.array(z.string().trim()).pipe(z.array(z.string().min(1)).max(2)),
  pipeDefault: z.object({ a: z.string().default("x").pipe(z.string().max(3)) }),
  pipeOptional: z.object({ a: z.string().optional().pipe(z.string().optional()) }),
  pipeDate: z.date().pipe(z.date().min(new Date(0))),
  pipeUnion: z.union([z.string(), z.int()]).pipe(z.union([z.string().min(1), z.number().max(9)])),
  pipeInMap: z.map(z.string().pipe(z.string().max(2)), z.int().pipe(z.int().min(0))),
  brandNumber: z.number().min(1).brand<"Count">(),
  brandObject: z.object({ id: z.string().brand<"Id">(), n: z.int() }).brand<"Thing">(),
  brandInput: z.string().brand<"In", "in">(),
  brandOptional: z.object({ a: z.int().brand<"A">().optional() }),
  metaTitle: z.int().meta({ title: "A number", examples: [1, 2] }),
  describedUnion: z.union([z.string(), z.int()]).describe("Either"),
};
