import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Jiti } from "jiti";
import { createImporter } from "./create-importer.js";
import { nearestFolderWith } from "./resolve-project.js";
import { readTsconfigChain, type TsconfigChain } from "./tsconfig-chain.js";

/** `from "x"`, `import "x"`, `import("x")`, `require("x")`, `createRequire(...)("x")`: too many are better than too few. */
const SPECIFIER = /(?:\bfrom|\bimport|\brequire|\))\s*\(?\s*(["'])(?<name>[^"'\n\\]+)\1/g;

const ENDINGS = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json"];

const INSTALLED = /[\\/]node_modules[\\/]/;

/** What package managers write last. */
const INSTALL_MARKS = [".package-lock.json", ".modules.yaml", ".yarn-state.yml", ".yarn-integrity"];

/** Follows the imports of the user's files as they are written, without running anything. */
export class SourceGraph {
  /** What a file imports, as long as its text is the same. */
  readonly #imports = new Map<string, { readonly text: string; readonly names: string[] }>();
  readonly #resolvers = new Map<string, Resolver>();
  readonly #translates: boolean;

  /** @param translates whether the loader is to find every file translated */
  constructor({ translates }: { readonly translates: boolean }) {
    this.#translates = translates;
  }

  /**
   * The files that the entries are made of, and those that they would be made of if they were there. What is
   * installed in `node_modules` is not followed.
   * @param others files that are known to belong to them
   */
  walk(entries: readonly string[], others: readonly string[]): string[] {
    const found = new Set([...entries, ...others]);
    for (const entry of entries) {
      const resolver = this.#resolvers.get(entry) ?? new Resolver(entry);
      this.#resolvers.set(entry, resolver);
      const open = new Set([entry, ...others]);
      for (const file of open) {
        for (const name of this.#importsOf(file, resolver)) {
          for (const target of resolver.resolve(name, file)) open.add(target);
        }
      }
      for (const file of [...open, ...resolver.manifests]) found.add(file);
    }
    return [...found];
  }

  /** To be told when a `package.json` or `tsconfig.json` has changed. */
  forgetPackages(): void {
    this.#resolvers.clear();
  }

  #importsOf(file: string, resolver: Resolver): readonly string[] {
    const text = /\.[cm]?[jt]sx?$/.test(file) ? readText(file) : "";
    const known = this.#imports.get(file);
    if (known?.text === text) return known.names;
    if (this.#translates) resolver.translate(file, text);
    const names = new Set(
      [...text.matchAll(SPECIFIER)].map((match) => match.groups?.["name"] ?? ""),
    );
    this.#imports.set(file, { text, names: [...names] });
    return [...names];
  }
}

/** Finds what imports mean, or where it would be. */
class Resolver {
  /** The files that decide about it. */
  readonly manifests: readonly string[];
  readonly #importer: Jiti;
  readonly #tsconfig: TsconfigChain;
  /** Where what is no path leads, by folder and name; `null` to what is installed. */
  readonly #packages = new Map<string, string | null>();

  constructor(entry: string) {
    const folder = dirname(entry);
    this.#tsconfig = readTsconfigChain(folder);
    this.#importer = createImporter(entry);
    const manifest = nearestFolderWith("package.json", folder);
    const own = manifest === null ? [] : [join(manifest, "package.json")];
    this.manifests = [...this.#tsconfig.files, ...own];
  }

  /** Puts the translation into the loader's cache: here the translator is warm. */
  translate(filename: string, source: string): void {
    if (!/\.[cm]?tsx?$/.test(filename) || source === "") return;
    try {
      // As the loader asks for it.
      this.#importer.transform({ filename, source, ts: true, async: true, jsx: false });
    } catch {
      // The loader tells what is wrong, or does without a cache.
    }
  }

  resolve(name: string, importer: string): string[] {
    if (/^\.\.?(?:\/|$)/.test(name)) return firstOrAll(variants(resolve(dirname(importer), name)));
    const key = `${dirname(importer)}\0${name}`;
    const known = this.#packages.get(key);
    if (known !== undefined) return known === null ? [] : [known];
    const parentURL = pathToFileURL(importer).href;
    const url = this.#importer.esmResolve(name, { parentURL, try: true });
    if (url === undefined || !url.startsWith("file:")) return this.#places(name, importer);
    const file = fileURLToPath(url);
    const target = INSTALLED.test(file) || !existsSync(file) ? null : file;
    this.#packages.set(key, target);
    return target === null ? [] : [target];
  }

  /** Where an alias or a package would be. */
  #places(name: string, importer: string): string[] {
    if (/^(?:node|data|https?):/.test(name)) return [];
    const aliases = [...this.#tsconfig.paths].flatMap(([pattern, targets]) => {
      const [start = "", end] = pattern.split("*");
      const fits =
        end === undefined ? name === start : name.startsWith(start) && name.endsWith(end);
      const middle = name.slice(start.length, name.length - (end?.length ?? 0));
      return fits ? targets.flatMap((target) => variants(target.replace("*", middle))) : [];
    });
    const parts = name.split("/", name.startsWith("@") ? 2 : 1);
    const packages = foldersAbove(importer).flatMap((folder) => {
      const modules = join(folder, "node_modules");
      if (!existsSync(modules)) return folder === dirname(importer) ? [] : [modules];
      return [
        join(modules, ...parts, "package.json"),
        ...INSTALL_MARKS.map((mark) => join(modules, mark)),
      ];
    });
    return [...aliases, ...packages];
  }
}

/** The folder of a file, and those above it. */
function foldersAbove(file: string): string[] {
  const folder = dirname(file);
  return folder === file ? [] : [folder, ...foldersAbove(folder)];
}

/** What a path in an import may mean, the likeliest first. */
function variants(path: string): string[] {
  const bare = path.replace(/\.([cm]?)jsx?$/, "");
  const swapped = bare === path ? [] : ENDINGS.map((ending) => `${bare}${ending}`);
  const ended = ENDINGS.map((ending) => `${path}${ending}`);
  return [path, ...swapped, ...ended, ...ENDINGS.map((ending) => join(path, `index${ending}`))];
}

function firstOrAll(paths: readonly string[]): string[] {
  const there = paths.find(isFile);
  return there === undefined ? [...new Set(paths)] : [there];
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
