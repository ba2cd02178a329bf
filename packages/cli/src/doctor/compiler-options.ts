import { dirname, join, resolve } from "node:path";
import { existsSync } from "node:fs";
import { isObject, readJson } from "./read-json.js";

/** Options of the compiler, by name. */
export type CompilerOptions = Readonly<Record<string, unknown>>;

/** Deeper chains of `extends` are circles. */
const MAX_DEPTH = 20;

/** The options of a tsconfig and of those that it refers to, each with what it extends. */
export function readProjects(
  file: string,
): { readonly file: string; readonly options: CompilerOptions }[] {
  const config = readJson(file);
  if (config === null) return [];
  const references = list(config["references"]).flatMap((entry) =>
    isObject(entry) && typeof entry["path"] === "string"
      ? [configAt(resolve(dirname(file), entry["path"]))]
      : [],
  );
  const inner = references.flatMap((path) => (path === file ? [] : readProjects(path)));
  // A file that only refers to others compiles nothing itself.
  const isEmpty = Array.isArray(config["files"]) && config["files"].length === 0;
  const own = isEmpty && inner.length > 0 ? [] : [{ file, options: optionsOf(file, 0) }];
  return [...own, ...inner];
}

function optionsOf(file: string, depth: number): CompilerOptions {
  const config = readJson(file);
  if (config === null || depth > MAX_DEPTH) return {};
  const bases = [config["extends"]].flat().filter((base) => typeof base === "string");
  const inherited = bases.map((base) => optionsOf(findBase(base, dirname(file)), depth + 1));
  const own = isObject(config["compilerOptions"]) ? config["compilerOptions"] : {};
  return Object.assign({}, ...inherited, own) as CompilerOptions; // made of nothing else
}

function findBase(base: string, folder: string): string {
  if (/^\.{0,2}[\\/]/.test(base)) return configAt(resolve(folder, base));
  const found = [base, `${base}.json`, `${base}/tsconfig.json`]
    .map((path) => join(folder, "node_modules", path))
    .find((path) => path.endsWith(".json") && existsSync(path));
  const parent = dirname(folder);
  return found ?? (parent === folder ? "" : findBase(base, parent));
}

/** `extends` and `references` may leave out the ending or name a folder. */
function configAt(path: string): string {
  if (path.endsWith(".json")) return path;
  return existsSync(`${path}.json`) ? `${path}.json` : join(path, "tsconfig.json");
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
