import type { Constant } from "./ir.js";

/** A value of the schema as a constant; `null` when it is none, such as a function or an instance of a class. */
export function toConstant(value: unknown): { readonly constant: Constant } | null {
  try {
    return { constant: convert(value, 0) };
  } catch (error) {
    if (error instanceof NoConstant) return null;
    throw error;
  }
}

class NoConstant extends Error {}

const MAX_DEPTH = 32;

function convert(value: unknown, depth: number): Constant {
  if (depth > MAX_DEPTH) throw new NoConstant();
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "undefined":
      return { $undefined: true };
    case "number":
      return convertNumber(value);
    case "bigint":
      return { $bigint: String(value) };
    case "object":
      return value === null ? null : convertObject(value, depth + 1);
    default:
      throw new NoConstant();
  }
}

function convertNumber(value: number): Constant {
  if (Number.isNaN(value)) return { $number: "NaN" };
  if (Object.is(value, -0)) return { $number: "-0" };
  if (Number.isFinite(value)) return value;
  return { $number: value > 0 ? "Infinity" : "-Infinity" };
}

function convertObject(value: object, depth: number): Constant {
  const inside = (inner: unknown): Constant => convert(inner, depth);
  if (Array.isArray(value)) return { $array: value.map(inside) };
  // Dates of another realm are not looked for.
  if (value instanceof Date) return { $date: value.getTime() };
  if (value instanceof Uint8Array) return { $bytes: [...value] };
  if (value instanceof Map) {
    return { $map: Array.from(value, ([key, item]) => [inside(key), inside(item)] as const) };
  }
  if (value instanceof Set) return { $set: Array.from(value, inside) };
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new NoConstant();
  return { $object: Object.entries(value).map(([key, item]) => [key, inside(item)] as const) };
}

/** What a constant is on the wire, as JSON.parse gives it. */
export function wireOf(constant: Constant): unknown {
  if (typeof constant !== "object" || constant === null) return constant;
  if ("$undefined" in constant) return undefined;
  if ("$number" in constant) return constant.$number === "-0" ? 0 : constant.$number;
  if ("$bigint" in constant) return constant.$bigint;
  if ("$date" in constant) return new Date(constant.$date).toISOString();
  if ("$bytes" in constant) return Buffer.from(constant.$bytes).toString("base64");
  if ("$array" in constant) return constant.$array.map(wireOf);
  if ("$set" in constant) return constant.$set.map(wireOf);
  if ("$map" in constant) return constant.$map.map((pair) => pair.map(wireOf));
  return Object.fromEntries(constant.$object.map(([key, value]) => [key, wireOf(value)]));
}
