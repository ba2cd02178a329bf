import { z } from "zod";
import type { Rows } from "./row.js";

const bytes = z.instanceof(Uint8Array);
const tag = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal(1n), a: z.int() }),
  z.object({ kind: z.literal("b"), b: z.int() }),
]);
const optionalTag = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("a") }),
  z.object({ kind: z.literal("b").optional(), b: z.int().optional() }),
]);
const even = z.string().refine((text) => text.length % 2 === 0);
const early = z.date().refine((date) => date.getTime() < 0);
const bothUnknown = z.intersection(z.unknown(), z.looseObject({}));
const withProto: unknown = JSON.parse('{ "__proto__": 1, "a": 2 }');
const noOption = { code: "invalid_union", path: [] };

/** Lists, records, maps, unions and intersections. */
export const structures: Rows = {
  structureBeforeSize: [
    "serverToClient",
    z.set(z.string()).max(1),
    new Set(["", "a", 1.5]),
    { code: "invalid_type", path: [] },
  ],
  numericKey: [
    "json",
    z.record(z.literal([1, 2]), z.boolean()),
    { 1: true, 2: 0 },
    { code: "invalid_type", path: [2] },
  ],
  textOfMap: [
    "clientToServer",
    z.map(z.int(), z.int(), "a map"),
    new Map([[{}, 1]]),
    { code: "invalid_key", path: [], message: "a map" },
  ],
  noSuchTag: ["serverToClient", tag, { kind: "c" }, noOption],
  noSuchTagFromClient: [
    "clientToServer",
    tag,
    { kind: "c" },
    {
      code: "invalid_union",
      path: ["kind"],
      message: "Invalid discriminator value. Expected '1' | 'b'",
    },
  ],
  nullForOptionalTag: [
    "json",
    optionalTag,
    { kind: null },
    { code: "invalid_union", path: ["kind"] },
  ],
  undefinedTag: ["serverToClient", optionalTag, { kind: undefined, b: Number.NaN }, noOption],
  bytesOfBothSides: [
    "clientToServer",
    z.intersection(bytes, bytes),
    new Uint8Array([7]),
    { value: new Uint8Array([7]) },
  ],
  protoInIntersection: ["json", bothUnknown, withProto, { value: { a: 2 } }],
  protoInsideIntersection: [
    "clientToServer",
    bothUnknown,
    { b: withProto },
    { value: { b: withProto } },
  ],
  bytesClone: [
    "json",
    bytes.describe("Some bytes"),
    1,
    { code: "custom", path: [], message: "Invalid input" },
  ],
  functionsInXor: ["clientToServer", z.xor([even, z.string().max(3)]), "a", { value: "a" }],
  functionsInXorBack: ["serverToClient", z.xor([even, z.string().max(3)]), "a", { value: "a" }],
  functionInTagged: [
    "clientToServer",
    z.union([early, z.date(), z.string()]),
    new Date(1),
    { value: new Date(1) },
  ],
  functionInUnion: [
    "clientToServer",
    z.union([z.object({ a: even }), z.object({ a: z.string(), b: z.int() })]),
    { a: "a", b: 1 },
    { value: { a: "a", b: 1 } },
  ],
  intersectionOfManyKeys: ["clientToServer", manyKeys(30), keyed(30), { value: keyed(30) }],
  intersectionOfOneKeyTooMany: [
    "json",
    manyKeys(30),
    keyed(31),
    { code: "unrecognized_keys", path: [], message: 'Unrecognized key: "k30"' },
  ],
  intersectionOfManyRecordKeys: [
    "json",
    z.intersection(z.record(z.string().regex(/^a/), z.int()), strictKeys(30)),
    keyed(31),
    { code: "unrecognized_keys", path: [], message: 'Unrecognized key: "k30"' },
  ],
};

/** `k0`, `k1` and so on. */
function keyed(count: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, index]));
}

function strictKeys(count: number): z.ZodType {
  return z.strictObject(Object.fromEntries(Object.keys(keyed(count)).map((key) => [key, z.int()])));
}

// One side knows none of the keys, the other all of them.
function manyKeys(count: number): z.ZodType {
  return z.intersection(z.strictObject({}), strictKeys(count));
}
