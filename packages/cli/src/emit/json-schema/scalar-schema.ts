import { wireOf } from "../../ir/constants.js";
import type { BigIntType, DateType, LiteralType, NumberCheck, NumberType } from "../../ir/ir.js";
import { isUndefined } from "../../ir/traits.js";
import { valueText } from "../constant-text.js";
import { bigintWords, dateWords } from "./check-words.js";
import { alsoChecked, anyOf, NEVER, type JsonSchema } from "./json-schema.js";
import { RICH_REFS } from "./rich-values.js";

export function numberSchema({ checks }: NumberType): JsonSchema {
  const limits = checks.flatMap(limitsOf);
  const values = (kind: Limit["kind"]): number[] =>
    limits.flatMap((limit) => (limit.kind === kind ? [limit.value] : []));
  const most = (kind: "gt" | "gte"): number => Math.max(...values(kind));
  const least = (kind: "lt" | "lte"): number => Math.min(...values(kind));
  const steps = values("multipleOf").map(Math.abs);
  if (steps.includes(0)) return NEVER;
  const isWhole = checks.some((check) => check.kind === "format" && check.int);
  return {
    type: isWhole ? "integer" : "number",
    ...(values("gte").length > 0 && { minimum: most("gte") }),
    ...(values("gt").length > 0 && { exclusiveMinimum: most("gt") }),
    ...(values("lte").length > 0 && { maximum: least("lte") }),
    ...(values("lt").length > 0 && { exclusiveMaximum: least("lt") }),
    ...allSteps(steps),
  };
}

type Limit = Exclude<NumberCheck, { kind: "format" }>;

function limitsOf(check: NumberCheck): Limit[] {
  if (check.kind !== "format") return [check];
  const [least, most] = check.range;
  return [
    { kind: "gte", value: least },
    { kind: "lte", value: most },
  ];
}

function allSteps([first, ...more]: readonly number[]): JsonSchema {
  if (first === undefined) return {};
  if (more.length === 0) return { multipleOf: first };
  return { multipleOf: first, allOf: more.map((multipleOf) => ({ multipleOf })) };
}

export function bigintSchema({ checks }: BigIntType): JsonSchema {
  return alsoChecked(RICH_REFS.bigint, bigintWords(checks));
}

export function dateSchema({ checks }: DateType): JsonSchema {
  return alsoChecked(RICH_REFS.Date, dateWords(checks));
}

export function literalSchema({ tagged, values }: LiteralType): JsonSchema {
  if (tagged === true) {
    return anyOf(values.map((value, index) => ({ const: [index], title: valueText(value) })));
  }
  const wires = values.filter((value) => !isUndefined(value)).map(wireOf);
  const [only] = wires;
  if (wires.length === 0) return NEVER;
  return wires.length === 1 ? { const: only } : { enum: wires };
}
