import { readdirSync, readFileSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";
import type { Program } from "../ir/ir.js";
import type { Project, ServerFolders } from "../project.js";
import type { PlannedFile } from "./plan.js";

/** What is left for the user to do about handlers, in sentences; read before anything is written. */
export function handlerNotices(
  project: Project,
  program: Program,
  plan: readonly PlannedFile[],
): string[] {
  const { server, root } = project;
  if (server === null) return [];
  const names = program.endpoints.map(({ name }) => name);
  const created = new Set(
    plan.filter(({ action }) => action === "created").map(({ path }) => path),
  );
  const isNew = (name: string): boolean => created.has(join(server.handlersDir, `${name}.ts`));
  return [
    ...passNotice(names, names.filter(isNew)),
    ...abandonedHandlers(server, plan).map(
      (path) => `${relative(root, path).split(sep).join("/")} belongs to no endpoint of the schema`,
    ),
  ];
}

function passNotice(names: readonly string[], added: readonly string[]): string[] {
  if (added.length === 0 || added.length === names.length) return [];
  const what = added.length === 1 ? "the new handler" : "the new handlers";
  return [
    `pass ${what} to createServer({ ${added.join(", ")}, ... }) where your server is created`,
  ];
}

/** Files of handlers whose endpoint is gone. */
export function abandonedHandlers(server: ServerFolders, plan: readonly PlannedFile[]): string[] {
  const { handlersDir } = server;
  const wanted = new Set(plan.map(({ path }) => path.toLowerCase()));
  return listFiles(handlersDir)
    .filter((name) => /^[A-Za-z_]\w*\.ts$/.test(name))
    .map((name) => join(handlersDir, name))
    .filter((path) => !wanted.has(path.toLowerCase()) && isHandler(path, server))
    .toSorted();
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
