import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const FIXTURES = fileURLToPath(new URL("./fixtures", import.meta.url));

/** A whole project as it is after `wsgen generate`; what the user writes is the schema and the configuration. */
export interface GoldenCase {
  readonly name: string;
  readonly folder: string;
  /** Every file, by its path in the project. */
  readonly files: Readonly<Record<string, string>>;
  /** What the user wrote of them. */
  readonly written: Readonly<Record<string, string>>;
}

/** The projects under `fixtures`. */
export const goldenCases: readonly GoldenCase[] = readdirSync(FIXTURES).map((name) => {
  const folder = join(FIXTURES, name);
  const files = readTree(folder);
  const written = Object.entries(files).filter(([path]) => {
    return /(^|\/)wsgen\.(schema|config)\.ts$|^contract\//.test(path);
  });
  return { name, folder, files, written: Object.fromEntries(written) };
});

/** The files below a folder, by path with forward slashes; what is installed is left out. */
export function readTree(folder: string): Record<string, string> {
  const tree: Record<string, string> = {};
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isFile()) tree[entry.name] = readFileSync(path, "utf8");
    if (!entry.isDirectory()) continue;
    for (const [name, text] of Object.entries(readTree(path))) tree[`${entry.name}/${name}`] = text;
  }
  return tree;
}
