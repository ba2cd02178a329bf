import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import type { Project, ServerFolders } from "../project.js";
import type { HandlerFinder } from "./find-handlers.js";
import type { ProjectFiles } from "./project-files.js";

/** A handler that the user still has, for an endpoint that the schema has not. */
export interface GoneHandler {
  /** Of the endpoint. */
  readonly name: string;
  readonly path: string;
}

/**
 * @param names the endpoints that there are, and past ones that have become others
 * @param before the endpoints that there were at the last run
 */
export function findGoneHandlers(
  project: Project,
  { before, names }: { readonly names: readonly string[]; readonly before: readonly string[] },
  files: ProjectFiles,
  finder: HandlerFinder,
): GoneHandler[] {
  const { server } = project;
  if (server === null) return [];
  const left = handlersIn(server, names, finder);
  const known = [...before, ...namesTold(files.text(join(server.outDir, "server.ts")))];
  const others = new Set(known.filter((name) => !names.includes(name)));
  for (const { name } of left) others.delete(name);
  const moved = [...others].flatMap((name) => {
    const [path] = finder.declaring(name);
    return path === undefined ? [] : [{ name, path }];
  });
  return [...left, ...moved].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function handlersIn(
  server: ServerFolders,
  names: readonly string[],
  finder: HandlerFinder,
): GoneHandler[] {
  const wanted = new Set(names.map((name) => `${name}.ts`.toLowerCase()));
  return listFiles(server.handlersDir)
    .filter((file) => /^[a-z_]\w*\.ts$/.test(file) && !wanted.has(file.toLowerCase()))
    .map((file) => ({ name: basename(file, ".ts"), path: join(server.handlersDir, file) }))
    .filter(({ name, path }) => finder.isHandler(path, name, server));
}

/** The endpoints that the generated server says are gone: told until their handlers are. */
function namesTold(text: string): string[] {
  return [...text.matchAll(/^\/\*\* The endpoint `(\w+)` is gone/gm)].map(([, name = ""]) => name);
}

// What cannot be read is no reason to fail: if it matters, writing will say so.
function listFiles(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  } catch {
    return [];
  }
}
