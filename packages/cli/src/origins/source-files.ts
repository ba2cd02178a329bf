import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { ModuleNames } from "./module-names.js";
import { SourceCode } from "./source-code.js";

const ENDINGS = ["", ".ts", ".mts", ".js", ".mjs", "/index.ts", "/index.js"];

/** The files of a schema, and which of them they import from each other. Read once: what asks later touches no disk. */
export class SourceFiles {
  readonly #files = new Map<string, SourceCode>();
  readonly #names = new Map<SourceCode, ModuleNames>();
  readonly #imports = new Map<SourceCode, ReadonlyMap<string, SourceCode>>();

  constructor(paths: Iterable<string>) {
    for (const path of paths) {
      const text = readText(path);
      if (text !== null) this.#files.set(path, new SourceCode(path, text));
    }
    for (const code of this.#files.values()) {
      const imports = this.names(code).specifiers.flatMap((specifier): [string, SourceCode][] => {
        const target = this.#find(code.file, specifier);
        return target === undefined ? [] : [[specifier, target]];
      });
      this.#imports.set(code, new Map(imports));
    }
  }

  get(path: string): SourceCode | null {
    return this.#files.get(path) ?? null;
  }

  /** What the file declares, imports and exports. */
  names(code: SourceCode): ModuleNames {
    const names = this.#names.get(code) ?? new ModuleNames(code);
    this.#names.set(code, names);
    return names;
  }

  /** The file that an import leads to, if the schema was read from it too. */
  resolve(from: SourceCode, specifier: string): SourceCode | null {
    return this.#imports.get(from)?.get(specifier) ?? null;
  }

  #find(from: string, specifier: string): SourceCode | undefined {
    if (!specifier.startsWith(".")) return this.#files.get(packageFile(from, specifier) ?? "");
    const path = join(dirname(from), specifier);
    const source = path.replace(/\.([cm]?)js$/, ".$1ts");
    const candidates = [...ENDINGS.map((ending) => `${path}${ending}`), source];
    return candidates.map((name) => this.#files.get(name)).find((code) => code !== undefined);
  }
}

// A package of the same workspace may be a part of the schema.
function packageFile(from: string, specifier: string): string | null {
  try {
    return createRequire(from).resolve(specifier);
  } catch {
    return null;
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  } catch {
    return null;
  }
}
