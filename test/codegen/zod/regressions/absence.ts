import { z } from "zod";
import type { Rows } from "./row.js";

const exact = z.object({ b: z.int().exactOptional() });
const missing = { code: "invalid_type", path: ["b"] };
const undefinedToo = z.object({ a: z.union([z.string(), z.undefined()]) });
const caught = z.object({ a: z.int().catch(1).nullable() });
const text = z.string();

/** Properties and values that are not there, and what takes their place. */
export const absence: Rows = {
  exactOptionalUndefined: ["clientToServer", exact, { b: undefined }, missing],
  exactOptionalUndefinedBack: ["serverToClient", exact, { b: undefined }, missing],
  exactOptionalOfOptional: [
    "clientToServer",
    z.object({ a: text.optional().exactOptional() }),
    { a: undefined },
    { value: {} },
  ],
  catchallUndefined: ["clientToServer", z.object({}).catchall(text), { b: undefined }, missing],
  catchallCatches: [
    "clientToServer",
    z.object({}).catchall(text.catch("c")),
    { b: undefined },
    { value: { b: "c" } },
  ],
  defaultThenOptional: [
    "json",
    z.object({ a: text.default("d").optional() }),
    {},
    { value: { a: "d" } },
  ],
  prefaultThenOptional: [
    "json",
    z.object({ b: text.prefault("p").optional() }),
    { b: {} },
    missing,
  ],
  prefaultWrong: [
    "clientToServer",
    z.object({ a: text.min(5).prefault("no") }),
    {},
    { code: "too_small", path: ["a"] },
  ],
  nonoptionalDefault: ["json", z.object({ b: z.int().default(3).nonoptional() }), {}, missing],
  defaultOfOptional: [
    "serverToClient",
    z.object({ a: text.optional().default("d") }),
    {},
    { value: { a: "d" } },
  ],
  defaultOfNullable: [
    "serverToClient",
    z.object({ b: text.nullable().default(null) }),
    {},
    missing,
  ],
  defaultAlone: [
    "serverToClient",
    text.nullable().default("d"),
    undefined,
    { code: "invalid_type", path: [] },
  ],
  defaultInArray: [
    "serverToClient",
    z.array(z.int().default(7)),
    [1, undefined],
    { code: "invalid_type", path: [1] },
  ],
  defaultInRecord: [
    "serverToClient",
    z.record(z.enum(["b"]), z.int().default(1)),
    { b: undefined },
    missing,
  ],
  defaultInOpenRecord: [
    "clientToServer",
    z.record(text, z.int().default(4)),
    { a: undefined },
    { value: { a: 4 } },
  ],
  defaultInUnion: [
    "serverToClient",
    z.object({ a: z.union([text.default("d"), z.int()]) }),
    {},
    { code: "invalid_union", path: ["a"] },
  ],
  requiredUndefined: ["clientToServer", undefinedToo, { a: undefined }, { value: {} }],
  requiredUndefinedMissing: [
    "clientToServer",
    z.object({ b: z.undefined(), c: z.int() }),
    {},
    missing,
  ],
  undefinedLiteral: [
    "clientToServer",
    z.object({ a: z.literal(["x", undefined]) }),
    { a: undefined },
    { value: {} },
  ],
  undefinedAmongLiterals: [
    "clientToServer",
    z.literal([1n, null, undefined]),
    undefined,
    { value: undefined },
  ],
  caughtThenNullable: ["clientToServer", caught, { a: /x/ }, { value: { a: 1 } }],
  caughtDate: [
    "clientToServer",
    z.object({ a: z.date().catch(new Date(1)) }),
    { a: "2020-01-01T00:00:00.000Z" },
    { value: { a: new Date(1) } },
  ],
};
