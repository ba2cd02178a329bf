import type {
  ArrayType,
  BigIntType,
  BytesType,
  DateType,
  DiscriminatedUnionType,
  LiteralType,
  MapType,
  ObjectType,
  Property,
  RecordType,
  SetType,
  SizeCheck,
  StringType,
  TupleType,
  Type,
  UnionType,
} from "../ir/ir.js";
import { isUndefined } from "../ir/traits.js";
import { wireOf } from "../ir/constants.js";
import { valueText, wireText } from "./constant-text.js";
import { flatten, isChange, mismatchOf, type Flat, type InlineType } from "./flatten.js";
import { FunctionScope, type CodecHost, type Flavor } from "./function-scope.js";
import { limitGuard, numberGuards, sizeGuards, stringGuards, type Guard } from "./guards.js";
import { discriminatorText, formatText, literalsText } from "./issue-text.js";
import { call, list } from "./layout.js";
import { propertyAccess, propertyKey, quote } from "./quote.js";
import type { CodecPart } from "./runtime-symbols.js";
import { scalarCall, type ScalarCall } from "./scalar-call.js";

/** A property of an object while its function is written. */
interface Part {
  readonly property: Property;
  /** What it was read into. */
  readonly local: string;
  /** What becomes of it. */
  readonly expression: string;
  /** Whether it may be left out of the result. */
  readonly optional: boolean;
}

/** What a call is about: the value, its path, its name in this function, and the columns before the call. */
interface Use {
  readonly input: string;
  readonly path: string;
  readonly name: string;
  readonly used: number;
}

/** What takes a function of its own in any case, and takes nothing for a value. */
const CALLED: ReadonlySet<Type["kind"]> = new Set([
  "array",
  "bigint",
  "bytes",
  "date",
  "discriminatedUnion",
  "map",
  "object",
  "record",
  "set",
  "tuple",
]);

/** Writes the body of one decoder or encoder: straight-line checks of `value`, then the result. */
export class FunctionWriter {
  readonly #scope: FunctionScope;
  readonly #file: CodecHost;
  readonly #decodes: boolean;
  readonly #fromText: boolean;

  /** @param fromText whether the values come from a URL, where everything is text */
  constructor(file: CodecHost, flavor: Flavor, label: string, fromText = false) {
    this.#fromText = fromText;
    this.#scope = new FunctionScope(file, flavor, label);
    this.#file = file;
    this.#decodes = flavor === "decode";
  }

  /** The statements for a `value` of the type; `returns` is what the type is called. */
  body(type: Type, returns: string): string {
    const { code } = this.#scope;
    const result = this.#result(type, returns);
    if (result !== null) this.#scope.statement("return ", result);
    return code.toString();
  }

