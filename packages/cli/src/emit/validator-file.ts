import type { RegexCheck, Type } from "../ir/ir.js";
import { pascalCase, takeName } from "../ir/names.js";
import type { DefineOptions, ValidatorHost } from "./function-scope.js";
import { FunctionWriter } from "./function-writer.js";
import { list } from "./layout.js";
import { quote } from "./quote.js";
import type { FromText, ValidationType, ValidationValue } from "./runtime-symbols.js";
import type { SourceFile } from "./source-file.js";
import { annotate, typeText } from "./type-text.js";

export interface ValidatorFileOptions {
  readonly source: SourceFile;
  /** The entry that validators import their parts from. */
  readonly module: string;
  /** The file that declares the types. */
  readonly typesFile: string;
  readonly shapes: ReadonlyMap<string, Type>;
}

/** Collects the functions of a validators file; shared shapes get one function each. */
export class ValidatorFile implements ValidatorHost {
  readonly #options: ValidatorFileOptions;
  readonly #shapeFunctions = new Map<string, string>();

  constructor(options: ValidatorFileOptions) {
    this.#options = options;
  }

  get source(): SourceFile {
    return this.#options.source;
  }

  use(symbol: ValidationValue | FromText): string {
    return this.source.value(this.#options.module, symbol);
  }

  useType(symbol: ValidationType): string {
    return this.source.type(this.#options.module, symbol);
  }

  readonly nameShape = (name: string): string =>
    this.source.generatedType(this.#options.typesFile, name);

  resolve(type: Type): Type {
    const target = type.kind === "ref" ? this.#options.shapes.get(type.name) : undefined;
    return target === undefined ? type : this.resolve(target);
  }

  shapeFunction(name: string): string {
    const known = this.#shapeFunctions.get(name);
    if (known !== undefined) return known;
    const type = this.resolve({ kind: "ref", name });
    const defined = this.define(`check${pascalCase(name)}`, type, {
      returns: this.nameShape(name),
    });
    this.#shapeFunctions.set(name, defined);
    return defined;
  }

  define(wanted: string, type: Type, options: DefineOptions = {}): string {
    const name = options.exported === true ? wanted : takeName(wanted, this.source.names);
    const returns = options.returns ?? typeText(type, this.nameShape, 60);
    const body = new FunctionWriter(this, { name, fromText: options.fromText ?? false }).body(
      type,
      returns,
    );
    const start = `${options.exported === true ? "export " : ""}function ${name}`;
    const result = annotate(":", returns);
    const parameters = ["value: unknown", "path: string"];
    const head = `${start}${list(["(", ")"], parameters, start.length + result.length + 2)}${result} {`;
    this.source.add(`${head}\n${indentBody(body)}\n}`);
    return name;
  }

  /** The function for a type: that of its shape, or one called after `wanted`. */
  validator(wanted: string, type: Type, returns: string): string {
    return type.kind === "ref"
      ? this.shapeFunction(type.name)
      : this.define(wanted, type, { returns });
  }

  pattern(wanted: string, { source, flags }: RegexCheck): string {
    const name = takeName(`pattern${wanted.replace(/^check/, "")}`, this.source.names);
    const literal = isPlainPattern(source, flags)
      ? `/${source}/${flags}`
      : `new RegExp(${quote(source)}, "${flags}")`;
    this.source.add(`const ${name} = ${literal};`);
    return name;
  }
}

function indentBody(body: string): string {
  return body.replaceAll(/^(?=.)/gm, "  ");
}

// What compilers check against their target (named groups, lookbehind, newer flags and escapes)
// is left to the engine that runs it.
function isPlainPattern(source: string, flags: string): boolean {
  return /^[im]*$/.test(flags) && !/\\[0-9kKpPcux]|\(\?</.test(source);
}
