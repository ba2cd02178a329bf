import type { Pattern, Property, Type, UnionType } from "../ir/ir.js";
import { pascalCase, takeName } from "../ir/names.js";
import { CodeWriter } from "./code-writer.js";
import type { Guard, GuardHost } from "./guards.js";
import { hang } from "./layout.js";
import { quote } from "./quote.js";
import { CODEC_PARTS, type CodecPart } from "./runtime-symbols.js";

/** Names that the statements of generated functions use, so that no local may have them. */
const USED = [
  ...(
    "Array Date JSON Map Number Object RegExp Set String Uint8Array context index items json path result safeEncode " +
    "safeParse schema undefined value wire"
  ).split(" "),
  ...CODEC_PARTS,
];

/**
 * What a function does. `decode` and `encode` are for what this side receives and sends; `encodeInput` writes, on a server, what
 * zod has encoded; `revive` makes rich values without checking anything.
 */
export type Flavor = "decode" | "encode" | "encodeInput" | "revive";

/** What a function may ask of the file that it is in. */
export interface CodecHost {
  readonly side: "server" | "client";
  /** Imports what functions are made of; returns what it is called here. */
  use(symbol: CodecPart): string;
  /** The type behind references. */
  resolve(type: Type): Type;
  /** Whether the wire value is not the value itself. */
  isRich(type: Type): boolean;
  /** Whether what the server has may be `undefined`. */
  outputMayBeUndefined(type: Type): boolean;
  /** Whether what travels may be `undefined`. */
  inputMayBeUndefined(type: Type): boolean;
  /** Whether what the server has may be bytes. */
  mayBeBytes(type: Type): boolean;
  /** Whether code of the user's decides about it. */
  hasCode(type: Type): boolean;
  /** Whether more than one option of a union writes objects as they are. */
  isAmbiguous(type: UnionType): boolean;
  /** JSON that is no value of the type. */
  misfit(type: Type): string;
  /** The function for a type, which is written when it is first needed; `wanted` is what it would be called after. */
  codec(flavor: Flavor, wanted: string, type: Type): string;
  /** The type as text, in this side's view. */
  typeText(type: Type, used: number): string;
  /** What only the compiler reads; nothing where the functions are JavaScript. */
  typed(text: string): string;
  /** Writes a pattern as a constant, so that it is compiled once; returns what it is called. */
  pattern(wanted: string, pattern: Pattern): string;
  /** Declares the zod type at that place of the schema; returns what it is called. */
  zodType(wanted: string, source: readonly string[]): string;
  /** A function of zod's. */
  useZod(symbol: "safeParse" | "safeEncode"): string;
}

/** What a call is about: the value, its path, its name in this function, and the columns before the call. */
export interface Use {
  readonly input: string;
  readonly path: string;
  readonly name: string;
  readonly used: number;
}

/** The inside of one generated function: its statements so far, and the names in use. */
export class FunctionScope implements GuardHost {
  readonly file: CodecHost;
  readonly flavor: Flavor;
  /** What the functions it needs are called after. */
  readonly label: string;
  readonly code: CodeWriter = new CodeWriter();
  /** `null` until there is one: most functions have none. */
  #locals: Set<string> | null = null;

  constructor(file: CodecHost, flavor: Flavor, label: string) {
    this.file = file;
    this.flavor = flavor;
    this.label = label;
  }

  get decodes(): boolean {
    return this.flavor === "decode";
  }

  get verb(): "decode" | "encode" {
    return this.decodes ? "decode" : "encode";
  }

  /** Whether the value is zod's output, which a server encodes. */
  get isOutput(): boolean {
    return this.flavor === "encode" && this.file.side === "server";
  }

  /** The columns before a call: `return `, or `const nameValue = `. */
  used(name: string): number {
    const before =
      name === "" || name === "Item" || name === "Inner" ? "return " : `const ${name}Value = `;
    return this.code.indent + before.length + 1;
  }

  /** Whether the property may be left out of what is written. */
  isOmittable({ optin, optout, type }: Property): boolean {
    if (this.decodes) return optout;
    if (!this.isOutput) return optin !== null;
    return optout || (optin !== null && this.file.outputMayBeUndefined(type));
  }

