import { join, relative, sep } from "node:path";
import type { Program } from "../ir/ir.js";
import type { Project } from "../project.js";
import type { GoneHandler } from "./gone-handlers.js";
import type { PlannedFile } from "./plan.js";

/**
 * What is left for the user to do about handlers, in sentences; read before anything is written.
 * @param before the endpoints that there were at the last run
 */
export function handlerNotices(
  project: Project,
  program: Program,
  plan: readonly PlannedFile[],
  gone: readonly GoneHandler[],
  before: ReadonlyMap<string, unknown>,
): string[] {
  const { server, root } = project;
  if (server === null) return [];
  const names = program.endpoints.map(({ name }) => name);
  const created = new Set(
    plan.filter(({ action }) => action === "created").map(({ path }) => path),
  );
  const handlerOf = (name: string): string => join(server.handlersDir, `${name}.ts`);
  const written = names.filter((name) => created.has(handlerOf(name)));
  const shown = (path: string): string => relative(root, path).split(sep).join("/");
  // Without a generated server there was none to have handlers.
  const isFirst = created.has(join(server.outDir, "server.ts"));
  const again = isFirst ? [] : written.filter((name) => before.has(name));
  return [
    ...passNotice(
      names,
      written.filter((name) => !again.includes(name)),
    ),
    ...again.map((name) => `${shown(handlerOf(name))} was gone, and is a stub again`),
    ...gone.map(({ path }) => `${shown(path)} belongs to no endpoint of the schema`),
  ];
}

function passNotice(names: readonly string[], added: readonly string[]): string[] {
  if (added.length === 0 || added.length === names.length) return [];
  const what = added.length === 1 ? "the new handler" : "the new handlers";
  return [
    `pass ${what} to createServer({ ${added.join(", ")}, ... }) where your server is created`,
  ];
}
