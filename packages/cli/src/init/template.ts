import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { carriedFolder, OWN_FOLDER } from "../own-package.js";
import { InitError } from "./init-error.js";

/** A starter that `wsgen init` copies. */
export interface Template {
  readonly name: string;
  /** In a few words, from its package.json. */
  readonly description: string;
  readonly directory: string;
}

/** The templates of this repository when run from source, else those that were packed with this version. */
export function findTemplates(): Template[] {
  const folder = carriedFolder("templates");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, "package.json")))
    .map(({ name }) => {
      const directory = join(folder, name);
      const description = readMember(join(directory, "package.json"), "description");
      return { name, directory, description };
    })
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
  return readMember(join(OWN_FOLDER, "package.json"), "version");
}

function readMember(path: string, name: "description" | "version"): string {
  const manifest: unknown = JSON.parse(readFileSync(path, "utf8"));
  if (typeof manifest === "object" && manifest !== null && name in manifest) {
    return String((manifest as Record<typeof name, unknown>)[name]);
  }
  throw new Error(`${path} has no ${name}`);
}
