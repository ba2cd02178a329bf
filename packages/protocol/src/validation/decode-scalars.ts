import type { Context, Path } from "./context.js";
import type { Decoder } from "./codec.js";
import { mismatch, noLiteral } from "./issues.js";
import { checkLength, checkLimits } from "./limits.js";

// What generated functions call where a scalar stands alone, or where code has to be short. The wire is what JSON.parse
// gave.

/** Lengths count code points. */
export function decodeString(
  wire: unknown,
  path: Path,
  context: Context,
  min?: number,
  max?: number,
): string {
  if (typeof wire !== "string") return mismatch(context, path, "string", wire);
  checkLength(context, path, wire, min, max);
  return wire;
}

/** Finite: JSON may spell a number too large for a double, which is Infinity then. */
export function decodeNumber(
  wire: unknown,
  path: Path,
  context: Context,
  min?: number,
  max?: number,
): number {
  if (typeof wire !== "number" || !Number.isFinite(wire))
    return mismatch(context, path, "number", wire);
  checkLimits(context, path, wire, min, max, "number to be");
  return wire;
}

/** An integer that is exact. */
export function decodeInt(
  wire: unknown,
  path: Path,
  context: Context,
  min?: number,
  max?: number,
): number {
  if (!Number.isInteger(wire))
    return mismatch(context, path, Number.isFinite(wire) ? "int" : "number", wire);
  const int = wire as number;
  if (Number.isSafeInteger(int)) checkLimits(context, path, int, min, max, "number to be");
  else
    checkLimits(context, path, int, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, "int to be");
  return int;
}

export const decodeBoolean: Decoder<boolean> = (wire, path, context) =>
  typeof wire === "boolean" ? wire : mismatch(context, path, "boolean", wire);

/** One of the values. */
export function decodeLiteral<const T>(
  wire: unknown,
  path: Path,
  context: Context,
  values: readonly T[],
): T {
  return values.includes(wire as T) ? (wire as T) : noLiteral(context, path, values);
}

export const decodeNull: Decoder<null> = (wire, path, context) =>
  wire === null ? wire : mismatch(context, path, "null", wire);

export const decodeUndefined: Decoder<undefined> = (wire, path, context) =>
  wire === undefined ? wire : mismatch(context, path, "undefined", wire);

export const decodeVoid: Decoder<undefined> = (wire, path, context) =>
  wire === undefined ? wire : mismatch(context, path, "void", wire);

/** `null` on the wire. */
export const decodeNan: Decoder<number> = (wire, path, context) =>
  wire === null ? Number.NaN : mismatch(context, path, "NaN", wire);

export const decodeNever: Decoder<never> = (wire, path, context) =>
  mismatch(context, path, "never", wire);

/** Whatever JSON can say. */
export const decodeUnknown: Decoder<unknown> = (wire) => wire;

const ISO_DATE = /^(?:\d{4}|[+-]\d{6})-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** What `toISOString` writes. */
export const decodeDate: Decoder<Date> = (wire, path, context) => {
  const text = typeof wire === "string" && ISO_DATE.test(wire) ? wire : "";
  const date = new Date(text);
  // A day that the month does not have would be one of the next month's.
  const isDay = date.getUTCDate() === Number(text.slice(-16, -14));
  return isDay ? date : mismatch(context, path, "date", wire);
};

const DIGITS = /^(?:0|-?[1-9]\d*)$/;

/** Making a number of so many digits takes a few milliseconds; the time grows with their square. */
const MAX_DIGITS = 10_000;

/** Decimal digits. */
export const decodeBigInt: Decoder<bigint> = (wire, path, context) =>
  typeof wire === "string" && wire.length <= MAX_DIGITS && DIGITS.test(wire)
    ? BigInt(wire)
    : mismatch(context, path, "bigint", wire);

/** Base64, or `[offset, length]` of an attachment; bytes themselves are a raw frame. */
export function decodeBytes(wire: unknown, path: Path, context: Context): Uint8Array<ArrayBuffer> {
  if (wire instanceof Uint8Array) return plainView(wire as Uint8Array<ArrayBuffer>); // sockets share no memory
  const bytes = typeof wire === "string" ? fromBase64(wire) : attached(wire, context);
  return bytes ?? mismatch(context, path, "Uint8Array", wire);
}

function attached(wire: unknown, { attachments }: Context): Uint8Array<ArrayBuffer> | null {
  if (attachments === null || !Array.isArray(wire) || wire.length !== 2) return null;
  const [offset, length] = wire as unknown[];
  if (!isCount(offset) || !isCount(length)) return null;
  return attachments.read(offset, length);
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

// A Buffer of Node's becomes what the type says.
function plainView(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 4 !== 0 || !BASE64.test(text)) return null;
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
