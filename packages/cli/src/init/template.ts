import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { InitError } from "./init-error.js";

/** A starter that `wsgen init` copies. */
export interface Template {
  readonly name: string;
  readonly directory: string;
}

const fromSource = import.meta.url.endsWith(".ts");

/** The templates of this repository when run from source, else those that were packed with this version. */
export function findTemplates(): Template[] {
  const path = fromSource ? "../../../../templates/" : "../../templates/";
  const folder = fileURLToPath(new URL(path, import.meta.url));
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(`${folder}${entry.name}/package.json`))
    .map((entry) => ({ name: entry.name, directory: `${folder}${entry.name}` }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** @throws InitError when there is no template of that name */
export function findTemplate(name: string): Template {
  const templates = findTemplates();
  const template = templates.find((candidate) => candidate.name === name);
  if (template) return template;
  const names = templates.map((candidate) => candidate.name).join(", ");
  throw new InitError(
    "INIT_TEMPLATE",
    `there is no template "${name}"`,
    `choose one of: ${names || "(none found)"}`,
  );
}

/** The version of wsgen that is running; its packages are released together. */
export function readVersion(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
  );
  if (typeof manifest === "object" && manifest && "version" in manifest) {
    return String(manifest.version);
  }
  throw new Error("wsgen's package.json has no version");
}
