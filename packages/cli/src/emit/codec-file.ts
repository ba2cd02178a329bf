import type { Pattern, Type, UnionType } from "../ir/ir.js";
import { Traits } from "../ir/traits.js";
import type { CodecHost, Flavor } from "./function-scope.js";
import { FunctionWriter } from "./function-writer.js";
import { list } from "./layout.js";
import { quote } from "./quote.js";
import { ReviverWriter } from "./reviver-writer.js";
import type { CodecPart, CodecType, ScalarCodec } from "./runtime-symbols.js";
import type { SourceFile } from "./source-file.js";
import { annotate, typeText, type Printer } from "./type-text.js";

export interface CodecFileOptions {
  readonly side: "server" | "client";
  readonly source: SourceFile;
  /** The entry that functions import their parts from. */
  readonly module: string;
  /** Prints types as this side receives them. */
  readonly printer: Printer;
  /** How the schema is imported, for code of the user's. */
  readonly schemaModule: string;
  readonly validate: "all" | "none";
}

export interface DefineOptions {
  /** What the type is called, where it has a name. */
  readonly returns?: string;
  /** Whether the values come from a URL; then it is exported. */
  readonly fromText?: boolean;
}

const ZOD = "zod/v4/core";

/** Collects the decoders and encoders of one side; what is shared gets one function each. */
export class CodecFile implements CodecHost {
  readonly side: "server" | "client";
  readonly source: SourceFile;
  readonly #options: CodecFileOptions;
  readonly #traits: Traits;

  constructor(options: CodecFileOptions) {
    this.side = options.side;
    this.source = options.source;
    this.#options = options;
    this.#traits = new Traits((type) => this.resolve(type));
  }

