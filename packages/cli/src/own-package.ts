import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

const isSource = import.meta.url.endsWith(".ts");

/** The folder of wsgen's own package. */
export const OWN_FOLDER: string = holderOf("package.json", import.meta.dirname);

/** The program of the loader's process. From source it is TypeScript too, which Node 20 cannot run by itself. */
export const LOADER: string = join(
  OWN_FOLDER,
  isSource ? "bin/loader.js" : "dist/load/loader-process.js",
);

/** What a packed wsgen has a copy of; from source it is what the repository has. */
export function carriedFolder(name: "docs/errors" | "templates"): string {
  return isSource ? join(OWN_FOLDER, "../..", name) : join(OWN_FOLDER, name);
}

// How deep a module lies is the build's affair.
function holderOf(name: string, folder: string): string {
  return existsSync(join(folder, name)) ? folder : holderOf(name, dirname(folder));
}
