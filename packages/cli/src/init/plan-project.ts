import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

import type { Template } from "./template.js";

/** A file to write; `path` is relative to the project and uses forward slashes. */
export interface ProjectFile {
  readonly path: string;
  readonly content: Buffer;
}

const leftOut = new Set(["node_modules", "dist", ".vite"]);

/** The files of a new project called `name`, made from the template; writes nothing. */
export function planProject(template: Template, name: string, version: string): ProjectFile[] {
  return listFiles(template.directory).map((file) => {
    const path = relative(template.directory, file).replaceAll(sep, "/");
    const content = readFileSync(file);
    if (path === "package.json") return { path, content: ownManifest(content, name, version) };
    // npm leaves .gitignore out of packages, so the templates have it under another name.
    return { path: path.replace(/(^|\/)_gitignore$/, "$1.gitignore"), content };
  });
}

function listFiles(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => !leftOut.has(entry.name) && !entry.name.endsWith(".tsbuildinfo"))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(directory, entry.name);
      return entry.isDirectory() ? listFiles(path) : [path];
    });
}

function ownManifest(content: Buffer, name: string, version: string): Buffer {
  const manifest: unknown = JSON.parse(content.toString("utf8"), (_key: string, value: unknown) =>
    value === "workspace:*" ? `^${version}` : value,
  );
  return Buffer.from(`${JSON.stringify({ ...(manifest as object), name }, null, 2)}\n`);
}
