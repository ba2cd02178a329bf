import type { $ZodType, $ZodTypes } from "zod/v4/core";
import { isBytes } from "./values/is-bytes.js";
import { childTypes } from "./child-types.js";

const NEVER = new Set(["bigint", "date", "map", "nan", "set", "undefined", "void"]);
const ABSENT = new Set(["default", "optional", "prefault"]);
/** What their types say goes for the place that they stand in themselves. */
const TRANSPARENT = new Set([
  "catch",
  "intersection",
  "lazy",
  "nonoptional",
  "nullable",
  "readonly",
  "union",
]);

/**
 * Whether the wire of a type is the value itself, so that zod can be asked about the wire. A slot is a property that
 * can be left out; elsewhere `undefined` is `null`.
 */
export function isSameOnWire(
  type: $ZodType,
  slot = false,
  seen: ReadonlySet<$ZodType> = new Set(),
): boolean {
  if (seen.has(type)) return true;
  const known = new Set([...seen, type]);
  const same = (child: $ZodType, inSlot: boolean): boolean => isSameOnWire(child, inSlot, known);
  const { def, values } = (type as $ZodTypes)._zod; // every zod type is one of these
  if (NEVER.has(def.type) || isBytes(type) || (ABSENT.has(def.type) && !slot)) return false;
  switch (def.type) {
    case "literal":
    case "enum":
      return [...(values ?? [])].every(isSameValue);
    case "object":
      return (
        Object.values(def.shape).every((child) => same(child, true)) &&
        (def.catchall === undefined || same(def.catchall, false))
      );
    case "record":
      return same(def.valueType, false);
    case "tuple":
      return (
        def.items.every(({ _zod }) => _zod.optin === undefined) &&
        childTypes(type).every((child) => same(child, false))
      );
    case "pipe":
      return same(def.in, slot);
    default: {
      const passed = slot && (TRANSPARENT.has(def.type) || ABSENT.has(def.type));
      return childTypes(type).every((child) => same(child, passed));
    }
  }
}

function isSameValue(value: unknown): boolean {
  return (
    value === null ||
    typeof value === "string" ||
    typeof value === "boolean" ||
    Number.isFinite(value)
  );
}
