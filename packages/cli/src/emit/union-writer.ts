import type { DiscriminatedUnionType, Type, UnionType } from "../ir/ir.js";
import { isUndefined } from "../ir/traits.js";
import { valueText, wireText } from "./constant-text.js";
import type { FunctionScope, Use } from "./function-scope.js";
import { discriminatorText } from "./issue-text.js";
import { call, list } from "./layout.js";
import { quote } from "./quote.js";

/** Writes how the option of a value is found. */
export class UnionWriter {
  readonly #scope: FunctionScope;

  constructor(scope: FunctionScope) {
    this.#scope = scope;
  }

  union(type: UnionType, { input, name, path, used }: Use): string {
    const scope = this.#scope;
    const options = type.options.map((option, index) =>
      scope.part(`${name}Option${index + 1}`, option),
    );
    const table = { brackets: ["[", "]"] as const, items: options };
    const given = [input, path, "context"];
    if (type.tagged === true && this.#scope.decodes)
      return call(scope.use("decodeTagged"), given, used, table);
    // Of what only zod can tell, any option may be the one.
    const isExclusive = type.exclusive === true && !this.#scope.file.hasCode(type);
    const match = scope.use(isExclusive ? "onlyMatch" : "firstMatch");
    const typed = this.#scope.decodes
      ? `${match}${scope.typed(`<${scope.file.typeText(type, scope.code.indent + 40)}>`)}`
      : match;
    if (this.#isAmbiguous(type)) {
      const written = call(typed, given, used, table);
      return call(scope.use("encodeWhole"), [input, path, "context", written], used);
    }
    if (type.tagged !== true && type.message === undefined) return call(typed, given, used, table);
    const words = type.message === undefined ? [] : [quote(type.message)];
    const array = list(["[", "]"], options, scope.code.indent + 20);
    const all = type.tagged === true ? `${scope.use("tagged")}(${array})` : array;
    return call(typed, [...given, all, ...words], used);
  }

  /** Whether the server may choose another option than the client, for want of what the client leaves out. */
  #isAmbiguous(type: UnionType): boolean {
    const isSent = this.#scope.flavor === "encode" && this.#scope.file.side === "client";
    return isSent && type.tagged !== true && this.#scope.file.isAmbiguous(type);
  }

  switch(type: DiscriminatedUnionType, returns: string): string | null {
    const scope = this.#scope;
    const { code } = scope;
    const { discriminator, fallback, message, options } = type;
    scope.when(
      [`!${scope.use("isObject")}(value)`],
      scope.mismatch("path", "object", "value", message),
      "return ",
    );
    const functions = options.map((option, index) => scope.part(`Option${index + 1}`, option.type));
    // On the way back zod chooses no option by what is left out: it tries all of them.
    const triesAll =
      fallback === true ||
      (this.#scope.isOutput &&
        options.some(
          ({ type: option, values }) =>
            values.some(isUndefined) || this.#maySkip(option, discriminator),
        ));
    code.block(`switch (${scope.read("value", discriminator)})`, () => {
      for (const [index, { type: option, values }] of options.entries()) {
        if (values.length === 0) continue;
        const told = values.filter((value) => !(this.#scope.isOutput && isUndefined(value)));
        if (told.length === 0) continue;
        for (const value of told) {
          // Where the key has to be there, nothing in it is null.
          const isNull =
            this.#scope.decodes && isUndefined(value) && this.#isPresent(option, discriminator);
          code.line(
            `case ${isNull ? "null" : this.#scope.decodes ? wireText(value) : valueText(value)}:`,
          );
        }
        code.line(`  return ${functions[index]}(value, path, context);`);
      }
      code.line("default:");
      code.nest(() => {
        if (triesAll) {
          const table = { brackets: ["[", "]"] as const, items: functions };
          const generic = this.#scope.decodes ? scope.typed(`<${returns}>`) : "";
          const match = call(
            `${scope.use("firstMatch")}${generic}`,
            ["value", "path", "context"],
            code.indent + 8,
            table,
          );
          return code.line(`return ${match};`);
        }
        const text = message ?? discriminatorText(options.flatMap((option) => option.values));
        // On the way back zod tries all of them.
        const guard = {
          code: "invalid_union",
          fatal: true,
          message: this.#scope.isOutput ? (message ?? "Invalid input") : text,
        };
        const [callee = "", ...args] = scope.report(
          guard,
          this.#scope.isOutput ? "path" : `[path, ${quote(discriminator)}]`,
        );
        code.call(`return ${callee}`, args);
      });
    });
    return null;
  }

  /** Whether what the server has may do without the key. */
  #maySkip(option: Type, key: string): boolean {
    const resolved = this.#scope.file.resolve(option);
    if (resolved.kind !== "object") return false;
    const property = resolved.properties.find(({ name }) => name === key);
    return property !== undefined && this.#scope.isOmittable(property);
  }

  /** Whether the key is always there, with nothing in it at times. */
  #isPresent(option: Type, key: string): boolean {
    const resolved = this.#scope.file.resolve(option);
    if (resolved.kind !== "object") return false;
    const property = resolved.properties.find(({ name }) => name === key);
    return property !== undefined && this.#scope.file.resolve(property.type).kind === "absence";
  }
}