  use(symbol: CodecPart): string {
    return this.source.value(this.#options.module, symbol);
  }

  useType(symbol: CodecType): string {
    return this.source.type(this.#options.module, symbol);
  }

  typed(text: string): string {
    return this.source.typed(text);
  }

  useZod(symbol: "safeParse" | "safeEncode"): string {
    return this.source.value(ZOD, symbol);
  }

  resolve(type: Type): Type {
    return this.#options.printer.resolve(type);
  }

  isRich(type: Type): boolean {
    return this.#traits.isRich(type);
  }

  outputMayBeUndefined(type: Type): boolean {
    return this.#traits.mayBeUndefined(type, "output");
  }

  inputMayBeUndefined(type: Type): boolean {
    return this.#traits.mayBeUndefined(type, "input");
  }

  mayBeBytes(type: Type): boolean {
    return this.#traits.mayBeBytes(type);
  }

  hasCode(type: Type): boolean {
    return this.#traits.hasCode(type);
  }

  isAmbiguous(type: UnionType): boolean {
    const objects = type.options.filter((option) => this.#traits.wireKinds(option).has("object"));
    return objects.length > 1 && !this.#traits.isRich(type) && !this.#traits.areTellable(objects);
  }

  misfit(type: Type): string {
    const kinds = this.#traits.wireKinds(type);
    return MISFITS.find(([kind]) => !kinds.has(kind))?.[1] ?? "null";
  }

  typeText(type: Type, used: number): string {
    return typeText(type, this.#options.printer, used);
  }

  /** The function for what travels as a whole. */
  payload(flavor: "decode" | "encode", wanted: string, type: Type): string {
    const unchecked =
      this.#options.validate === "none" ? this.#unchecked(flavor, wanted, type) : null;
    return unchecked ?? this.codec(flavor, wanted, type);
  }

  codec(flavor: Flavor, wanted: string, type: Type): string {
    if (type.kind === "ref") return this.#shapeCodec(flavor, type.name);
    const scalar = scalarCodec(flavor, type);
    if (scalar !== null) return this.use(scalar);
    const known = this.source.declared(flavor, type);
    if (known !== undefined) return known;
    const name = this.source.takeName(`${PREFIXES[flavor]}-${wanted}`);
    this.source.declare(flavor, type, name);
    this.#write(flavor, name, wanted, type, {});
    return name;
  }

  /** The function that checks nothing; `null` where only a check can tell how a value is written. */
  #unchecked(flavor: "decode" | "encode", wanted: string, type: Type): string | null {
    if (flavor === "encode")
      return this.#traits.isSelfTelling(type) ? this.use("encodeUnchecked") : null;
    if (!this.isRich(type)) return this.use("decodeUnchecked");
    const known = this.source.declared("decode", type);
    if (known !== undefined) return known;
    const name = this.source.takeName(`decode-${wanted}`);
    this.source.declare("decode", type, name);
    const revive = this.codec("revive", wanted, type);
    const parameters = [
      this.#parameter("value", "unknown"),
      this.#parameter("_path", this.useType("Path")),
      this.#parameter("context", this.useType("Context")),
    ];
    // Nothing is known of the value: whoever leaves out the checks trusts the server.
    const body = `  return ${this.use("revivedUnchecked")}(value, context, ${revive});`;
    const start = `function ${name}`;
    const returns = this.typeText(type, 60);
    const result = this.typed(annotate(":", returns));
    const head = `${start}${list(["(", ")"], parameters, start.length + result.length + 2)}${result} {`;
    this.source.add(`${head}\n${body}\n}`);
    return name;
  }

  /** Writes the exported decoder of what a URL has, where everything is text. */
  exportUrl(name: string, type: Type, returns: string): void {
    this.#write("decode", name, name, type, { returns, fromText: true });
  }

  pattern(wanted: string, { flags, source }: Pattern): string {
    const key = `/${source}/${flags}`;
    const known = this.source.declared("pattern", key);
    if (known !== undefined) return known;
    const name = this.source.takeName(`pattern-${wanted}`);
    this.source.declare("pattern", key, name);
    const literal = isPlainPattern(source, flags)
      ? key
      : `new RegExp(${quote(source)}, "${flags}")`;
    this.source.add(`const ${name} = ${literal};`);
    return name;
  }

  zodType(wanted: string, source: readonly string[]): string {
    const key = source.join("\0");
    const known = this.source.declared("zod", key);
    if (known !== undefined) return known;
    const schema = this.source.defaultImport(this.#options.schemaModule, "schema");
    const name = this.source.takeName(`zod-${wanted}`);
    this.source.declare("zod", key, name);
    const way = list(["[", "]"], source.map(quote), 60);
    this.source.add(`const ${name} = ${this.use("zodAt")}(${schema}, ${way});`);
    return name;
  }

  #shapeCodec(flavor: Flavor, shape: string): string {
    const key = `${flavor} ${shape}`;
    const known = this.source.declared("shape", key);
    if (known !== undefined) return known;
    const type = this.resolve({ kind: "ref", name: shape });
    const name = this.source.takeName(`${PREFIXES[flavor]}-${shape}`);
    // Before it is written: a type may be inside of itself.
    this.source.declare("shape", key, name);
    const returns = flavor === "decode" ? { returns: this.#options.printer.nameShape(shape) } : {};
    this.#write(flavor, name, shape, type, returns);
    return name;
  }

  #write(flavor: Flavor, name: string, label: string, type: Type, options: DefineOptions): void {
    if (flavor === "revive") return this.#writeReviver(name, label, type);
    const returns = flavor === "decode" ? (options.returns ?? this.typeText(type, 60)) : "string";
    const { fromText = false } = options;
    const body = new FunctionWriter(this, flavor, label, fromText).body(type, returns);
    const start = `${fromText ? "export " : ""}function ${name}`;
    const result = this.typed(annotate(":", returns));
    const parameters = [
      this.#parameter("value", "unknown"),
      this.#parameter(usedIn(body, "path"), this.useType("Path")),
      this.#parameter(usedIn(body, "context"), this.useType("Context")),
    ];
    const head = `${start}${list(["(", ")"], parameters, start.length + result.length + 2)}${result} {`;
    this.source.add(`${head}\n${body}\n}`);
  }

  #writeReviver(name: string, label: string, type: Type): void {
    const body = new ReviverWriter(this, label).body(type);
    const context = usedIn(body, "context");
    const wire = this.#parameter("wire", "unknown");
    const parameters = `${wire}, ${this.#parameter(context, this.useType("Context"))}`;
    const head = `function ${name}(${parameters})${this.typed(": unknown")} {`;
    this.source.add(`${head}\n${body}\n}`);
  }

  #parameter(name: string, type: string): string {
    return `${name}${this.typed(`: ${type}`)}`;
  }
}

const MISFITS = [
  ["boolean", "false"],
  ["number", "0"],
  ["array", "[]"],
  ["object", "{}"],
  ["string", '""'],
] as const;

const PREFIXES: Readonly<Record<Flavor, string>> = {
  decode: "decode",
  encode: "encode",
  encodeInput: "encodeInput",
  revive: "revive",
};

/** The function that is there already for a scalar without checks. */
function scalarCodec(
  flavor: Flavor,
  type: Type,
): ScalarCodec | "reviveDate" | "reviveBigInt" | "reviveBytes" | null {
  if ("message" in type && type.message !== undefined) return null;
  if ("checks" in type && type.checks.length > 0) return null;
  if (type.kind === "bytes" && type.custom === true && flavor !== "revive") return null;
  if (flavor === "revive") {
    if (type.kind === "date") return "reviveDate";
    if (type.kind === "bigint") return "reviveBigInt";
    return type.kind === "bytes" ? "reviveBytes" : null;
  }
  const verb = flavor === "decode" ? "decode" : "encode";
  switch (type.kind) {
    case "string":
      return `${verb}String`;
    case "number":
      return `${verb}Number`;
    case "boolean":
      return `${verb}Boolean`;
    case "null":
      return `${verb}Null`;
    case "undefined":
      return type.void === true ? `${verb}Void` : `${verb}Undefined`;
    case "nan":
      return `${verb}Nan`;
    case "never":
      return `${verb}Never`;
    case "unknown":
      return `${verb}Unknown`;
    case "date":
      return `${verb}Date`;
    case "bigint":
      return `${verb}BigInt`;
    case "bytes":
      return `${verb}Bytes`;
    default:
      return null;
  }
}

/** A parameter; compilers are asked to report those that are not used, but for an underscore. */
function usedIn(body: string, parameter: string): string {
  return new RegExp(`\\b${parameter}\\b`).test(body) ? parameter : `_${parameter}`;
}

// What compilers check against their target (named groups, lookbehind, newer flags and escapes)
// is left to the engine that runs it.
function isPlainPattern(source: string, flags: string): boolean {
  return source !== "" && /^[im]*$/.test(flags) && !/\\[0-9kKpPcux]|\(\?</.test(source);
}
