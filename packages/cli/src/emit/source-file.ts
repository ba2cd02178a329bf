import { dirname, relative, sep } from "node:path";
import { identifierNear, takeIdentifier } from "../ir/names.js";
import { PartRecorder, type FilePart, type FileStep } from "./file-part.js";
import { MAX_WIDTH } from "./layout.js";
import { Marks, type MarkedName } from "./marks.js";
import type { Origin } from "./origin.js";
import type { ImportedType, ImportedValue } from "./runtime-symbols.js";

type ImportStep = Extract<FileStep, { readonly module: string }>;

interface Imported {
  readonly name: string;
  readonly local: string;
  readonly typeOnly: boolean;
}

/** One generated file: collects imports while its text is written, and prints both. */
export class SourceFile {
  readonly path: string;
  /** Names of the file's top level; locals must not shadow them. */
  readonly names: Set<string>;
  readonly #imports = new Map<string, Map<string, Imported>>();
  readonly #namespaces = new Map<string, string>();
  readonly #defaults = new Map<string, { readonly local: string; readonly typeOnly: boolean }>();
  readonly #blocks: string[] = [];
  readonly #modules = new Map<string, string>();
  readonly #declared = new Map<string, Map<unknown, string>>();
  readonly #marks = new Marks();
  readonly #isJavaScript: boolean;
  /** Notes what is done to the file, while a part of it is written. */
  #recorder: PartRecorder | null = null;

  /** @param declared names that the file itself declares, which no import may have */
  constructor(path: string, declared: Iterable<string> = []) {
    this.path = path;
    this.#isJavaScript = path.endsWith(".js");
    this.names = new Set(declared);
  }

  /** Whether it is TypeScript that runs, in one file with its declarations. */
  get isTypeScript(): boolean {
    return !this.#isJavaScript && !this.path.endsWith(".d.ts");
  }

  /** Imports a value; returns what it is called here. */
  value(module: string, name: ImportedValue | "authenticate" | "safeParse" | "safeEncode"): string {
    return this.#import(module, name, false);
  }

  /** Imports a type; returns what it is called here. */
  type(module: string, name: ImportedType | "Context" | "HandshakeRequest" | "TypeOf"): string {
    return this.#import(module, name, true);
  }

  /** Imports a type that another generated file declares under a name nothing else has. */
  generatedType(file: string, name: string): string {
    return this.#import(this.moduleOf(file), name, true);
  }

  /** Imports what a module exports by default; returns what it is called here. */
  defaultImport(module: string, name: string): string {
    return this.#default(module, name, false);
  }

  /** Imports only the type of what a module exports by default. */
  defaultType(module: string, name: string): string {
    return this.#default(module, name, true);
  }

  /** A free name near `wanted` for a declaration; it is taken from then on. */
  takeName(wanted: string): string {
    const identifier = identifierNear(wanted);
    return this.#do({ kind: "name", identifier }) ?? identifier;
  }

  /** What was declared for something: a type, a pattern. */
  declared(table: string, key: unknown): string | undefined {
    return this.#do({ kind: "declared", table, key });
  }

  /** Remembers what is declared for something. */
  declare(table: string, key: unknown, name: string): void {
    this.#do({ kind: "declare", table, key, name });
  }

  /** Imports a whole file as `name`. */
  namespace(file: string, name: string): string {
    this.#namespaces.set(this.moduleOf(file), name);
    this.names.add(name);
    return name;
  }

  /** What only the compiler reads, such as `: string`; nothing in JavaScript. */
  typed(text: string): string {
    return this.#isJavaScript ? "" : text;
  }

  /** A name that the file declares, with the place that it comes from, if that is known. */
  name(text: string, origin: Origin | null): string {
    return origin === null ? text : this.#marks.mark(text, origin);
  }

  /** How this file imports another: relative, with the extension of the output. */
  moduleOf(file: string): string {
    const known = this.#modules.get(file);
    if (known !== undefined) return known;
    const path = relative(dirname(this.path), file)
      .split(sep)
      .join("/")
      .replace(/(?:\.d)?\.([cm]?)ts$/, ".$1js");
    const module = path.startsWith(".") ? path : `./${path}`;
    this.#modules.set(file, module);
    return module;
  }

  /** Adds a declaration; an empty line separates it from the one before. */
  add(text: string): void {
    this.#do({ kind: "add", text });
  }

  /** Writes a part of the file; what that did can be repeated in a file that is written again. */
  record<Result>(write: () => Result): FilePart<Result> {
    const recorder = new PartRecorder();
    this.#recorder = recorder;
    const result = write();
    this.#recorder = null;
    return { steps: recorder.steps, result };
  }

