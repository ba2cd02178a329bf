import type { Encoder } from "./codec.js";
import type { Context, Path } from "./context.js";
import {
  decodeBoolean,
  decodeInt,
  decodeLiteral,
  decodeNumber,
  decodeString,
} from "./decode-scalars.js";
import { mismatch } from "./issues.js";

// What generated functions call where a scalar stands alone, or where code has to be short. What JSON has as it is, is
// the same value on both ways.

/** What JSON.stringify would have to escape. */
// oxlint-disable-next-line no-control-regex -- these are the characters that JSON escapes
const ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/;

/** What stands between the quotes of a string in JSON. What a check has refused comes here too, and is nothing. */
export function escaped(text: unknown): string {
  if (typeof text !== "string") return "";
  // Few strings have anything to escape, and the test costs less than JSON.stringify.
  return ESCAPED.test(text) ? JSON.stringify(text).slice(1, -1) : text;
}

export function encodeString(
  value: unknown,
  path: Path,
  context: Context,
  min?: number,
  max?: number,
): string {
  return `"${escaped(decodeString(value, path, context, min, max))}"`;
}

export function encodeNumber(
  value: unknown,
  path: Path,
  context: Context,
  min?: number,
  max?: number,
): string {
  return `${decodeNumber(value, path, context, min, max)}`;
}

export function encodeInt(
  value: unknown,
  path: Path,
  context: Context,
  min?: number,
  max?: number,
): string {
  return `${decodeInt(value, path, context, min, max)}`;
}

export const encodeBoolean: Encoder = (value, path, context) =>
  `${decodeBoolean(value, path, context)}`;

export function encodeLiteral(
  value: unknown,
  path: Path,
  context: Context,
  values: readonly unknown[],
): string {
  return JSON.stringify(decodeLiteral(value, path, context, values));
}

export const encodeNull: Encoder = (value, path, context) =>
  value === null ? "null" : mismatch(context, path, "null", value);

export const encodeUndefined: Encoder = (value, path, context) =>
  value === undefined ? "null" : mismatch(context, path, "undefined", value);

export const encodeVoid: Encoder = (value, path, context) =>
  value === undefined ? "null" : mismatch(context, path, "void", value);

export const encodeNan: Encoder = (value, path, context) =>
  Number.isNaN(value) ? "null" : mismatch(context, path, "NaN", value);

export const encodeNever: Encoder = (value, path, context) =>
  mismatch(context, path, "never", value);

export const encodeDate: Encoder = (value, path, context) =>
  value instanceof Date && !Number.isNaN(value.getTime())
    ? `"${value.toISOString()}"`
    : mismatch(context, path, "date", value);

export const encodeBigInt: Encoder = (value, path, context) =>
  typeof value === "bigint" ? `"${value}"` : mismatch(context, path, "bigint", value);

export const encodeBytes: Encoder = (value, path, context) => {
  if (!(value instanceof Uint8Array)) return mismatch(context, path, "Uint8Array", value);
  return context.attachments?.add(value) ?? `"${toBase64(value)}"`;
};

/** Any JSON value; what JSON.stringify would change or drop is refused. */
export const encodeUnknown: Encoder = (value, path, context) => {
  const problem = notJson(value, path);
  if (problem === null) return JSON.stringify(value);
  return mismatch(context, problem.path, "JSON", problem.value);
};

interface NotJson {
  readonly path: Path;
  readonly value: unknown;
}

function notJson(value: unknown, path: Path): NotJson | null {
  switch (typeof value) {
    case "string":
    case "boolean":
      return null;
    case "number":
      return Number.isFinite(value) ? null : { path, value };
    case "object":
      return value === null ? null : notJsonInside(value, path);
    default:
      return { path, value };
  }
}

function notJsonInside(value: object, path: Path): NotJson | null {
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const problem = notJson(value[index], [path, index]);
      if (problem !== null) return problem;
    }
    return null;
  }
  if (!isPlain(value)) return { path, value };
  for (const [key, inner] of Object.entries(value)) {
    const problem = inner === undefined ? null : notJson(inner, [path, key]);
    if (problem !== null) return problem;
  }
  return null;
}

/** Whether it is an object without a class of its own, and without `toJSON`. */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype && !isForeignPlain(prototype))
    return false;
  return !("toJSON" in value && typeof value.toJSON === "function");
}

// An object of another realm has that realm's Object.prototype.
function isForeignPlain(prototype: unknown): boolean {
  return (
    typeof prototype === "object" && prototype !== null && Object.hasOwn(prototype, "isPrototypeOf")
  );
}

const CHUNK = 8192;

/** Base64, RFC 4648, section 4. */
export function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let start = 0; start < bytes.length; start += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  }
  return btoa(binary);
}
