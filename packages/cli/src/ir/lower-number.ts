import type { $ZodBigIntDef, $ZodDateDef, $ZodNumberDef } from "zod/v4/core";
import { withCode, wordsOf } from "./code.js";
import type { LimitCheck, NumberCheck, Type } from "./ir.js";
import type { Place } from "./place.js";
import { type CheckBase, type CheckDef, readChecks } from "./read-checks.js";

const SAFE = Number.MAX_SAFE_INTEGER;
const FLOAT32 = 3.4028234663852886e38;

/** Inclusive ranges of zod's number formats. */
const FORMATS: ReadonlyMap<string, { int: boolean; range: readonly [number, number] }> = new Map([
  ["safeint", { int: true, range: [-SAFE, SAFE] as const }],
  ["int32", { int: true, range: [-2147483648, 2147483647] as const }],
  ["uint32", { int: true, range: [0, 4294967295] as const }],
  ["float32", { int: false, range: [-FLOAT32, FLOAT32] as const }],
]);

const BIGINT_FORMATS: ReadonlyMap<string, readonly [bigint, bigint]> = new Map([
  ["int64", [-(2n ** 63n), 2n ** 63n - 1n] as const],
  ["uint64", [0n, 2n ** 64n - 1n] as const],
]);

export function lowerNumber(def: $ZodNumberDef, place: Place): Type {
  const { checks, code } = readChecks<NumberCheck>(def, (check, base) => {
    if (check.check !== "number_format") return lowerLimit(check, base, numberOf);
    const format = FORMATS.get(check.format);
    if (format !== undefined) return [{ kind: "format", ...format, ...base }];
    return check.format === "float64" ? [] : null;
  });
  const type: Type = { kind: "number", checks, ...wordsOf(def.error) };
  return code === null ? type : withCode(type, code, place);
}

export function lowerBigInt(def: $ZodBigIntDef, place: Place): Type {
  const { checks, code } = readChecks<LimitCheck<string>>(def, (check, base) => {
    if (check.check !== "bigint_format") return lowerLimit(check, base, digitsOf);
    const range = BIGINT_FORMATS.get(check.format);
    if (range === undefined) return null;
    const [least, most] = range;
    return [
      { kind: "gte", value: String(least), ...base },
      { kind: "lte", value: String(most), ...base },
    ];
  });
  const type: Type = { kind: "bigint", checks, ...wordsOf(def.error) };
  return code === null ? type : withCode(type, code, place);
}

export function lowerDate(def: $ZodDateDef, place: Place): Type {
  const { checks, code } = readChecks<LimitCheck<number>>(def, (check, base) =>
    lowerLimit(check, base, timeOf),
  );
  const type: Type = { kind: "date", checks, ...wordsOf(def.error) };
  return code === null ? type : withCode(type, code, place);
}

function lowerLimit<Value>(
  def: CheckDef,
  base: CheckBase,
  valueOf: (limit: unknown) => Value | null,
): readonly LimitCheck<Value>[] | null {
  const limit = limitOf(def);
  if (limit === null) return null;
  const value = valueOf(limit.limit);
  return value === null ? null : [{ kind: limit.kind, value, ...base }];
}

function limitOf(def: CheckDef): { kind: LimitCheck<never>["kind"]; limit: unknown } | null {
  switch (def.check) {
    case "greater_than":
      return { kind: def.inclusive ? "gte" : "gt", limit: def.value };
    case "less_than":
      return { kind: def.inclusive ? "lte" : "lt", limit: def.value };
    case "multiple_of":
      return { kind: "multipleOf", limit: def.value };
    default:
      return null;
  }
}

// A limit that JSON has no number for is left to zod.
function numberOf(limit: unknown): number | null {
  return typeof limit === "number" && Number.isFinite(limit) ? limit : null;
}

function digitsOf(limit: unknown): string | null {
  return typeof limit === "bigint" ? String(limit) : null;
}

function timeOf(limit: unknown): number | null {
  return limit instanceof Date ? numberOf(limit.getTime()) : null;
}
