import type { LimitCheck, NumberCheck, SizeCheck, StringCheck, Type } from "../ir/ir.js";
import { valueText } from "./constant-text.js";
import { isJsonScalar } from "./flatten.js";
import type { Enclosed } from "./layout.js";
import type { CodecPart } from "./runtime-symbols.js";

/** A function that is there already for a scalar, and what it gets behind value, path and context. */
export interface ScalarCall {
  readonly symbol: CodecPart;
  readonly more: readonly string[];
  readonly last: Enclosed | null;
}

/** Checks a scalar by one call, which takes fewer bytes than a check in place; `null` where no such function knows it. */
export function scalarCall(type: Type, verb: "decode" | "encode"): ScalarCall | null {
  if ("message" in type && type.message !== undefined) return null;
  switch (type.kind) {
    case "boolean":
      return { symbol: `${verb}Boolean`, more: [], last: null };
    case "string":
      return limited(`${verb}String`, type.checks, "0");
    case "number": {
      const [first, ...others] = type.checks;
      return first !== undefined && isInt(first)
        ? limited(`${verb}Int`, others, "undefined")
        : limited(`${verb}Number`, type.checks, "undefined");
    }
    case "literal": {
      if (type.tagged === true || !type.values.every(isJsonScalar)) return null;
      const last: Enclosed = { brackets: ["[", "]"], items: type.values.map(valueText) };
      return { symbol: `${verb}Literal`, more: [], last };
    }
    default:
      return null;
  }
}

function isInt(check: NumberCheck): boolean {
  if (check.kind !== "format" || check.message !== undefined) return false;
  return check.int && check.range[1] === Number.MAX_SAFE_INTEGER;
}

// With one limit on each side, and the lower one below, no value fails both: their order does not matter.
function limited(
  symbol: CodecPart,
  checks: readonly (StringCheck | NumberCheck)[],
  noLimit: string,
): ScalarCall | null {
  const least = checks.filter(isLeast);
  const most = checks.filter(isMost);
  if (least.length + most.length < checks.length || least.length > 1 || most.length > 1)
    return null;
  const [min, max] = [least[0]?.value, most[0]?.value];
  if (min !== undefined && max !== undefined && min > max) return null;
  const limits =
    max === undefined
      ? least.map(({ value }) => String(value))
      : [min === undefined ? noLimit : String(min), String(max)];
  return { symbol, more: limits, last: null };
}

type Limit = SizeCheck | LimitCheck<number>;

function isLeast(check: StringCheck | NumberCheck): check is Limit {
  return (check.kind === "min" || check.kind === "gte") && check.message === undefined;
}

function isMost(check: StringCheck | NumberCheck): check is Limit {
  return (check.kind === "max" || check.kind === "lte") && check.message === undefined;
}
