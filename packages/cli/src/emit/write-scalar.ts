import type { NumberType, StringType, Type } from "../ir/ir.js";
import { isAbsent, presence, type Absence } from "./absence.js";
import {
  numberGuard,
  numberMismatch,
  plainMismatch,
  stringSizeGuard,
  type Guard,
} from "./check-conditions.js";
import type { FunctionScope } from "./function-scope.js";

/** Checks that need one `if`: values of few kinds, without limits. Returns whether it was such a type. */
export function writePlain(
  scope: FunctionScope,
  type: Type,
  input: string,
  path: string,
  absence: Absence,
): boolean {
  const mismatch = plainMismatch(type, input);
  if (mismatch === null) return false;
  const conditions = [...presence(input, absence), ...mismatch];
  scope.fail({ conditions, expected: scope.describe(type, absence) }, input, path);
  return true;
}

/** Checks a string or number, then its limits. */
export function writeLimited(
  scope: FunctionScope,
  type: StringType | NumberType,
  input: string,
  path: string,
  absence: Absence,
): void {
  const write = (): void => {
    const conditions =
      type.kind === "string" ? [`typeof ${input} !== "string"`] : numberMismatch(type.int, input);
    scope.fail({ conditions, expected: scope.describe(type, absence) }, input, path, "||");
    for (const guard of limitsOf(scope, type, input)) scope.fail(guard, input, path);
  };
  if (isAbsent(absence)) scope.code.block(`if (${presence(input, absence).join(" && ")})`, write);
  else write();
}

/** Any value but none: `undefined` is what JSON cannot carry. */
export function writeUnknown(scope: FunctionScope, input: string, path: string): void {
  scope.fail({ conditions: [`${input} === undefined`], expected: "a value" }, input, path);
}

/** Checks the limits of a record's key, which is a string already. */
export function writeKeyLimits(
  scope: FunctionScope,
  type: StringType,
  key: string,
  path: string,
): void {
  for (const { conditions, expected } of limitsOf(scope, type, key)) {
    const ofKey = expected.startsWith("a string")
      ? expected.replace("string", "key")
      : `a key of ${expected}`;
    scope.fail({ conditions, expected: ofKey }, key, path);
  }
}

function limitsOf(scope: FunctionScope, type: StringType | NumberType, input: string): Guard[] {
  const { file } = scope;
  if (type.kind === "number") {
    return type.checks.map((check) => numberGuard(check, input, () => file.use("isMultipleOf")));
  }
  return type.checks.map((check) => {
    if (check.kind !== "regex")
      return stringSizeGuard(check, input, () => file.use("codePointLength"));
    const pattern = file.pattern(scope.labelOf(input), check);
    const expected = `a string that matches /${check.source}/${check.flags}`;
    return { conditions: [`!${pattern}.test(${input})`], expected };
  });
}
