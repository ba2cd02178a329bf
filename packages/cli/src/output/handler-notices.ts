import { join, relative, sep } from "node:path";
import type { Program } from "../ir/ir.js";
import type { Project } from "../project.js";
import type { GoneHandler } from "./gone-handlers.js";
import type { PlannedFile } from "./plan.js";

/** What is left for the user to do about handlers, in sentences; read before anything is written. */
export function handlerNotices(
  project: Project,
  program: Program,
  plan: readonly PlannedFile[],
  gone: readonly GoneHandler[],
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
    ...gone.map(
      ({ path }) =>
        `${relative(root, path).split(sep).join("/")} belongs to no endpoint of the schema`,
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
