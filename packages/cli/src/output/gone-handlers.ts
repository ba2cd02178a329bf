import { readdirSync, readFileSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";
import { endpointTypeNames } from "../ir/names.js";
import type { Project, ServerFolders } from "../project.js";
import { LOCK_FILE, namesInLock } from "./locked-names.js";
import { findHandlerFiles } from "./find-handlers.js";

/** A handler that the user still has, for an endpoint that the schema has not. */
export interface GoneHandler {
  /** Of the endpoint. */
  readonly name: string;
  readonly path: string;
}

/** @param names the endpoints that there are */
export function findGoneHandlers(project: Project, names: readonly string[]): GoneHandler[] {
  const { server } = project;
  if (server === null) return [];
  const left = handlersIn(server, names);
  const known = [...namesInLock(readText(join(project.root, LOCK_FILE))), ...namesTold(server)];
  const others = new Set(known.filter((name) => !names.includes(name)));
  for (const { name } of left) others.delete(name);
  const moved = [...others].flatMap((name) => {
    const [path] = findMoved(project, name);
    return path === undefined ? [] : [{ name, path }];
  });
  return [...left, ...moved].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function findMoved({ client, root, server }: Project, name: string): string[] {
  const generated = [server?.outDir, client?.outDir].filter((folder) => folder !== undefined);
  const typeName = endpointTypeNames(name).handler;
  return findHandlerFiles(root, { typeName }, generated);
}

function handlersIn(server: ServerFolders, names: readonly string[]): GoneHandler[] {
  const wanted = new Set(names.map((name) => `${name}.ts`.toLowerCase()));
  return listFiles(server.handlersDir)
    .filter((file) => /^[a-z_]\w*\.ts$/.test(file) && !wanted.has(file.toLowerCase()))
    .map((file) => ({ name: basename(file, ".ts"), path: join(server.handlersDir, file) }))
    .filter(({ path }) => isHandler(path, server));
}

/** The endpoints that the generated server says are gone: told until their handlers are. */
function namesTold({ outDir }: ServerFolders): string[] {
  const text = readText(join(outDir, "server.ts"));
  return [...text.matchAll(/^\/\*\* The endpoint `(\w+)` is gone/gm)].map(([, name = ""]) => name);
}

function isHandler(path: string, { handlersDir, outDir }: ServerFolders): boolean {
  const text = readText(path);
  const inner = relative(handlersDir, join(outDir, "server")).split(sep).join("/");
  const specifier = inner.startsWith(".") ? inner : `./${inner}`;
  const imports = ['.js"', ".js'", '.ts"', ".ts'", '"', "'"].some((end) =>
    text.includes(`${end.slice(-1)}${specifier}${end}`),
  );
  return imports && new RegExp(`^export const ${basename(path, ".ts")}\\b`, "m").test(text);
}

// What cannot be read is no reason to fail: if it matters, writing will say so.
function listFiles(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  } catch {
    return [];
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
