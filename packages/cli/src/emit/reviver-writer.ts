import type { Constant, Type } from "../ir/ir.js";
import { Traits, type WireKind } from "../ir/traits.js";
import { valueText, wireText } from "./constant-text.js";
import { FunctionScope, type CodecHost } from "./function-scope.js";
import { list } from "./layout.js";
import { propertyKey, quote } from "./quote.js";

/** Writes the body of a reviver: rich values of what JSON.parse gave, without checks. */
export class ReviverWriter {
  readonly #scope: FunctionScope;
  readonly #file: CodecHost;
  readonly #traits: Traits;

  constructor(file: CodecHost, label: string) {
    this.#scope = new FunctionScope(file, "revive", label);
    this.#file = file;
    this.#traits = new Traits((type) => file.resolve(type));
  }

  body(type: Type): string {
    const result = this.#result(type);
    this.#scope.statement("return ", result);
    return this.#scope.code.toString();
  }

  #result(type: Type): string {
    const scope = this.#scope;
    const call = (symbol: Parameters<FunctionScope["use"]>[0], ...more: string[]): string => {
      const callee = scope.use(symbol);
      return `${callee}${list(["(", ")"], ["wire", "context", ...more], scope.code.indent + callee.length + 10)}`;
    };
    switch (type.kind) {
      case "object": {
        const rich = type.properties.filter((property) => this.#file.isRich(property.type));
        const entries = rich.map(
          ({ name, type: inner }) => `${propertyKey(name)}: ${this.#part(name, inner)}`,
        );
        const others = typeof type.others === "string" ? [] : [this.#part("Others", type.others)];
        return call("reviveObject", list(["{ ", " }"], entries, 40), ...others);
      }
      case "record":
        return call("reviveObject", "{}", this.#part("Value", type.value));
      case "array":
        return call("reviveList", "[]", this.#part("Item", type.item));
      case "tuple": {
        const items = type.items.map((slot, index) => this.#part(`Item${index + 1}`, slot.type));
        return call(
          "reviveList",
          `[${items.join(", ")}]`,
          type.rest === null ? "null" : this.#part("Rest", type.rest),
        );
      }
      case "map":
        return call("reviveMap", this.#part("Key", type.key), this.#part("Value", type.value));
      case "set":
        return call("reviveSet", this.#part("Item", type.item));
      case "absence":
        return call("reviveAbsence", this.#part("Inner", type.inner), String(type.boxed === true));
      case "union":
        if (type.tagged === true) {
          const options = type.options.map((option, index) =>
            this.#part(`Option${index + 1}`, option),
          );
          return call("reviveTagged", list(["[", "]"], options, 40));
        }
        return this.#choice(type.options);
      case "discriminatedUnion":
        return this.#choice(
          type.options.map((option) => option.type),
          type.discriminator,
          type.options.map((option) => option.values),
        );
      case "intersection":
        return `${this.#call("Left", type.left, this.#call("Right", type.right, "wire"))}`;
      case "literal":
        if (type.tagged !== true) return this.#literal(type.values);
        return call("reviveTaggedLiteral", list(["[", "]"], type.values.map(valueText), 40));
      case "nan":
        return "wire === null ? Number.NaN : wire";
      case "date":
        return call("reviveDate");
      case "bigint":
        return call("reviveBigInt");
      case "bytes":
        return call("reviveBytes");
      case "pipe":
        return "wire";
      case "zod":
        return this.#call("", type.sent, "wire");
      case "nullable":
        return `wire === null ? wire : ${this.#call("", type.inner, "wire")}`;
      case "optional":
      case "nonoptional":
      case "default":
      case "catch":
      case "readonly":
        return this.#call("", type.inner, "wire");
      default:
        return "wire";
    }
  }

  /** The reviver of a part; `null` where there is nothing to revive. */
  #part(name: string, type: Type): string {
    return this.#file.isRich(type) ? this.#scope.part(name, type) : "null";
  }

  #call(name: string, type: Type, wire: string): string {
    return this.#file.isRich(type) ? `${this.#scope.part(name, type)}(${wire}, context)` : wire;
  }

  // What the wire tells the options apart by: its kind, or a literal in the object.
  #choice(
    options: readonly Type[],
    discriminator?: string,
    values: readonly (readonly Constant[])[] = [],
  ): string {
    const { code } = this.#scope;
    for (const [index, option] of options.entries()) {
      if (!this.#file.isRich(option)) continue;
      const test =
        discriminator === undefined
          ? this.#testOf(option, options)
          : this.#tagTest(discriminator, values[index] ?? []);
      code.line(`if (${test}) return ${this.#call(`Option${index + 1}`, option, "wire")};`);
    }
    return "wire";
  }

  #testOf(option: Type, options: readonly Type[]): string {
    const kinds = [...this.#traits.wireKinds(option)];
    const shared = options.some(
      (other) => other !== option && kinds.some((kind) => this.#traits.wireKinds(other).has(kind)),
    );
    if (!shared) return kinds.map((kind) => this.#kindTest(kind)).join(" || ") || "false";
    const resolved = this.#file.resolve(option);
    const tags =
      resolved.kind === "object"
        ? resolved.properties.flatMap(({ name, type }) => {
            const inner = this.#file.resolve(type);
            return inner.kind === "literal" ? [this.#tagTest(name, inner.values)] : [];
          })
        : [];
    return tags.join(" && ") || "false";
  }

  #tagTest(name: string, values: readonly Constant[]): string {
    const isObject = this.#scope.use("isObject");
    const tests = values.map((value) => `${this.#scope.read("wire", name)} === ${wireText(value)}`);
    return `${isObject}(wire) && (${tests.join(" || ") || "false"})`;
  }

  #kindTest(kind: WireKind): string {
    switch (kind) {
      case "array":
        return "Array.isArray(wire)";
      case "object":
        return `${this.#scope.use("isObject")}(wire)`;
      case "null":
        return "wire === null";
      default:
        return `typeof wire === ${quote(kind)}`;
    }
  }

  #literal(values: readonly Constant[]): string {
    for (const value of values) {
      const wire = wireText(value);
      if (wire !== valueText(value))
        this.#scope.code.line(`if (wire === ${wire}) return ${valueText(value)};`);
    }
    return "wire";
  }
}
