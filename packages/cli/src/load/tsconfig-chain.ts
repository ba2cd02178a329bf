import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const EXTENDS = /"extends"\s*:\s*(?<values>"[^"]*"|\[[^\]]*\])/;

/** A tsconfig and those that it extends; what is not there is left out. */
export function tsconfigChain(file: string, seen: ReadonlySet<string> = new Set()): string[] {
  if (seen.has(file) || !existsSync(file)) return [];
  const values = EXTENDS.exec(readFileSync(file, "utf8"))?.groups?.["values"] ?? "";
  const names = [...values.matchAll(/"([^"]*)"/g)].map(([, name = ""]) => name);
  const bases = names.flatMap((name) => locate(name, file));
  return [file, ...bases.flatMap((base) => tsconfigChain(base, new Set([...seen, file])))];
}

// By its path or as a part of a package, and with or without its ending; a package alone stands for its tsconfig.json.
function locate(name: string, from: string): string[] {
  const path = name.startsWith(".") ? join(dirname(from), name) : name;
  const { resolve } = createRequire(from);
  for (const candidate of [path, `${path}.json`, `${path}/tsconfig.json`]) {
    try {
      const found = resolve(candidate);
      if (found.endsWith(".json")) return [found];
    } catch {
      // the next one may be there
    }
  }
  return [];
}
