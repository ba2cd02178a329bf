import { existsSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { readJson } from "./read-json.js";

/** A package as it is installed. */
export interface InstalledPackage {
  readonly version: string;
  /** Where it is in truth, behind links. */
  readonly folder: string;
}

/** The package that a file in `from` would import; `null`: none. */
export function findPackage(name: string, from: string): InstalledPackage | null {
  const folder = join(from, "node_modules", name);
  const version = readJson(join(folder, "package.json"))?.["version"];
  if (typeof version === "string") return { version, folder: realpathSync(folder) };
  const parent = dirname(from);
  return parent === from ? null : findPackage(name, parent);
}

/** The nearest folder above with any of these names in it, its own included, and the name. */
export function findUpwards(
  names: readonly string[],
  from: string,
  top: string,
): { readonly folder: string; readonly name: string } | null {
  const name = names.find((candidate) => existsSync(join(from, candidate)));
  if (name !== undefined) return { folder: from, name };
  const parent = dirname(from);
  return parent === from || from === top ? null : findUpwards(names, parent, top);
}

/** The folder of the repository that a folder is in; the folder itself, if in none. */
export function repositoryOf(folder: string): string {
  return findUpwards([".git"], folder, "")?.folder ?? folder;
}
