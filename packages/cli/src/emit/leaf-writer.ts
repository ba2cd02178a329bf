import type { BigIntType, BytesType, DateType, LiteralType, StringType } from "../ir/ir.js";
import { isUndefined } from "../ir/traits.js";
import { wireOf } from "../ir/constants.js";
import { valueText, wireText } from "./constant-text.js";
import { isChange } from "./flatten.js";
import type { FunctionScope } from "./function-scope.js";
import { limitGuard, stringGuards } from "./guards.js";
import { formatText, literalsText } from "./issue-text.js";
import { list } from "./layout.js";
import { quote } from "./quote.js";

/** Writes the functions of scalars that are no plain check: what changes on the way, or is another thing in JSON. */
export class LeafWriter {
  readonly #scope: FunctionScope;

  constructor(scope: FunctionScope) {
    this.#scope = scope;
  }

  /** A string that its checks change on the way. */
  string(type: StringType): string {
    const scope = this.#scope;
    const { code } = scope;
    scope.when(
      ['typeof value !== "string"'],
      scope.mismatch("path", "string", "value", type.message),
      "return ",
    );
    const text = scope.local("text");
    code.line(`let ${text} = value;`);
    let run: StringType["checks"][number][] = [];
    const flush = (): void => {
      const guards = stringGuards(run, text, scope);
      scope.chain(
        guards.map((guard) => ({
          conditions: guard.conditions,
          report: scope.report(guard, "path"),
        })),
      );
      run = [];
    };
    for (const check of type.checks) {
      if (!isChange(check)) {
        run.push(check);
        continue;
      }
      flush();
      this.#change(check, text);
    }
    flush();
    if (this.#scope.decodes) return text;
    // The receiver changes it itself; what it checks before is what was given.
    return this.#scope.stringJson(this.#scope.isOutput ? text : "value");
  }

  #change(check: StringType["checks"][number], text: string): void {
    const { code, use } = {
      code: this.#scope.code,
      use: (symbol: "slugify" | "urlText") => this.#scope.use(symbol),
    };
    switch (check.kind) {
      case "trim":
      case "toLowerCase":
      case "toUpperCase":
        return code.line(`${text} = ${text}.${check.kind}();`);
      case "normalize":
        return code.line(`${text} = ${text}.normalize(${quote(check.form ?? "NFC")});`);
      case "slugify":
        return code.line(`${text} = ${use("slugify")}(${text});`);
      case "format":
        return check.format === "url" ? this.#url(check, text) : undefined;
      default:
        return undefined;
    }
  }

  #url(check: Extract<StringType["checks"][number], { format: "url" }>, text: string): void {
    const scope = this.#scope;
    const { abort = false, hostname, message, normalize, parse, protocol } = check;
    const options = [
      ...(hostname === undefined ? [] : [`hostname: ${scope.pattern(hostname)}`]),
      ...(protocol === undefined ? [] : [`protocol: ${scope.pattern(protocol)}`]),
      ...(normalize === true ? ["normalize: true"] : []),
    ];
    const args = [text, ...(parse ? [list(["{ ", " }"], options, 60)] : [])];
    const url = scope.declare("url", `${scope.use("urlText")}(${args.join(", ")})`);
    const guard = { code: "invalid_format", fatal: abort, message: message ?? formatText("url") };
    scope.when([`${url} === null`], scope.report(guard, "path"));
    scope.code.line(`else ${text} = ${url};`);
  }

  /** Literals that are not what they are on the wire. */
  literal(type: LiteralType): string | null {
    const scope = this.#scope;
    const { code } = scope;
    const guard = {
      code: "invalid_value",
      fatal: true,
      message: type.message ?? literalsText(type.values),
    };
    if (type.tagged === true && this.#scope.decodes) {
      if (type.values.some(isUndefined)) code.line("if (value === undefined) return value;");
      const index = scope.declare(
        "index",
        `Array.isArray(value) && value.length === 1 ? ${scope.cast("value[0]", "unknown")} : null`,
      );
      for (const [position, value] of type.values.entries()) {
        code.line(`if (${index} === ${position}) return ${valueText(value)};`);
      }
      const [callee = "", ...args] = scope.report(guard, "path");
      code.call(`return ${callee}`, args);
      return null;
    }
    for (const [position, value] of type.values.entries()) {
      const [wire, own] = [wireText(value), valueText(value)];
      const wanted = this.#scope.decodes ? wire : own;
      const test = wanted === "Number.NaN" ? "Number.isNaN(value)" : `value === ${wanted}`;
      const json = quote(
        type.tagged === true ? `[${position}]` : JSON.stringify(wireOf(value) ?? null),
      );
      code.line(`if (${test}) return ${this.#scope.decodes ? own : json};`);
    }
    const [callee = "", ...args] = scope.report(guard, "path");
    code.call(`return ${callee}`, args);
    return null;
  }

  limited(type: DateType | BigIntType): string {
    const scope = this.#scope;
    const { checks, kind, message } = type;
    const isDate = kind === "date";
    const input = this.#scope.decodes
      ? scope.declare(
          kind === "date" ? "date" : "number",
          `${scope.use(isDate ? "decodeDate" : "decodeBigInt")}(value, path, context)`,
        )
      : "value";
    if (this.#scope.decodes) scope.code.line(`if (${input} === undefined) return ${input};`);
    else {
      const wrong = isDate
        ? "!(value instanceof Date) || Number.isNaN(value.getTime())"
        : 'typeof value !== "bigint"';
      scope.when(
        [isDate ? `(${wrong})` : wrong],
        scope.mismatch("path", kind, "value", message),
        "return ",
      );
    }
    const guards = checks.map((check) => {
      const text = isDate ? String(check.value) : `${check.value}n`;
      const compared = isDate ? `${input}.getTime()` : input;
      if (!isDate && check.kind === "multipleOf") {
        const guard = limitGuard(check, kind, compared, text, scope);
        const conditions = [check.value === "0" ? "true" : `${compared} % ${text} !== 0n`];
        return { ...guard, conditions };
      }
      return limitGuard(check, kind, compared, text, scope);
    });
    scope.chain(
      guards.map((guard) => ({
        conditions: guard.conditions,
        report: scope.report(guard, "path"),
      })),
    );
    if (this.#scope.decodes) return input;
    return isDate ? '`"${value.toISOString()}"`' : '`"${value}"`';
  }

  /** Bytes of which zod says only that they are none. */
  bytes({ message = "Invalid input" }: BytesType): string {
    const scope = this.#scope;
    const report = scope.report({ code: "custom", fatal: true, message }, "path");
    if (!this.#scope.decodes) {
      scope.when(["!(value instanceof Uint8Array)"], report, "return ");
      return `${scope.use("encodeBytes")}(value, path, context)`;
    }
    const bytes = scope.declare(
      "bytes",
      `${scope.use("decodeBytes")}(value, path, context.trial())`,
    );
    scope.when([`${bytes} === undefined`], report, "return ");
    return bytes;
  }
}
