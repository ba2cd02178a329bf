import { dirname, relative, sep } from "node:path";
import { MAX_WIDTH } from "./layout.js";
import { Marks, type MarkedName } from "./marks.js";
import type { Origin } from "./origin.js";
import type { ImportedType, ImportedValue } from "./runtime-symbols.js";

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
  readonly #marks = new Marks();
  readonly #isJavaScript: boolean;

  /** @param declared names that the file itself declares, which no import may have */
  constructor(path: string, declared: Iterable<string> = []) {
    this.path = path;
    this.#isJavaScript = path.endsWith(".js");
    this.names = new Set(declared);
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

  #default(module: string, name: string, typeOnly: boolean): string {
    const known = this.#defaults.get(module);
    if (known !== undefined) return known.local;
    const local = this.#alias(name);
    this.#defaults.set(module, { local, typeOnly });
    return local;
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
    const path = relative(dirname(this.path), file)
      .split(sep)
      .join("/")
      .replace(/(?:\.d)?\.([cm]?)ts$/, ".$1js");
    return path.startsWith(".") ? path : `./${path}`;
  }

  /** Adds a declaration; an empty line separates it from the one before. */
  add(text: string): void {
    this.#blocks.push(text);
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
    const names = this.#imports.get(module) ?? new Map<string, Imported>();
    this.#imports.set(module, names);
    const known = names.get(name);
    if (known !== undefined) return known.local;
    const local = this.#alias(name);
    names.set(name, { name, local, typeOnly });
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
