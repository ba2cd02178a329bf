import { z } from "zod";
import type { Rows } from "./row.js";

const upper = z
  .string()
  .regex(/^[A-Z]+$/)
  .toLowerCase();
const nullPrototype: unknown = Object.create(null);
const format = { code: "invalid_format", path: [] };

/** Texts, scalars of the wrong kind, and how both are written. */
export const scalars: Rows = {
  longObject: [
    "clientToServer",
    z.object({
      alphabetical: z.string(),
      boisterous: z.int().nullable(),
      categorical: z.boolean().nullable(),
    }),
    { alphabetical: "a", boisterous: null, categorical: true },
    { value: { alphabetical: "a", boisterous: null, categorical: true } },
  ],
  lineSeparator: [
    "json",
    z.string().min(1, "\u2028"),
    "",
    { code: "too_small", path: [], message: "\u2028" },
  ],
  bigintForText: [
    "clientToServer",
    z.object({ a: z.string().nullish() }),
    { a: 1n },
    { code: "invalid_type", path: ["a"] },
  ],
  bigintInUnion: [
    "serverToClient",
    z.union([z.string().min(3), z.int()]),
    1n,
    { code: "invalid_union", path: [] },
  ],
  bigintForLiteral: [
    "clientToServer",
    z.literal(["a", 1]),
    1n,
    { code: "invalid_value", path: [] },
  ],
  nullPrototypeInUnion: [
    "clientToServer",
    z.union([z.literal("a"), z.int()]),
    nullPrototype,
    { code: "invalid_union", path: [] },
  ],
  symbolForCaught: ["clientToServer", z.int().catch(3), Symbol("odd"), { value: 3 }],
  changedAfterCheck: ["clientToServer", upper, "O", { value: "o" }],
  trimmedAfterCheck: ["clientToServer", z.string().min(2).trim(), " a", { value: "a" }],
  changedBeforeSending: ["serverToClient", z.string().toLowerCase(), "O", { value: "o" }],
  formatWithPattern: ["clientToServer", z.hex(), "xyz", format],
  globalPattern: [
    "json",
    z.string().regex(/a/g),
    "b",
    { ...format, message: "Invalid string: must match pattern /a/g" },
  ],
  stickyPattern: [
    "json",
    z.string().regex(/a/y),
    "ba",
    { ...format, message: "Invalid string: must match pattern /a/y" },
  ],
  literalsOfOneWire: ["clientToServer", z.literal([1n, "1"]), "1", { value: "1" }],
  literalsOfOneWireOther: ["clientToServer", z.literal(["1", 1n]), 1n, { value: 1n }],
  pipeOut: [
    "clientToServer",
    z.string().trim().pipe(z.string().min(2)),
    " a ",
    { code: "too_small", path: [] },
  ],
  pipeOutFirst: [
    "serverToClient",
    z.object({ a: z.string(), b: z.int() }).pipe(z.object({ a: z.string().max(1), b: z.number() })),
    { a: "ab", b: 0.5 },
    { code: "too_big", path: ["a"] },
  ],
  pipeStrips: [
    "serverToClient",
    z.strictObject({ a: z.int() }).pipe(z.object({ a: z.int() })),
    { a: 1, b: 2 },
    { value: { a: 1 } },
  ],
};