  // `null` where the statements return by themselves.
  #result(type: Type, returns: string): string | null {
    switch (type.kind) {
      case "object":
        return this.#object(type, returns);
      case "array":
        return this.#array(type);
      case "discriminatedUnion":
        return this.#switch(type, returns);
      case "string":
        return this.#string(type);
      case "literal":
        return this.#literal(type);
      case "date":
      case "bigint":
        return this.#limited(type);
      case "map":
      case "set":
        return this.#collection(type);
      case "bytes":
        return this.#bytes(type);
      case "absence":
        return type.boxed === true ? this.#boxed(type.inner) : this.#absence(type.inner);
      default:
        return this.#value(type, "value", "path", "");
    }
  }

  /** Checks `input` if it is a scalar; returns the expression for what becomes of it. */
  #value(type: Type, input: string, path: string, name: string): string {
    const flat = this.#flatten(type);
    if (flat === null) return this.#call(type, { input, path, name, used: this.#used(name) });
    this.#inline(flat, input, path);
    return this.#inlineResult(flat, input);
  }

  #flatten(type: Type): Flat | null {
    // What the server has is zod's output: nothing takes the place of anything there.
    const flat = flatten(this.#isOutput ? withoutDefaults(type) : type);
    return flat !== null && this.#scalarCall(flat.core) === null ? flat : null;
  }

  // A server's code has to be fast, a client's short.
  #scalarCall(type: Type): ScalarCall | null {
    return this.#file.side === "client" ? scalarCall(type, this.#verb) : null;
  }

  get #verb(): "decode" | "encode" {
    return this.#decodes ? "decode" : "encode";
  }

  get #isOutput(): boolean {
    return this.#scope.flavor === "encode" && this.#file.side === "server";
  }

  #inline({ core, ...absence }: Flat, input: string, path: string): void {
    const scope = this.#scope;
    const presence = [
      ...(absence.undefined ? [`${input} !== undefined`] : []),
      ...(absence.null ? [`${input} !== null`] : []),
    ];
    const mismatch = mismatchOf(core, input);
    const report = this.#mismatchReport(core, input, path);
    const guards = this.#guards(core, input).map((guard) => ({
      conditions: guard.conditions,
      report: scope.report(guard, path),
    }));
    if (guards.length === 0) return scope.when([...presence, ...mismatch], report);
    const write = (): void => scope.chain([{ conditions: mismatch, report }, ...guards]);
    if (presence.length > 0) scope.code.block(`if (${presence.join(" && ")})`, write);
    else write();
  }

  #mismatchReport(core: InlineType, input: string, path: string): string[] {
    const scope = this.#scope;
    const { message } = core;
    switch (core.kind) {
      case "literal":
        return scope.report(
          { code: "invalid_value", fatal: true, message: message ?? literalsText(core.values) },
          path,
        );
      case "union":
        return scope.report(
          { code: "invalid_union", fatal: true, message: message ?? "Invalid input" },
          path,
        );
      case "template":
        return scope.mismatch(path, "string", input, message);
      default:
        return scope.mismatch(path, core.kind, input, message);
    }
  }

  #guards(core: InlineType, input: string): Guard[] {
    switch (core.kind) {
      case "string":
        return stringGuards(core.checks, input, this.#scope);
      case "number":
        return numberGuards(core.checks, input, this.#scope);
      case "template": {
        const conditions = [`!${this.#scope.pattern(core.pattern)}.test(${input})`];
        const message = core.message ?? formatText("template_literal");
        return [{ conditions, code: "invalid_format", message, fatal: true }];
      }
      default:
        return [];
    }
  }

  #inlineResult(flat: Flat, input: string): string {
    if (this.#decodes) {
      const { core, instead } = flat;
      // A pattern tells more than the compiler can.
      const typed =
        core.kind === "template" ? `(${input} as ${this.#file.typeText(core, 0)})` : input;
      return instead === null || isUndefined(instead)
        ? typed
        : `${input} === undefined ? ${valueText(instead)} : ${typed}`;
    }
    const text = this.#jsonOf(flat.core, input);
    return flat.null && flat.core.kind !== "union" ? `${input} === null ? "null" : ${text}` : text;
  }

  #jsonOf(core: InlineType, input: string): string {
    switch (core.kind) {
      case "string":
      case "template":
        return this.#stringJson(input);
      case "number":
      case "boolean":
        return `\`\${${input}}\``;
      case "null":
        return '"null"';
      case "never":
        return '""';
      case "literal": {
        const [only] = core.values;
        if (only !== undefined && core.values.length === 1) return quote(JSON.stringify(only));
        const isPlain = core.values.every(
          (value) => typeof value === "string" && JSON.stringify(value) === `"${value}"`,
        );
        return isPlain ? `\`"\${${input}}"\`` : `JSON.stringify(${input})`;
      }
      case "union":
        return `JSON.stringify(${input})`;
    }
  }

  #stringJson(input: string): string {
    return `\`"\${${this.#scope.use("escaped")}(${input})}"\``;
  }

  /** The expression that hands a value on to another function. */
  #call(type: Type, use: Use): string {
    const scope = this.#scope;
    const { input, name, path, used } = use;
    const scalar = this.#scalarCall(type);
    if (scalar !== null) {
      const { last, more, symbol } = scalar;
      return call(scope.use(symbol), [input, path, "context", ...more], used, last);
    }
    const inside = (inner: Type): string => scope.part(name, inner);
    const helper = (symbol: CodecPart, ...more: string[]): string =>
      call(scope.use(symbol), [input, path, "context", ...more], used);
    const withParts = (symbol: CodecPart, items: readonly string[]): string =>
      call(scope.use(symbol), [input, path, "context"], used, { brackets: ["{ ", " }"], items });
    const message = "message" in type && type.message !== undefined ? [quote(type.message)] : [];
    switch (type.kind) {
      case "optional": {
        const inner = this.#call(type.inner, use);
        if (type.exact === true) return inner;
        const defaulted = this.#decodes && this.#hasDefault(type.inner);
        // What takes the place of nothing may not fit either; then there is nothing.
        const absent = defaulted
          ? helper("decodeOr", inside(type.inner), "() => undefined")
          : this.#decodes
            ? "undefined"
            : '"null"';
        return `${input} === undefined ? ${absent} : ${bracket(inner, "?")}`;
      }
      case "nullable":
        return `${input} === null ? ${this.#decodes ? "null" : '"null"'} : ${this.#call(type.inner, use)}`;
      case "readonly": {
        const inner = this.#call(type.inner, use);
        return this.#decodes && this.#canFreeze(type.inner) ? `Object.freeze(${inner})` : inner;
      }
      case "default": {
        if (!this.#decodes) return this.#call(type.inner, use);
        if (type.checked === true) {
          return `${inside(type.inner)}(${input} === undefined ? ${wireText(type.value)} : ${input}, ${path}, context)`;
        }
        const inner = this.#call(withoutOptional(type.inner), use);
        return `${input} === undefined ? ${valueText(type.value)} : ${inner}`;
      }
      case "catch":
        if (this.#decodes)
          return helper("decodeOr", inside(type.inner), `() => (${valueText(type.value)})`);
        return this.#isOutput
          ? this.#call(type.inner, use)
          : helper("encodeCaught", inside(type.inner), quote(this.#file.misfit(type.inner)));
      case "nonoptional":
        return helper(`${this.#verb}Present`, inside(type.inner), ...message);
      case "pipe":
        return helper(`${this.#verb}Pipe`, ...this.#pipe(type.in, type.out, name));
      case "intersection":
        return helper(
          `${this.#verb}Both`,
          ...this.#sides(type.left, type.right, name, ["Left", "Right"]),
        );
      case "union":
        return this.#union(type, use);
      case "tuple":
        return withParts(`${this.#verb}Tuple`, this.#tupleParts(type, name));
      case "record":
        return withParts(`${this.#verb}Record`, this.#recordParts(type, name));
      case "zod":
        return this.#zod(type, use);
      default:
        return `${inside(type)}(${input}, ${path}, context)`;
    }
  }

  /** Whether freezing makes a difference, and can be done. */
  #canFreeze(type: Type): boolean {
    return this.#file.resolve(type).kind !== "bytes" && this.#scalarCall(type) === null;
  }

  // Encoding goes back: what the server has is what comes out of the second.
  #sides(first: Type, second: Type, name: string, labels: readonly [string, string]): string[] {
    const [a, b] = [
      this.#scope.part(`${name}${labels[0]}`, first),
      this.#scope.part(`${name}${labels[1]}`, second),
    ];
    return [a, b];
  }

  #pipe(from: Type, to: Type, name: string): string[] {
    const scope = this.#scope;
    const second = scope.part(`${name}Out`, to, "decode");
    if (this.#decodes) return [scope.part(`${name}In`, from), second];
    const encoder = scope.part(`${name}In`, from);
    return this.#isOutput
      ? [encoder, second]
      : [encoder, scope.part(`${name}In`, from, "decode"), second];
  }

  #hasDefault(type: Type): boolean {
    const resolved = this.#file.resolve(type);
    if (resolved.kind === "default") return true;
    return ["nullable", "readonly", "optional", "catch", "nonoptional"].includes(resolved.kind) &&
      "inner" in resolved
      ? this.#hasDefault(resolved.inner)
      : false;
  }

  #zod(
    type: Extract<Type, { kind: "zod" }>,
    use: Use,
    encode: "encodeZodResult" | "encodeZodOptional" = "encodeZodResult",
  ): string {
    const scope = this.#scope;
    const { input, name, path, used } = use;
    const { received = type.sent, sent, source } = type;
    if (this.#file.side === "client" || scope.flavor === "encodeInput") {
      return this.#call(this.#decodes ? received : sent, use);
    }
    const schema = this.#file.zodType(`${scope.label}${name}`, source);
    if (this.#decodes) {
      const wire = this.#file.isRich(sent)
        ? `${scope.use("revived")}(${input}, ${path}, context, ${scope.part(name, sent, "revive")})`
        : input;
      const parsed = `${this.#file.useZod("safeParse")}(${schema}, ${wire})`;
      return call(scope.use("zodResult"), [parsed, path, "context"], used);
    }
    const encoded = `${this.#file.useZod("safeEncode")}(${schema}, ${input} as never)`;
    const encoder = scope.part(name, received, "encodeInput");
    return call(scope.use(encode), [encoded, path, "context", encoder], used);
  }

  #union(type: UnionType, { input, name, path, used }: Use): string {
    const scope = this.#scope;
    const options = type.options.map((option, index) =>
      scope.part(`${name}Option${index + 1}`, option),
    );
    const table = { brackets: ["[", "]"] as const, items: options };
    const given = [input, path, "context"];
    if (type.tagged === true && this.#decodes)
      return call(scope.use("decodeTagged"), given, used, table);
    // Of what only zod can tell, any option may be the one.
    const isExclusive = type.exclusive === true && !this.#file.hasCode(type);
    const match = scope.use(isExclusive ? "onlyMatch" : "firstMatch");
    const typed = this.#decodes
      ? `${match}<${this.#file.typeText(type, scope.code.indent + 40)}>`
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
    const isSent = this.#scope.flavor === "encode" && this.#file.side === "client";
    return isSent && type.tagged !== true && this.#file.isAmbiguous(type);
  }

  #tupleParts({ items, message, rest }: TupleType, name: string): string[] {
    const scope = this.#scope;
    const omittable = (key: "optin" | "optout"): number => {
      const isOmittable = items.map((item) =>
        key === "optin" ? item.optin !== null : item.optout,
      );
      return isOmittable.lastIndexOf(false) + 1;
    };
    const functions = items.map(({ type }, index) => scope.part(`${name}Item${index + 1}`, type));
    return [
      `items: ${list(["[", "]"], functions, scope.code.indent + 12)}`,
      `rest: ${rest === null ? "null" : scope.part(`${name}Rest`, rest)}`,
      `least: ${omittable("optin")}`,
      `kept: ${omittable("optout")}`,
      ...(message === undefined ? [] : [`message: ${quote(message)}`]),
    ];
  }

  #recordParts({ key, keys, loose, message, partial, value }: RecordType, name: string): string[] {
    const scope = this.#scope;
    const others = this.#decodes ? "decodeUnknown" : "encodeUnknown";
    return [
      // Keys are read in both directions.
      `key: ${scope.part(`${name}Key`, key, "decode")}`,
      `value: ${scope.part(`${name}Value`, value)}`,
      ...(keys === null ? [] : [`keys: [${keys.map(valueText).join(", ")}]`]),
      ...(partial === true ? ["listed: true"] : []),
      ...(loose === true ? [`others: ${scope.use(others)}`] : []),
      ...(message === undefined ? [] : [`message: ${quote(message)}`]),
    ];
  }

  /** The columns before a call: `return `, or `const nameValue = `. */
  #used(name: string): number {
    const before =
      name === "" || name === "Item" || name === "Inner" ? "return " : `const ${name}Value = `;
    return this.#scope.code.indent + before.length + 1;
  }

  #object(type: ObjectType, returns: string): string {
    const scope = this.#scope;
    scope.when(
      [`!${scope.use("isObject")}(value)`],
      scope.mismatch("path", "object", "value", type.message),
      "return ",
    );
    const parts = type.properties.map((property) => this.#property(property));
    if (type.others === "strict") this.#refuseUnknownKeys(type);
    return this.#decodes ? this.#decoded(type, parts, returns) : this.#encoded(type, parts);
  }

  #property(property: Property): Part {
    const scope = this.#scope;
    const { name, optin } = property;
    const path = `[path, ${quote(name)}]`;
    const optional = this.#isOmittable(property);
    if (optin === null && !optional && this.#isOneCall(property.type))
      return this.#readByCall(property, path);
    const local = scope.declare(name, this.#read(property));
    // What may be left out is looked at only where it is there.
    const skips = optional && !(this.#decodes && optin === "defaulted");
    const type = skips ? withoutOptional(property.type) : property.type;
    const flat = this.#flatten(type);
    const isExact = !this.#decodes && skips && this.#isExact(property.type);
    if (isExact) {
      const json = `${scope.part(name, type)}(${local}, ${path}, context)`;
      const expression = scope.declare(
        `${name}Json`,
        `${quote(name)} in value ? ${json} : undefined`,
      );
      return { property, local, optional, expression };
    }
    if (flat !== null) {
      this.#inline(skips ? { ...flat, undefined: true } : flat, local, path);
      const result = this.#inlineResult(flat, local);
      const isLocal = !this.#decodes || !optional || /^\w+$/.test(result);
      return {
        property,
        local,
        optional,
        expression: isLocal ? result : scope.declare(`${name}Value`, result),
      };
    }
    const coded = this.#file.resolve(type);
    if (coded.kind === "zod" && this.#isOutput && this.#file.inputMayBeUndefined(coded)) {
      const use = { input: local, path, name, used: this.#used(name) };
      const made = this.#zod(coded, use, "encodeZodOptional");
      const json = skips ? `${local} === undefined ? undefined : ${made}` : made;
      const written = scope.declare(`${name}Json`, json);
      return { property, local: written, optional: true, expression: written };
    }
    if (optin === null) this.#requireKey(property, local, path);
    const made = this.#call(type, { input: local, path, name, used: this.#used(name) });
    const isAsked = this.#decodes && optin === null && this.#asksZod(type);
    const failures = isAsked ? scope.declare("failures", "context.failures") : "";
    if (!this.#decodes && !optional)
      return { property, local, optional, expression: scope.declare(`${name}Json`, made) };
    const absent = skips && !this.#isSilent(type) ? `${local} === undefined ? undefined : ` : "";
    const result = this.#isSilent(type)
      ? made
      : scope.declare(
          `${name}${this.#decodes ? "Value" : "Json"}`,
          `${absent}${bracket(made, absent)}`,
        );
    if (isAsked) {
      const conditions = [`${local} === undefined`, `context.failures === ${failures}`];
      scope.when(conditions, scope.mismatch(path, "nonoptional", local));
    } else if (this.#decodes && optin === null) this.#requirePresent(type, local, path);
    return { property, local, optional, expression: result };
  }

  /** A property that is looked at nowhere but in the call that it is handed to. */
  #readByCall(property: Property, path: string): Part {
    const { name, type } = property;
    const wanted = this.#decodes ? name : `${name}Json`;
    const used = this.#scope.code.indent + `const ${wanted} = ;`.length;
    const made = this.#call(type, { input: this.#read(property), path, name, used });
    const local = this.#scope.declare(wanted, made);
    return { property, local, optional: false, expression: local };
  }

  #isOneCall(type: Type): boolean {
    const resolved = this.#file.resolve(type);
    return CALLED.has(resolved.kind) || this.#scalarCall(resolved) !== null;
  }

  /** Whether the property may be left out of what is written. */
  #isOmittable({ optin, optout, type }: Property): boolean {
    if (this.#decodes) return optout;
    if (!this.#isOutput) return optin !== null;
    return optout || (optin !== null && this.#file.outputMayBeUndefined(type));
  }

  #isExact(type: Type): boolean {
    const resolved = this.#file.resolve(type);
    return resolved.kind === "optional" && resolved.exact === true;
  }

  #asksZod(type: Type): boolean {
    return this.#file.side === "server" && this.#file.resolve(type).kind === "zod";
  }

  // Nothing may be in it, but the key has to be there.
  #requireKey({ name, type }: Property, local: string, path: string): void {
    if (this.#file.resolve(type).kind !== "absence") return;
    const test = this.#decodes
      ? [`${local} === undefined`]
      : [`${local} === undefined`, `!(${quote(name)} in value)`];
    this.#scope.when(test, this.#scope.mismatch(path, "nonoptional", local));
  }

  #read({ name, optin, type }: Property): string {
    const scope = this.#scope;
    const read = scope.read("value", name);
    if (!this.#fromText) return read;
    const target = this.#file.resolve(withoutOptional(this.#file.resolve(type)));
    if (target.kind !== "array") {
      const convert = this.#textConverter(target);
      return convert === null ? read : `${convert}(${read})`;
    }
    const convert = this.#textConverter(this.#file.resolve(target.item));
    const items = `${scope.use("listFromText")}(${read}${convert === null ? "" : `, ${convert}`})`;
    return optin === null ? items : `${read} === undefined ? undefined : ${items}`;
  }

  #textConverter(type: Type): string | null {
    if (type.kind === "number") return this.#scope.use("numberFromText");
    return type.kind === "boolean" ? this.#scope.use("booleanFromText") : null;
  }

  /** Whether nothing can be wrong with the value, so that there is nothing to check in its turn. */
  #isSilent(type: Type): boolean {
    return this.#decodes && this.#file.resolve(type).kind === "unknown";
  }

  // What takes anything takes `undefined` as well, but a key has to be there.
  #requirePresent(type: Type, local: string, path: string): void {
    if (!this.#takesUndefined(type)) return;
    this.#scope.when([`${local} === undefined`], this.#scope.mismatch(path, "nonoptional", local));
  }

  #takesUndefined(type: Type): boolean {
    const resolved = this.#file.resolve(type);
    switch (resolved.kind) {
      case "unknown":
      case "default":
      case "zod":
        return true;
      case "nullable":
      case "readonly":
      case "nonoptional":
        return this.#takesUndefined(resolved.inner);
      case "union":
        return resolved.options.some((option) => this.#takesUndefined(option));
      case "intersection":
        return this.#takesUndefined(resolved.left) && this.#takesUndefined(resolved.right);
      default:
        return false;
    }
  }

  #decoded(type: ObjectType, parts: readonly Part[], returns: string): string {
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
    const literal = objectLiteral(entries, scope.code.indent + 16 + returns.length);
    // The compiler wants every key of an open type to be of one type.
    scope.statement(`const result: ${returns} = `, isOpen ? `${literal} as never` : literal);
    for (const { expression, local, optional, property } of parts) {
      if (!optional) continue;
      const target = propertyAccess("result", property.name);
      // What is there may become nothing, which an exact optional key may not have.
      const isNamed =
        /^\w+$/.test(expression) &&
        (property.optin === "defaulted" || this.#isExact(property.type));
      const given = isNamed ? expression : local;
      scope.code.line(`if (${given} !== undefined) ${target} = ${expression};`);
    }
    if (type.others !== "strip" && type.others !== "strict") this.#copyOthers(type);
    return "result";
  }

  #encoded(type: ObjectType, parts: readonly Part[]): string {
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

  #refuseUnknownKeys({ message, properties }: ObjectType): void {
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
      this.#scope.code.line(`(result as Record<string, unknown>)[${key}] = ${value};`);
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

  #array({ checks, item, message }: ArrayType): string {
    const scope = this.#scope;
    scope.when(
      ["!Array.isArray(value)"],
      scope.mismatch("path", "array", "value", message),
      "return ",
    );
    const first = this.#isOutput ? [] : leadingCaps(checks);
    for (const guard of sizeGuards(first, "array", "value.length").filter(
      ({ code }) => code === "too_big",
    )) {
      scope.when(guard.conditions, scope.report({ ...guard, fatal: true }, "path"), "return ");
    }
    const result = this.#items(item);
    const later = sizeGuards(checks, "array", "value.length").filter(
      (guard) => !(first.length > 0 && guard.code === "too_big"),
    );
    for (const guard of later) scope.when(guard.conditions, scope.report(guard, "path"));
    return result;
  }

  #items(item: Type): string {
    const scope = this.#scope;
    const flat = this.#flatten(item);
    if (this.#isSilent(item)) return "value";
    // Scalars stay where they are: what JSON.parse gave belongs to nobody else.
    const isKept = this.#decodes && flat !== null;
    const items = isKept ? "" : scope.local("items");
    if (!this.#decodes) scope.code.line(`let ${items} = "";`);
    else if (!isKept) {
      const text = arrayTypeText(this.#file.typeText(item, 40));
      scope.code.line(`const ${items}: ${text} = [];`);
    }
    scope.code.block("for (let index = 0; index < value.length; index += 1)", () => {
      if (!this.#decodes) scope.code.line(`if (index > 0) ${items} += ",";`);
      const read =
        flat === null ? "value[index]" : scope.declare("item", "value[index]", ": unknown");
      const result = this.#value(item, read, "[path, index]", "Item");
      if (isKept) return;
      scope.code.line(this.#decodes ? `${items}.push(${result});` : `${items} += ${result};`);
    });
    if (isKept) return "value";
    return this.#decodes ? items : `\`[\${${items}}]\``;
  }

  #switch(type: DiscriminatedUnionType, returns: string): string | null {
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
      (this.#isOutput &&
        options.some(
          ({ type: option, values }) =>
            values.some(isUndefined) || this.#maySkip(option, discriminator),
        ));
    code.block(`switch (${scope.read("value", discriminator)})`, () => {
      for (const [index, { type: option, values }] of options.entries()) {
        if (values.length === 0) continue;
        const told = values.filter((value) => !(this.#isOutput && isUndefined(value)));
        if (told.length === 0) continue;
        for (const value of told) {
          // Where the key has to be there, nothing in it is null.
          const isNull =
            this.#decodes && isUndefined(value) && this.#isPresent(option, discriminator);
          code.line(
            `case ${isNull ? "null" : this.#decodes ? wireText(value) : valueText(value)}:`,
          );
        }
        code.line(`  return ${functions[index]}(value, path, context);`);
      }
      code.line("default:");
      code.nest(() => {
        if (triesAll) {
          const table = { brackets: ["[", "]"] as const, items: functions };
          const generic = this.#decodes ? `<${returns}>` : "";
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
          message: this.#isOutput ? (message ?? "Invalid input") : text,
        };
        const [callee = "", ...args] = scope.report(
          guard,
          this.#isOutput ? "path" : `[path, ${quote(discriminator)}]`,
        );
        code.call(`return ${callee}`, args);
      });
    });
    return null;
  }

  /** Whether what the server has may do without the key. */
  #maySkip(option: Type, key: string): boolean {
    const resolved = this.#file.resolve(option);
    if (resolved.kind !== "object") return false;
    const property = resolved.properties.find(({ name }) => name === key);
    return property !== undefined && this.#isOmittable(property);
  }

  /** Whether the key is always there, with nothing in it at times. */
  #isPresent(option: Type, key: string): boolean {
    const resolved = this.#file.resolve(option);
    if (resolved.kind !== "object") return false;
    const property = resolved.properties.find(({ name }) => name === key);
    return property !== undefined && this.#file.resolve(property.type).kind === "absence";
  }

  /** A string that its checks change on the way. */
  #string(type: StringType): string {
    const scope = this.#scope;
    const { code } = scope;
    if (!type.checks.some(isChange)) return this.#value(type, "value", "path", "");
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
    if (this.#decodes) return text;
    // The receiver changes it itself; what it checks before is what was given.
    return this.#stringJson(this.#isOutput ? text : "value");
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
  #literal(type: LiteralType): string | null {
    const scope = this.#scope;
    const flat = flatten(type);
    if (flat !== null) return this.#value(type, "value", "path", "");
    const { code } = scope;
    const guard = {
      code: "invalid_value",
      fatal: true,
      message: type.message ?? literalsText(type.values),
    };
    if (type.tagged === true && this.#decodes) {
      if (type.values.some(isUndefined)) code.line("if (value === undefined) return value;");
      const index = scope.declare(
        "index",
        "Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : null",
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
      const wanted = this.#decodes ? wire : own;
      const test = wanted === "Number.NaN" ? "Number.isNaN(value)" : `value === ${wanted}`;
      const json = quote(
        type.tagged === true ? `[${position}]` : JSON.stringify(wireOf(value) ?? null),
      );
      code.line(`if (${test}) return ${this.#decodes ? own : json};`);
    }
    const [callee = "", ...args] = scope.report(guard, "path");
    code.call(`return ${callee}`, args);
    return null;
  }

  #limited(type: DateType | BigIntType): string {
    const scope = this.#scope;
    const { checks, kind, message } = type;
    const isDate = kind === "date";
    const input = this.#decodes
      ? scope.declare(
          kind === "date" ? "date" : "number",
          `${scope.use(isDate ? "decodeDate" : "decodeBigInt")}(value, path, context)`,
        )
      : "value";
    if (this.#decodes) scope.code.line(`if (${input} === undefined) return ${input};`);
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
    if (this.#decodes) return input;
    return isDate ? '`"${value.toISOString()}"`' : '`"${value}"`';
  }

  #collection(type: MapType | SetType): string {
    const scope = this.#scope;
    const { checks, kind, message } = type;
    const parts =
      kind === "map"
        ? [scope.part("Key", type.key), scope.part("Value", type.value)]
        : [scope.part("Item", type.item)];
    const words = message === undefined ? [] : [quote(message)];
    const callee = scope.use(
      `${this.#decodes ? "decode" : "encode"}${kind === "map" ? "Map" : "Set"}`,
    );
    const collected = call(
      callee,
      ["value", "path", "context", ...parts, ...words],
      this.#used(""),
    );
    if (checks.length === 0) return collected;
    const Class = kind === "map" ? "Map" : "Set";
    if (!this.#decodes) {
      scope.when(
        [`!(value instanceof ${Class})`],
        scope.mismatch("path", kind, "value", message),
        "return ",
      );
      for (const guard of sizeGuards(
        this.#isOutput ? [] : leadingCaps(checks),
        kind,
        "value.size",
      ).filter(({ code }) => code === "too_big")) {
        scope.when(guard.conditions, scope.report({ ...guard, fatal: true }, "path"), "return ");
      }
      const json = scope.declare("text", collected);
      const later = sizeGuards(checks, kind, "value.size").filter(
        ({ code }) => this.#isOutput || code !== "too_big",
      );
      for (const guard of later) scope.when(guard.conditions, scope.report(guard, "path"));
      return json;
    }
    const result = scope.declare(kind, collected);
    scope.code.line(`if (${result} === undefined) return ${result};`);
    for (const guard of sizeGuards(checks, kind, `${result}.size`)) {
      scope.when(guard.conditions, scope.report(guard, "path"));
    }
    return result;
  }

  /** Bytes of which zod says only that they are none. */
  #bytes({ message = "Invalid input" }: BytesType): string {
    const scope = this.#scope;
    const report = scope.report({ code: "custom", fatal: true, message }, "path");
    if (!this.#decodes) {
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

  #boxed(inner: Type): string {
    const encoder = this.#scope.part("Inner", inner);
    if (this.#isOutput && !this.#file.outputMayBeUndefined(inner)) {
      return `\`[\${${encoder}(value, path, context)}]\``;
    }
    const callee = this.#scope.use(this.#decodes ? "decodeBoxed" : "encodeBoxed");
    return `${callee}(value, path, context, ${encoder})`;
  }

  // What is `undefined` is `null` on the wire.
  #absence(inner: Type): string {
    const scope = this.#scope;
    if (!this.#decodes) {
      // What the server has may be something where a client may leave it out.
      if (!this.#isOutput || this.#file.outputMayBeUndefined(inner)) {
        scope.code.line('if (value === undefined) return "null";');
      }
      return this.#value(withoutOptional(inner), "value", "path", "Inner");
    }
    const given = scope.declare("given", "value === null ? undefined : value");
    return this.#value(inner, given, "path", "Inner");
  }
}

/** The leading checks of a size, which are looked at before what is inside. */
function leadingCaps(checks: readonly SizeCheck[]): readonly SizeCheck[] {
  return checks.filter(({ kind }) => kind !== "min");
}

// Between what may be left out and what takes its place there is nothing else.
function withoutOptional(type: Type): Type {
  if (type.kind === "optional") return withoutOptional(type.inner);
  return type.kind === "default" ? withoutOptional(type.inner) : type;
}

function withoutDefaults(type: Type): Type {
  switch (type.kind) {
    case "default":
    case "catch":
      return withoutDefaults(type.inner);
    case "optional":
    case "nullable":
    case "readonly":
      return { ...type, inner: withoutDefaults(type.inner) };
    default:
      return type;
  }
}

function bracket(expression: string, before: string): string {
  return before !== "" && expression.includes(" ? ") ? `(${expression})` : expression;
}

function objectLiteral(entries: readonly string[], used: number): string {
  return entries.length === 0 ? "{}" : list(["{ ", " }"], entries, used);
}

function arrayTypeText(item: string): string {
  if (item.startsWith("\n")) return `(${item}\n)[]`;
  return / [|&] /.test(item) ? `(${item})[]` : `${item}[]`;
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
