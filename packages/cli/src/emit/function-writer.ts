import type { ArrayType, ObjectType, Property, Type } from "../ir/ir.js";
import { isUndefined } from "../ir/traits.js";
import { CollectionWriter, leadingCaps } from "./collection-writer.js";
import { valueText, wireText } from "./constant-text.js";
import { flatten, isChange, mismatchOf, type Flat, type InlineType } from "./flatten.js";
import { FunctionScope, type CodecHost, type Flavor, type Use } from "./function-scope.js";
import { numberGuards, sizeGuards, stringGuards, type Guard } from "./guards.js";
import { formatText, literalsText } from "./issue-text.js";
import { call } from "./layout.js";
import { LeafWriter } from "./leaf-writer.js";
import { ObjectText, type Part } from "./object-text.js";
import { quote } from "./quote.js";
import type { CodecPart } from "./runtime-symbols.js";
import { scalarCall, type ScalarCall } from "./scalar-call.js";
import { UnionWriter } from "./union-writer.js";

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
  readonly #fromText: boolean;
  readonly #leaves: LeafWriter;
  readonly #collections: CollectionWriter;
  readonly #unions: UnionWriter;
  readonly #objects: ObjectText;

  /** @param fromText whether the values come from a URL, where everything is text */
  constructor(file: CodecHost, flavor: Flavor, label: string, fromText = false) {
    this.#fromText = fromText;
    this.#scope = new FunctionScope(file, flavor, label);
    this.#file = file;
    this.#leaves = new LeafWriter(this.#scope);
    this.#collections = new CollectionWriter(this.#scope);
    this.#unions = new UnionWriter(this.#scope);
    this.#objects = new ObjectText(this.#scope);
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
        return this.#unions.switch(type, returns);
      case "string":
        return type.checks.some(isChange)
          ? this.#leaves.string(type)
          : this.#value(type, "value", "path", "");
      case "literal":
        return flatten(type) === null
          ? this.#leaves.literal(type)
          : this.#value(type, "value", "path", "");
      case "date":
      case "bigint":
        return this.#leaves.limited(type);
      case "map":
      case "set":
        return this.#collections.collection(type);
      case "bytes":
        return this.#leaves.bytes(type);
      case "absence":
        return type.boxed === true ? this.#boxed(type.inner) : this.#absence(type.inner);
      default:
        return this.#value(type, "value", "path", "");
    }
  }

  /** Checks `input` if it is a scalar; returns the expression for what becomes of it. */
  #value(type: Type, input: string, path: string, name: string): string {
    const flat = this.#flatten(type);
    if (flat === null) return this.#call(type, { input, path, name, used: this.#scope.used(name) });
    this.#inline(flat, input, path);
    return this.#inlineResult(flat, input);
  }

  #flatten(type: Type): Flat | null {
    // What the server has is zod's output: nothing takes the place of anything there.
    const flat = flatten(this.#scope.isOutput ? withoutDefaults(type) : type);
    return flat !== null && this.#scalarCall(flat.core) === null ? flat : null;
  }

  // A server's code has to be fast, a client's short.
  #scalarCall(type: Type): ScalarCall | null {
    return this.#file.side === "client" ? scalarCall(type, this.#scope.verb) : null;
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
    if (this.#scope.decodes) {
      const { core, instead } = flat;
      // A pattern tells more than the compiler can.
      const typed =
        core.kind === "template" ? this.#scope.cast(input, this.#file.typeText(core, 0)) : input;
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
        return this.#scope.stringJson(input);
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
        const defaulted = this.#scope.decodes && this.#hasDefault(type.inner);
        // What takes the place of nothing may not fit either; then there is nothing.
        const absent = defaulted
          ? helper("decodeOr", inside(type.inner), "() => undefined")
          : this.#scope.decodes
            ? "undefined"
            : '"null"';
        return `${input} === undefined ? ${absent} : ${bracket(inner, "?")}`;
      }
      case "nullable":
        return `${input} === null ? ${this.#scope.decodes ? "null" : '"null"'} : ${this.#call(type.inner, use)}`;
      case "readonly": {
        const inner = this.#call(type.inner, use);
        return this.#scope.decodes && this.#canFreeze(type.inner)
          ? `Object.freeze(${inner})`
          : inner;
      }
      case "default": {
        if (!this.#scope.decodes) return this.#call(type.inner, use);
        if (type.checked === true) {
          return `${inside(type.inner)}(${input} === undefined ? ${wireText(type.value)} : ${input}, ${path}, context)`;
        }
        const inner = this.#call(withoutOptional(type.inner), use);
        return `${input} === undefined ? ${valueText(type.value)} : ${inner}`;
      }
      case "catch":
        if (this.#scope.decodes)
          return helper("decodeOr", inside(type.inner), `() => (${valueText(type.value)})`);
        return this.#scope.isOutput
          ? this.#call(type.inner, use)
          : helper("encodeCaught", inside(type.inner), quote(this.#file.misfit(type.inner)));
      case "nonoptional":
        return helper(`${this.#scope.verb}Present`, inside(type.inner), ...message);
      case "pipe":
        return helper(`${this.#scope.verb}Pipe`, ...this.#pipe(type.in, type.out, name));
      case "intersection":
        return helper(
          `${this.#scope.verb}Both`,
          ...this.#sides(type.left, type.right, name, ["Left", "Right"]),
        );
      case "union":
        return this.#unions.union(type, use);
      case "tuple":
        return withParts(`${this.#scope.verb}Tuple`, this.#collections.tupleParts(type, name));
      case "record":
        return withParts(`${this.#scope.verb}Record`, this.#collections.recordParts(type, name));
      case "zod":
        return this.#zod(type, use);
      default:
        return `${inside(type)}(${input}, ${path}, context)`;
    }
  }

  /** Whether freezing makes a difference, and can be done: bytes cannot be frozen. */
  #canFreeze(type: Type): boolean {
    return !this.#file.mayBeBytes(type) && this.#scalarCall(type) === null;
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
    if (this.#scope.decodes) return [scope.part(`${name}In`, from), second];
    const encoder = scope.part(`${name}In`, from);
    return this.#scope.isOutput
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
      return this.#call(this.#scope.decodes ? received : sent, use);
    }
    const schema = this.#file.zodType(`${scope.label}${name}`, source);
    if (this.#scope.decodes) {
      const wire = this.#file.isRich(sent)
        ? `${scope.use("revived")}(${input}, ${path}, context, ${scope.part(name, sent, "revive")})`
        : input;
      const parsed = `${this.#file.useZod("safeParse")}(${schema}, ${wire})`;
      return call(scope.use("zodResult"), [parsed, path, "context"], used);
    }
    const encoded = `${this.#file.useZod("safeEncode")}(${schema}, ${input}${scope.typed(" as never")})`;
    const encoder = scope.part(name, received, "encodeInput");
    return call(scope.use(encode), [encoded, path, "context", encoder], used);
  }

  #object(type: ObjectType, returns: string): string {
    const scope = this.#scope;
    scope.when(
      [`!${scope.use("isObject")}(value)`],
      scope.mismatch("path", "object", "value", type.message),
      "return ",
    );
    const parts = type.properties.map((property) => this.#property(property));
    if (type.others === "strict") this.#objects.refuseUnknownKeys(type);
    return this.#scope.decodes
      ? this.#objects.decoded(type, parts, returns)
      : this.#objects.encoded(type, parts);
  }

  #property(property: Property): Part {
    const scope = this.#scope;
    const { name, optin } = property;
    const path = `[path, ${quote(name)}]`;
    const optional = this.#scope.isOmittable(property);
    if (optin === null && !optional && this.#isOneCall(property.type))
      return this.#readByCall(property, path);
    const local = scope.declare(name, this.#read(property));
    // What may be left out is looked at only where it is there.
    const skips = optional && !(this.#scope.decodes && optin === "defaulted");
    const type = skips ? withoutOptional(property.type) : property.type;
    const flat = this.#flatten(type);
    const isExact = !this.#scope.decodes && skips && this.#scope.isExact(property.type);
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
      const isLocal = !this.#scope.decodes || !optional || /^\w+$/.test(result);
      return {
        property,
        local,
        optional,
        expression: isLocal ? result : scope.declare(`${name}Value`, result),
      };
    }
    const coded = this.#file.resolve(type);
    if (coded.kind === "zod" && this.#scope.isOutput && this.#file.inputMayBeUndefined(coded)) {
      const use = { input: local, path, name, used: this.#scope.used(name) };
      const made = this.#zod(coded, use, "encodeZodOptional");
      const json = skips ? `${local} === undefined ? undefined : ${made}` : made;
      const written = scope.declare(`${name}Json`, json);
      return { property, local: written, optional: true, expression: written };
    }
    if (optin === null) this.#requireKey(property, local, path);
    const made = this.#call(type, { input: local, path, name, used: this.#scope.used(name) });
    const isAsked = this.#scope.decodes && optin === null && this.#asksZod(type);
    const failures = isAsked ? scope.declare("failures", "context.failures") : "";
    if (!this.#scope.decodes && !optional)
      return { property, local, optional, expression: scope.declare(`${name}Json`, made) };
    const absent = skips && !this.#isSilent(type) ? `${local} === undefined ? undefined : ` : "";
    const result = this.#isSilent(type)
      ? made
      : scope.declare(
          `${name}${this.#scope.decodes ? "Value" : "Json"}`,
          `${absent}${bracket(made, absent)}`,
        );
    if (isAsked) {
      const conditions = [`${local} === undefined`, `context.failures === ${failures}`];
      scope.when(conditions, scope.mismatch(path, "nonoptional", local));
    } else if (this.#scope.decodes && optin === null) this.#requirePresent(type, local, path);
    return { property, local, optional, expression: result };
  }

  /** A property that is looked at nowhere but in the call that it is handed to. */
  #readByCall(property: Property, path: string): Part {
    const { name, type } = property;
    const wanted = this.#scope.decodes ? name : `${name}Json`;
    const used = this.#scope.code.indent + `const ${wanted} = ;`.length;
    const made = this.#call(type, { input: this.#read(property), path, name, used });
    const local = this.#scope.declare(wanted, made);
    return { property, local, optional: false, expression: local };
  }

  #isOneCall(type: Type): boolean {
    const resolved = this.#file.resolve(type);
    return CALLED.has(resolved.kind) || this.#scalarCall(resolved) !== null;
  }

  #asksZod(type: Type): boolean {
    return this.#file.side === "server" && this.#file.resolve(type).kind === "zod";
  }

  // Nothing may be in it, but the key has to be there.
  #requireKey({ name, type }: Property, local: string, path: string): void {
    if (this.#file.resolve(type).kind !== "absence") return;
    const test = this.#scope.decodes
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
    return this.#scope.decodes && this.#file.resolve(type).kind === "unknown";
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

  #array({ checks, item, message }: ArrayType): string {
    const scope = this.#scope;
    scope.when(
      ["!Array.isArray(value)"],
      scope.mismatch("path", "array", "value", message),
      "return ",
    );
    const first = this.#scope.isOutput ? [] : leadingCaps(checks);
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
    const isKept = this.#scope.decodes && flat !== null;
    const items = isKept ? "" : scope.local("items");
    if (!this.#scope.decodes) scope.code.line(`let ${items} = "";`);
    else if (!isKept) {
      const text = arrayTypeText(this.#file.typeText(item, 40));
      scope.code.line(`const ${items}${scope.typed(`: ${text}`)} = [];`);
    }
    scope.code.block("for (let index = 0; index < value.length; index += 1)", () => {
      if (!this.#scope.decodes) scope.code.line(`if (index > 0) ${items} += ",";`);
      const read =
        flat === null
          ? "value[index]"
          : scope.declare("item", "value[index]", scope.typed(": unknown"));
      const result = this.#value(item, read, "[path, index]", "Item");
      if (isKept) return;
      scope.code.line(this.#scope.decodes ? `${items}.push(${result});` : `${items} += ${result};`);
    });
    if (isKept) return "value";
    return this.#scope.decodes ? items : `\`[\${${items}}]\``;
  }

  #boxed(inner: Type): string {
    const encoder = this.#scope.part("Inner", inner);
    if (this.#scope.isOutput && !this.#file.outputMayBeUndefined(inner)) {
      return `\`[\${${encoder}(value, path, context)}]\``;
    }
    const callee = this.#scope.use(this.#scope.decodes ? "decodeBoxed" : "encodeBoxed");
    return `${callee}(value, path, context, ${encoder})`;
  }

  // What is `undefined` is `null` on the wire.
  #absence(inner: Type): string {
    const scope = this.#scope;
    if (!this.#scope.decodes) {
      // What the server has may be something where a client may leave it out.
      if (!this.#scope.isOutput || this.#file.outputMayBeUndefined(inner)) {
        scope.code.line('if (value === undefined) return "null";');
      }
      return this.#value(withoutOptional(inner), "value", "path", "Inner");
    }
    const given = scope.declare("given", "value === null ? undefined : value");
    return this.#value(inner, given, "path", "Inner");
  }
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

function arrayTypeText(item: string): string {
  if (item.startsWith("\n")) return `(${item}\n)[]`;
  return / [|&] /.test(item) ? `(${item})[]` : `${item}[]`;
}
