import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";

/** What the loading of a schema depends on in `tsconfig.json`. */
export interface TsconfigChain {
  /** The nearest one, what it extends, and where a nearer one would be; some may not be there. */
  readonly files: readonly string[];
  /** Where the alias of an import may lead, as absolute paths with `*`, by pattern. */
  readonly paths: ReadonlyMap<string, readonly string[]>;
}

/** Reads the `tsconfig.json` nearest to a folder. One that does not parse is taken for an empty one, as the loader does. */
export function readTsconfigChain(folder: string): TsconfigChain {
  const files: string[] = [];
  const paths = new Map<string, readonly string[]>();
  const open = [nearest(folder, files)];
  for (const file of open) {
    if (file === null || files.includes(file)) continue;
    files.push(file);
    const { compilerOptions = {}, extends: bases = [] } = parse(file);
    const base = resolve(dirname(file), compilerOptions.baseUrl ?? ".");
    for (const [pattern, targets] of Object.entries(compilerOptions.paths ?? {})) {
      // What extends another replaces what that says.
      if (!paths.has(pattern))
        paths.set(
          pattern,
          targets.map((target) => resolve(base, target)),
        );
    }
    open.push(...[bases].flat().map((name) => locate(name, file)));
  }
  return { files, paths };
}

function nearest(folder: string, missing: string[]): string | null {
  const file = join(folder, "tsconfig.json");
  if (existsSync(file)) return file;
  missing.push(file);
  const isTop = dirname(folder) === folder || existsSync(join(folder, "package.json"));
  return isTop ? nearestAbove(folder) : nearest(dirname(folder), missing);
}

// Beyond the package a new one is not waited for.
function nearestAbove(folder: string): string | null {
  const parent = dirname(folder);
  if (parent === folder) return null;
  const file = join(parent, "tsconfig.json");
  return existsSync(file) ? file : nearestAbove(parent);
}

function locate(name: string, from: string): string | null {
  const endings = ["", ".json", "/tsconfig.json"];
  if (/^[./]/.test(name)) {
    const path = resolve(dirname(from), name);
    return endings.map((ending) => `${path}${ending}`).find(isJson) ?? `${path}.json`;
  }
  for (const ending of endings) {
    try {
      return createRequire(from).resolve(`${name}${ending}`);
    } catch {
      // The next ending may do.
    }
  }
  return null;
}

function isJson(path: string): boolean {
  return path.endsWith(".json") && existsSync(path);
}

/** As far as it is read here; anything may be missing in a file that people write. */
interface Tsconfig {
  readonly extends?: string | readonly string[];
  readonly compilerOptions?: {
    readonly baseUrl?: string;
    readonly paths?: Readonly<Record<string, readonly string[]>>;
  };
}

function parse(file: string): Tsconfig {
  try {
    const text = readFileSync(file, "utf8");
    // Strings stay; comments, and commas before a closing bracket, go.
    const plain = text
      .replace(/("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[^]*?\*\//g, "$1")
      .replace(/("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g, "$1");
    return (JSON.parse(plain) as Tsconfig | null) ?? {}; // shaped as tsc wants it, or reading it throws
  } catch {
    return {};
  }
}
