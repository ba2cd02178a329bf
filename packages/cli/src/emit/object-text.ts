import type { ObjectType, Property } from "../ir/ir.js";
import type { FunctionScope } from "./function-scope.js";
import { list } from "./layout.js";
import { propertyAccess, propertyKey, quote } from "./quote.js";

/** A property of an object while its function is written. */
export interface Part {
  readonly property: Property;
  /** What it was read into. */
  readonly local: string;
  /** What becomes of it. */
  readonly expression: string;
  /** Whether it may be left out of the result. */
  readonly optional: boolean;
}

/** Writes what becomes of the properties of an object once each of them is read: the value, or the JSON. */
export class ObjectText {
  readonly #scope: FunctionScope;

  constructor(scope: FunctionScope) {
    this.#scope = scope;
  }

  decoded(type: ObjectType, parts: readonly Part[], returns: string): string {
    const scope = this.#scope;
    const required = parts.filter(({ optional }) => !optional);
    const entries = required.map(({ expression, property }) => {
      const key = propertyKey(property.name);
      return key === expression ? key : `${key}: ${expression}`;
    });
    if (required.length === parts.length && (type.others === "strip" || type.others === "strict")) {
      return objectLiteral(entries, scope.code.indent + 8);
    }
    const isOpen = typeof type.others !== "string";
    const annotation = scope.typed(`: ${returns}`);
    const literal = objectLiteral(entries, scope.code.indent + 14 + annotation.length);
    // The compiler wants every key of an open type to be of one type.
    const value = isOpen ? `${literal}${scope.typed(" as never")}` : literal;
    scope.statement(`const result${annotation} = `, value);
    for (const { expression, local, optional, property } of parts) {
      if (!optional) continue;
      const target = propertyAccess("result", property.name);
      // What is there may become nothing, which an exact optional key may not have.
      const isNamed =
        /^\w+$/.test(expression) &&
        (property.optin === "defaulted" || this.#scope.isExact(property.type));
      const given = isNamed ? expression : local;
      scope.code.line(`if (${given} !== undefined) ${target} = ${expression};`);
    }
    if (type.others !== "strip" && type.others !== "strict") this.#copyOthers(type);
    return "result";
  }

  encoded(type: ObjectType, parts: readonly Part[]): string {
    const scope = this.#scope;
    const required = parts.filter(({ optional }) => !optional);
    const others = type.others !== "strip" && type.others !== "strict";
    const isWhole = required.length === parts.length && !others;
    const text = required
      .map(({ expression, property }, index) => this.#member(property, expression, index > 0))
      .join("");
    if (isWhole) return templateText(`{${text}}`);
    scope.code.line(`let json = ${templateText(`{${text}`)};`);
    // Without a member before it, the first that is there has no comma.
    const separator = required.length === 0 ? '${json.length > 1 ? "," : ""}' : ",";
    for (const { expression, local, optional, property } of parts) {
      if (!optional) continue;
      const member = this.#member(property, expression, false);
      scope.statement(`if (${local} !== undefined) json += `, `\`${separator}${member}\``);
    }
    if (others) this.#writeOthers(type);
    return "`${json}}`";
  }

  #member({ name }: Property, expression: string, follows: boolean): string {
    const key = escapeTemplate(JSON.stringify(name));
    const constant = /^(["']).*\1$/s.test(expression)
      ? escapeTemplate(constantOf(expression))
      : null;
    const template = /^`([^`]*)`$/.exec(expression)?.[1];
    return `${follows ? "," : ""}${key}:${constant ?? template ?? `\${${expression}}`}`;
  }

  refuseUnknownKeys({ message, properties }: ObjectType): void {
    const scope = this.#scope;
    const known = properties.map(({ name }) => `key !== ${quote(name)}`).join(" && ");
    const keys = "Object.keys(value)";
    const unknown = scope.local("unknown");
    scope.statement(
      `const ${unknown} = `,
      known === "" ? keys : `${keys}.filter((key) => ${known})`,
    );
    const words = message === undefined ? [] : [quote(message)];
    scope.when(
      [`${unknown}.length > 0`],
      [scope.use("unknownKeys"), "context", "path", unknown, ...words],
    );
  }

  #copyOthers(type: ObjectType): void {
    this.#eachOther(type, (key) => {
      const { others } = type;
      const read = `value[${key}]`;
      if (typeof others === "string") return this.#scope.code.line(`result[${key}] = ${read};`);
      const value = `${this.#scope.part("Others", others)}(${read}, [path, ${key}], context)`;
      // The keys that are declared may have other types.
      const result = this.#scope.cast("result", "Record<string, unknown>");
      this.#scope.code.line(`${result}[${key}] = ${value};`);
    });
  }

  #writeOthers(type: ObjectType): void {
    const scope = this.#scope;
    this.#eachOther(type, (key) => {
      const { others } = type;
      const encoder =
        typeof others === "string" ? scope.use("encodeUnknown") : scope.part("Others", others);
      if (typeof others === "string") scope.code.line(`if (value[${key}] === undefined) continue;`);
      const text = scope.declare("text", `${encoder}(value[${key}], [path, ${key}], context)`);
      const member = `"\${${scope.use("escaped")}(${key})}":\${${text}}`;
      const write = `json += \`\${json.length > 1 ? "," : ""}${member}\`;`;
      scope.code.line(write);
    });
  }

  #eachOther({ properties }: ObjectType, body: (key: string) => void): void {
    const scope = this.#scope;
    const key = scope.local("key");
    const known = ["__proto__", ...properties.map(({ name }) => name)];
    scope.code.block(`for (const ${key} of Object.keys(value))`, () => {
      const test = known.map((name) => `${key} === ${quote(name)}`).join(" || ");
      scope.code.line(`if (${test}) continue;`);
      body(key);
    });
  }
}

function objectLiteral(entries: readonly string[], used: number): string {
  return entries.length === 0 ? "{}" : list(["{ ", " }"], entries, used);
}

function templateText(text: string): string {
  return text.includes("${") || text.includes('"') ? `\`${text}\`` : quote(text);
}

function escapeTemplate(text: string): string {
  return text.replaceAll(/[`\\]|\$\{/g, "\\$&");
}

/** What a string literal of ours says. */
function constantOf(literal: string): string {
  const inner = literal.slice(1, -1);
  return literal.startsWith("'")
    ? inner.replaceAll("\\'", "'").replaceAll("\\\\", "\\")
    : (JSON.parse(literal) as string);
}
