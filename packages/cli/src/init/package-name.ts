import { basename, resolve } from "node:path";

const fallback = "wsgen-app";
const refusedByNpm = new Set(["node_modules", "favicon.ico"]);

/** A valid npm package name made from the folder's name. */
export function packageNameFrom(directory: string): string {
  const name = basename(resolve(directory))
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[._-]+|-+$/g, "")
    .slice(0, 214);
  return name === "" || refusedByNpm.has(name) ? fallback : name;
}
