import type { RegexCheck, Type } from "../ir/ir.js";
import { pascalCase, takeName } from "../ir/names.js";
import type { Absence } from "./absence.js";
import type { Guard } from "./check-conditions.js";
import { CodeWriter } from "./code-writer.js";
import { describeType } from "./describe-type.js";
import { hang } from "./layout.js";
import { pathText } from "./path-text.js";
import { quote } from "./quote.js";
import type { FromText, ValidationValue } from "./runtime-symbols.js";
import { typeText, type NameShape } from "./type-text.js";

/** Names that the statements of a validator use, so that no local may have them. */
const USED =
  "Array Number Object Record undefined value path result codePointLength fail firstMatch isMultipleOf " +
  "isObject own booleanFromText numberFromText";

/** What a validator may ask of the file that it is in. */
export interface ValidatorHost {
  readonly nameShape: NameShape;
  /** Imports what validators are made of; returns what it is called here. */
  use(symbol: ValidationValue | FromText): string;
  /** The type behind references. */
  resolve(type: Type): Type;
  /** The validator of a shape, which is written when it is first needed. */
  shapeFunction(name: string): string;
  /** Writes another validator; returns what it is called. */
  define(wanted: string, type: Type, options: DefineOptions): string;
  /** Writes a pattern as a constant, so that it is compiled once; returns what it is called. */
  pattern(wanted: string, check: RegexCheck): string;
}

export interface DefineOptions {
  /** What the type is called, where it has a name. */
  readonly returns?: string;
  /** Whether the values come from a URL, where everything is text. */
  readonly fromText?: boolean;
  readonly exported?: boolean;
}

export interface ScopeOptions {
  /** The function's name, after which the functions it needs are called. */
  readonly name: string;
  /** Whether the values come from a URL, where everything is text. */
  readonly fromText: boolean;
}

/** The inside of one validator: its statements so far, and the names in use. */
export class FunctionScope {
  readonly file: ValidatorHost;
  readonly name: string;
  readonly fromText: boolean;
  readonly code: CodeWriter = new CodeWriter();
  readonly #locals = new Set(USED.split(" "));

  constructor(file: ValidatorHost, { name, fromText }: ScopeOptions) {
    this.file = file;
    this.name = name;
    this.fromText = fromText;
  }

  /** A free name for a local. */
  local(wanted: string): string {
    // Functions and patterns of the file begin so; a local must not hide one.
    return takeName(wanted.replace(/^(?=(?:check|pattern)[A-Z])/, "_"), this.#locals);
  }

  /** A name for something inside `input`: what is inside the whole value needs no prefix. */
  inside(input: string, wanted: string): string {
    return input === "value" ? wanted : `${input}-${wanted}`;
  }

  /** What a function for the value in `input` is called after. */
  labelOf(input: string): string {
    return `${this.name}${input === "value" ? "" : pascalCase(input)}`;
  }

  /** Declares a local with what an expression reads; returns the local. */
  declare(type: Type, read: string, wanted: string, annotation = ""): string {
    const local = this.local(wanted);
    this.code.line(`const ${local}${annotation} = ${this.#converted(type, read)};`);
    return local;
  }

  /** The expression for a key of an object; only its own, where every object inherits one. */
  read(object: string, name: string): string {
    if (!(name in {})) return `${object}[${quote(name)}]`;
    return `${this.file.use("own")}(${object}, ${quote(name)})`;
  }

  /** `if (conditions) return fail(...);` */
  fail(guard: Guard, input: string, path: string, joint: "&&" | "||" = "&&"): void {
    const [only, ...others] = guard.conditions;
    // A condition of several parts came in brackets, to be joined with others.
    const alone = only !== undefined && others.length === 0 && only.startsWith("(");
    const conditions = alone ? [only.slice(1, -1)] : guard.conditions;
    const args = [pathText(path), quote(guard.expected), input];
    this.code.when(conditions, joint, `return ${this.file.use("fail")}`, args);
  }

  /** `if (condition) target = value;` */
  assign(condition: string, target: string, value: string): void {
    const { code } = this;
    if (code.fits(`if (${condition}) ${target} = ${value};`)) {
      code.line(`if (${condition}) ${target} = ${value};`);
      return;
    }
    const fits = code.fits(`  ${target} = ${value};`);
    const assignment = fits ? `${target} = ${value}` : `${target} =\n  ${value}`;
    code.line(`if (${condition})\n  ${hang(assignment, 1)};`);
  }

  describe(type: Type, absence: Absence): string {
    const text = describeType(type, (ref) => this.file.resolve(ref));
    return absence.null ? `${text} or null` : text;
  }

  typeText(type: Type): string {
    return typeText(type, this.file.nameShape, this.code.indent + 20);
  }

  #converted(type: Type, read: string): string {
    if (!this.fromText) return read;
    const { kind } = this.file.resolve(type);
    if (kind === "number") return `${this.file.use("numberFromText")}(${read})`;
    return kind === "boolean" ? `${this.file.use("booleanFromText")}(${read})` : read;
  }
}
