import type { ArrayType, MapType, SetType, SizeCheck, Slot, TupleType, Type } from "../../ir/ir.js";
import { sizeWords } from "./check-words.js";
import { alsoChecked, type JsonSchema } from "./json-schema.js";
import type { SchemaHost } from "./schema-host.js";
import { sizeRange } from "./string-schema.js";
import { takesNothing } from "./takes-nothing.js";

export function arraySchema({ checks, item }: ArrayType, host: SchemaHost): JsonSchema {
  return { type: "array", items: host.write(item), ...lengths(checks) };
}

export function setSchema({ checks, item }: SetType, host: SchemaHost): JsonSchema {
  const items = host.write(item);
  return sized({ type: "array", items }, checks, "different item", isAlwaysNew(item, host));
}

/** An array of pairs. */
export function mapSchema({ checks, key, value }: MapType, host: SchemaHost): JsonSchema {
  const items = fixedList([host.write(key), host.write(value)]);
  return sized({ type: "array", items }, checks, "different key", isAlwaysNew(key, host));
}

/** An array of just these. */
export function fixedList(items: readonly JsonSchema[]): JsonSchema {
  return { type: "array", prefixItems: items, minItems: items.length, maxItems: items.length };
}

export function tupleSchema(type: TupleType, host: SchemaHost): JsonSchema {
  const { items, rest } = type;
  const least = leastItems(type, host);
  return {
    type: "array",
    ...(items.length > 0 && { prefixItems: items.map((item) => host.write(item.type)) }),
    ...(rest !== null && { items: host.write(rest) }),
    ...(least > 0 && { minItems: least }),
    ...(rest === null && { maxItems: items.length }),
  };
}

/** How many there are at least: of those that are sent, or of those that a server has. */
function leastItems({ items, rest }: TupleType, host: SchemaHost): number {
  const kept = items.findLastIndex(({ optout }) => !optout) + 1;
  const asked = items.findLastIndex(({ optin }) => optin === null) + 1;
  // Before further items, what takes nothing may be left out as well.
  const taken = items.findLastIndex(
    ({ optin, type }, index) => index < kept && optin === null && !takesNothing(type, host),
  );
  const least = rest === null ? asked : taken + 1;
  if (host.view === "sent") return least;
  const isThere = ({ type }: Slot, index: number): boolean =>
    index < kept && !host.traits.mayVanish(type);
  return Math.max(least, items.findLastIndex(isThere) + 1);
}

function lengths(checks: readonly SizeCheck[]): JsonSchema {
  const { least, most } = sizeRange(checks);
  return {
    ...(least !== null && least > 0 && { minItems: least }),
    ...(most !== null && { maxItems: most }),
  };
}

/** What is twice on the wire may be one then. */
function sized(
  schema: JsonSchema,
  checks: readonly SizeCheck[],
  thing: string,
  areDifferent: boolean,
): JsonSchema {
  if (areDifferent) return { ...schema, ...lengths(checks) };
  const { maxItems: _, ...atLeast } = lengths(checks);
  return alsoChecked({ ...schema, ...atLeast }, sizeWords(checks, thing));
}

const ALWAYS_NEW: readonly Type["kind"][] = [
  "array",
  "bytes",
  "date",
  "discriminatedUnion",
  "map",
  "object",
  "record",
  "set",
  "tuple",
];

/** Whether each value that a receiver makes is another one, even of the same JSON. */
function isAlwaysNew(type: Type, host: SchemaHost): boolean {
  const { kind } = host.resolve(type);
  return ALWAYS_NEW.includes(kind);
}