  /** Writes a part again; `false` if it would be another one here, and the file is spoilt. */
  repeat({ steps }: FilePart<unknown>): boolean {
    return steps.every(({ answer, step }) => this.#apply(step) === answer);
  }

  /** The file, without header. */
  toString(): string {
    return this.print().text;
  }

  /** The file, without header, and the names in it of which the origin is known. */
  print(): { readonly text: string; readonly names: readonly MarkedName[] } {
    const imports = this.#importLines();
    const blocks = imports === "" ? this.#blocks : [imports, ...this.#blocks];
    return this.#marks.read(`${blocks.join("\n\n")}\n`);
  }

  #import(module: string, name: string, typeOnly: boolean): string {
    return this.#do({ kind: "import", module, name, typeOnly }) ?? name;
  }

  #default(module: string, name: string, typeOnly: boolean): string {
    return this.#do({ kind: "default", module, name, typeOnly }) ?? name;
  }

  #do(step: FileStep): string | undefined {
    const answer = this.#apply(step);
    this.#recorder?.note(step, answer);
    return answer;
  }

  #apply(step: FileStep): string | undefined {
    switch (step.kind) {
      case "import":
        return this.#importNamed(step);
      case "default":
        return this.#importDefault(step);
      case "name":
        return takeIdentifier(step.identifier, this.names);
      case "declared":
        return this.#declared.get(step.table)?.get(step.key);
      case "declare": {
        const table = this.#declared.get(step.table) ?? new Map<unknown, string>();
        this.#declared.set(step.table, table.set(step.key, step.name));
        return undefined;
      }
      case "add":
        this.#blocks.push(step.text);
        return undefined;
    }
  }

  #importNamed({ module, name, typeOnly }: ImportStep): string {
    const names = this.#imports.get(module) ?? new Map<string, Imported>();
    this.#imports.set(module, names);
    const known = names.get(name);
    if (known !== undefined) return known.local;
    const local = this.#alias(name);
    names.set(name, { name, local, typeOnly });
    return local;
  }

  #importDefault({ module, name, typeOnly }: ImportStep): string {
    const known = this.#defaults.get(module);
    if (known !== undefined) return known.local;
    const local = this.#alias(name);
    this.#defaults.set(module, { local, typeOnly });
    return local;
  }

  // With a "$", which no declaration and no local has.
  #alias(name: string): string {
    const local = this.names.has(name) ? `${name}$` : name;
    this.names.add(local);
    return local;
  }

  #importLines(): string {
    const isWanted = ({ typeOnly }: { typeOnly: boolean }): boolean =>
      !(typeOnly && this.#isJavaScript);
    const named = [...this.#imports]
      .map(([module, names]) => ({ module, names: [...names.values()].filter(isWanted) }))
      .filter(({ names }) => names.length > 0)
      .map(({ module, names }) => ({ module, text: importText(module, names) }));
    const whole = [...this.#namespaces].map(([module, name]) => ({
      module,
      text: `import * as ${name} from "${module}";`,
    }));
    const defaults = [...this.#defaults]
      .filter(([, imported]) => isWanted(imported))
      .map(([module, { local, typeOnly }]) => ({
        module,
        text: `import ${typeOnly ? "type " : ""}${local} from "${module}";`,
      }));
    return [...named, ...whole, ...defaults]
      .toSorted((a, b) => (moduleRank(a.module) < moduleRank(b.module) ? -1 : 1))
      .map(({ text }) => text)
      .join("\n");
  }
}

// Packages before parent folders before this folder.
function moduleRank(module: string): string {
  return module.startsWith(".") ? `1${module}` : `0${module}`;
}

function importText(module: string, imported: readonly Imported[]): string {
  const onlyTypes = imported.every(({ typeOnly }) => typeOnly);
  const items = imported
    .toSorted((a, b) => Number(a.typeOnly) - Number(b.typeOnly) || (a.name < b.name ? -1 : 1))
    .map(({ name, local, typeOnly }) => {
      const prefix = typeOnly && !onlyTypes ? "type " : "";
      return `${prefix}${name === local ? name : `${name} as ${local}`}`;
    });
  const start = onlyTypes ? "import type {" : "import {";
  const line = `${start} ${items.join(", ")} } from "${module}";`;
  return line.length <= MAX_WIDTH
    ? line
    : `${start}\n  ${items.join(",\n  ")},\n} from "${module}";`;
}
