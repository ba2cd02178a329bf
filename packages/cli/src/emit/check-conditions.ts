import type { ArrayType, NumberCheck, SizeCheck, Type } from "../ir/ir.js";
import { literalText } from "./type-text.js";

/** One `if` of a validator: what makes the value wrong, and what was expected instead. */
export interface Guard {
  readonly conditions: readonly string[];
  readonly expected: string;
}

/**
 * Conditions that all hold when `input` is not of the type, for types that one condition per
 * member can tell; `null` for the others.
 */
export function plainMismatch(type: Type, input: string): readonly string[] | null {
  switch (type.kind) {
    case "string":
      return type.checks.length > 0 ? null : [`typeof ${input} !== "string"`];
    case "number":
      return type.checks.length > 0 ? null : [`(${numberMismatch(type.int, input).join(" || ")})`];
    case "boolean":
      return [`typeof ${input} !== "boolean"`];
    case "null":
      return [`${input} !== null`];
    case "literal":
      return type.values.map((value) => `${input} !== ${literalText(value)}`);
    case "union": {
      const options = type.options.map((option) => plainMismatch(option, input));
      return options.includes(null) ? null : options.flatMap((conditions) => conditions ?? []);
    }
    default:
      return null;
  }
}

/** Conditions of which one holds when `input` is not a number. */
export function numberMismatch(int: boolean, input: string): readonly string[] {
  return [
    `typeof ${input} !== "number"`,
    `!Number.${int ? "isSafeInteger" : "isFinite"}(${input})`,
  ];
}

/** @param count what counts code points is called here */
export function stringSizeGuard(check: SizeCheck, input: string, count: () => string): Guard {
  const { kind, value } = check;
  const expected = sizeText(check, "character");
  // A code point is one or two units of `length`: most strings are judged without counting.
  switch (kind) {
    case "max":
      return {
        conditions: [`${input}.length > ${value}`, `${count()}(${input}) > ${value}`],
        expected,
      };
    case "min":
      if (value <= 1) return { conditions: [`${input}.length < ${value}`], expected };
      return {
        conditions: [`${input}.length < ${2 * value}`, `${count()}(${input}) < ${value}`],
        expected,
      };
    case "length":
      return { conditions: [`${count()}(${input}) !== ${value}`], expected };
  }
}

export function arraySizeGuards({ checks }: ArrayType, input: string): Guard[] {
  const operators = { min: "<", max: ">", length: "!==" } as const;
  return checks.map((check) => ({
    conditions: [`${input}.length ${operators[check.kind]} ${check.value}`],
    expected: sizeText(check, "item"),
  }));
}

/** @param isMultipleOf how that function is called here */
export function numberGuard(
  { kind, value }: NumberCheck,
  input: string,
  isMultipleOf: () => string,
): Guard {
  switch (kind) {
    case "gt":
      return { conditions: [`${input} <= ${value}`], expected: `more than ${value}` };
    case "gte":
      return { conditions: [`${input} < ${value}`], expected: `at least ${value}` };
    case "lt":
      return { conditions: [`${input} >= ${value}`], expected: `less than ${value}` };
    case "lte":
      return { conditions: [`${input} > ${value}`], expected: `at most ${value}` };
    case "multipleOf":
      return {
        conditions: [`!${isMultipleOf()}(${input}, ${value})`],
        expected: `a multiple of ${value}`,
      };
  }
}

function sizeText({ kind, value }: SizeCheck, unit: string): string {
  const bound = { min: "at least ", max: "at most ", length: "exactly " }[kind];
  return `${bound}${value} ${unit}${value === 1 ? "" : "s"}`;
}