  /** Whether it may be left out, but not be `undefined`. */
  isExact(type: Type): boolean {
    const resolved = this.file.resolve(type);
    return resolved.kind === "optional" && resolved.exact === true;
  }

  use(symbol: CodecPart): string {
    return this.file.use(symbol);
  }

  /** What only the compiler reads, such as `: string`. */
  typed(text: string): string {
    return this.file.typed(text);
  }

  /** The expression as a type, in brackets; in JavaScript just the expression. */
  cast(expression: string, type: string): string {
    const typed = this.typed(` as ${type}`);
    return typed === "" ? expression : `(${expression}${typed})`;
  }

  pattern(pattern: Pattern): string {
    return this.file.pattern(this.label, pattern);
  }

  /** A free name for a local. */
  local(wanted: string): string {
    // Functions and constants of the file begin so; a local must not hide one.
    const hidden = /^(?=(?:encode|decode|revive|pattern|zod|is)[A-Z])/;
    this.#locals ??= new Set(USED);
    return takeName(wanted.replace(hidden, "_"), this.#locals);
  }

  /** Declares a local with what an expression reads; returns the local. */
  declare(wanted: string, read: string, annotation = ""): string {
    const local = this.local(wanted);
    this.statement(`const ${local}${annotation} = `, read);
    return local;
  }

  /** `start expression;`, broken behind `=` or `return` if need be. */
  statement(start: string, expression: string): void {
    // A line break behind `return` would end the statement.
    const isReturn = start === "return ";
    const line = start.slice(start.lastIndexOf("\n") + 1);
    if (isReturn || this.code.fits(`${line}${expression};`) || expression.includes("\n")) {
      this.code.line(`${start}${expression};`);
    } else this.code.line(`${start.trimEnd()}\n  ${hang(expression, 1)};`);
  }

  /** The function for a part of this one's type. */
  part(name: string, type: Type, flavor: Flavor = this.flavor): string {
    return this.file.codec(flavor, `${this.label}${pascalCase(name)}`, type);
  }

  /** The expression for a key of an object. Of those that it inherits, the compiler knows too much. */
  read(object: string, name: string): string {
    if (!(name in {})) return `${object}[${quote(name)}]`;
    return `${this.use("inherited")}(${object}, ${quote(name)})`;
  }

  /** The expression for a string in JSON. */
  stringJson(input: string): string {
    return `\`"\${${this.use("escaped")}(${input})}"\``;
  }

  /** `mismatch(context, path, "string", value);` */
  mismatch(path: string, expected: string, input: string, message?: string): string[] {
    const words = message === undefined ? [] : [quote(message)];
    return [this.use("mismatch"), "context", path, quote(expected), input, ...words];
  }

  /** `issue(context, path, code, message);`, or `wrong` where nothing further is checked. */
  report({ by, code, fatal, message }: Omit<Guard, "conditions">, path: string): string[] {
    if (by !== undefined) {
      return [by.callee, "context", path, by.input, ...(message === "" ? [] : [quote(message)])];
    }
    return [this.use(fatal ? "wrong" : "issue"), "context", path, quote(code), quote(message)];
  }

  /** `if (conditions) callee(args);` */
  when(conditions: readonly string[], [callee = "", ...args]: readonly string[], start = ""): void {
    const [only] = conditions;
    // A choice came in brackets, to be joined with others.
    const alone = conditions.length === 1 && only?.startsWith("(") === true;
    const tests = alone ? [only.slice(1, -1)] : conditions;
    this.code.when(tests, "&&", `${start}${callee}`, args);
  }

  /** One `if` after the other, each only where those before it have not failed. */
  chain(
    guards: readonly {
      readonly conditions: readonly string[];
      readonly report: readonly string[];
    }[],
  ): void {
    for (const [index, { conditions, report }] of guards.entries()) {
      const [callee = "", ...args] = report;
      const [only] = conditions;
      const alone = conditions.length === 1 && only?.startsWith("(") === true;
      const tests = alone ? only.slice(1, -1) : conditions.join(" && ");
      const head = `${index === 0 ? "" : "else "}if (${tests})`;
      const call = `${callee}(${args.join(", ")});`;
      if (this.code.fits(`${head} ${call}`)) this.code.line(`${head} ${call}`);
      else {
        this.code.line(head);
        this.code.nest(() => this.code.call(callee, args));
      }
    }
  }
}
