import { dirname, join, relative, sep } from "node:path";
import { readText } from "./read-json.js";

/** Whether ignore files of a name (`.gitignore`), in the folders from `top` to that of the file, leave the file out. */
export function isIgnoredBy(name: string, file: string, top: string): boolean {
  let isIgnored = false;
  for (const folder of foldersDownTo(dirname(file), top)) {
    const lines = (readText(join(folder, name)) ?? "").split(/\r?\n/);
    isIgnored = judge(lines, relative(folder, file).split(sep).join("/")) ?? isIgnored;
  }
  return isIgnored;
}

/** What the last pattern that matches a path says; `null`: none does. The language is that of `.gitignore`. */
export function judge(patterns: readonly string[], path: string): boolean | null {
  let verdict: boolean | null = null;
  for (const line of patterns) {
    const pattern = line.trim();
    if (pattern === "" || pattern.startsWith("#")) continue;
    const isNegated = pattern.startsWith("!");
    if (matches(isNegated ? pattern.slice(1) : pattern, path)) verdict = !isNegated;
  }
  return verdict;
}

function matches(pattern: string, path: string): boolean {
  const inner = pattern.replace(/^\.?\//, "").replace(/\/$/, "");
  const isAnchored = /^\.?\//.test(pattern) || inner.includes("/");
  const body = inner
    .split(/(\*\*\/|\/\*\*$|\*\*|\*|\?)/)
    .map((part) => WILDCARDS.get(part) ?? part.replaceAll(/[.+^${}()|[\]\\]/g, "\\$&"))
    .join("");
  // What matches a folder matches all that is in it; a pattern that ends in a slash matches only folders.
  const end = pattern.endsWith("/") ? "/.*" : "(?:/.*)?";
  return new RegExp(`^${isAnchored ? "" : "(?:.*/)?"}${body}${end}$`, "s").test(path);
}

const WILDCARDS: ReadonlyMap<string, string> = new Map([
  ["**/", "(?:.*/)?"],
  ["/**", "/.*"],
  ["**", ".*"],
  ["*", "[^/]*"],
  ["?", "[^/]"],
]);

function foldersDownTo(folder: string, top: string): string[] {
  const parent = dirname(folder);
  return folder === top || parent === folder ? [folder] : [...foldersDownTo(parent, top), folder];
}
