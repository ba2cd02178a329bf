import type { DiscriminatedUnionType, Type, UnionType } from "../ir/ir.js";
import { PRESENT, type Absence } from "./absence.js";
import { describeType } from "./describe-type.js";
import type { FunctionScope } from "./function-scope.js";
import { list } from "./layout.js";
import { keyPath, pathText, ROOT_PATH } from "./path-text.js";
import { quote } from "./quote.js";
import { literalText } from "./type-text.js";

/** The call that checks `input` in another function; the caller has excluded `undefined`. */
export function callFor(
  scope: FunctionScope,
  type: Type,
  input: string,
  path: string,
  absence: Absence,
): string {
  const call =
    type.kind === "union" && !absence.null
      ? unionCall(scope, type, input, path, scope.typeText(type))
      : `${validatorFor(scope, type, scope.labelOf(input))}(${input}, ${pathText(path)})`;
  return absence.null ? `${input} === null ? null : ${call}` : call;
}

/** The call that tries the options of a union one after the other. */
export function unionCall(
  scope: FunctionScope,
  type: UnionType,
  input: string,
  path: string,
  returns: string,
): string {
  const options = optionValidators(scope, type.options, input);
  const callee = `${scope.file.use("firstMatch")}<${returns}>`;
  const args = [input, pathText(path), quote(scope.describe(type, PRESENT)), ...options];
  return `${callee}${list(["(", ")"], args, scope.code.indent + callee.length + 8)}`;
}

/** The whole body for a discriminated union: one case per value of the discriminator. */
export function writeSwitch(scope: FunctionScope, type: DiscriminatedUnionType): void {
  const { code, file } = scope;
  const { discriminator, options } = type;
  const isObject = file.use("isObject");
  scope.fail({ conditions: [`!${isObject}(value)`], expected: "an object" }, "value", ROOT_PATH);
  const tag = scope.read("value", discriminator);
  const types = options.map((option) => option.type);
  const validators = optionValidators(scope, types, "value");
  code.block(`switch (${tag})`, () => {
    for (const [index, { values }] of options.entries()) {
      for (const value of values) code.line(`case ${literalText(value)}:`);
      code.line(`  return ${validators[index]}(value, path);`);
    }
    const values = options.flatMap((option) => option.values);
    const expected = describeType({ kind: "literal", values }, (inner) => inner);
    const args = [pathText(keyPath(ROOT_PATH, discriminator)), quote(expected), tag];
    code.line("default:");
    code.nest(() => code.call(`return ${file.use("fail")}`, args));
  });
}

function optionValidators(scope: FunctionScope, options: readonly Type[], input: string): string[] {
  const label = `${scope.labelOf(input)}Option`;
  return options.map((option, index) => validatorFor(scope, option, `${label}${index + 1}`));
}

function validatorFor(scope: FunctionScope, type: Type, wanted: string): string {
  if (type.kind === "ref") return scope.file.shapeFunction(type.name);
  return scope.file.define(wanted, type, { fromText: scope.fromText });
}
