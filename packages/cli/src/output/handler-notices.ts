import { join, relative, sep } from "node:path";
import type { Program } from "../ir/ir.js";
import type { Project } from "../project.js";
import type { GoneHandler } from "./gone-handlers.js";
import type { LocatedHandler } from "./locate-handlers.js";
import type { PlannedFile } from "./plan.js";

/** What is left for the user to do about handlers, in sentences; read before anything is written. */
export function handlerNotices(
  project: Project,
  program: Program,
  plan: readonly PlannedFile[],
  { gone, located }: { gone: readonly GoneHandler[]; located: readonly LocatedHandler[] },
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
        `${pathIn(root, path)} belongs to no endpoint of the schema: see \`wsgen prune\``,
    ),
    ...located.flatMap(({ endpoint, past, path }) =>
      past === null
        ? []
        : [
            `${pathIn(root, path)} says ${past}, which was renamed to ${endpoint}: run \`wsgen rename ${past} ${endpoint}\``,
          ],
    ),
  ];
}

/** A path as people write it. */
export function pathIn(root: string, path: string): string {
  return relative(root, path).split(sep).join("/");
}

function passNotice(names: readonly string[], added: readonly string[]): string[] {
  if (added.length === 0 || added.length === names.length) return [];
  const what = added.length === 1 ? "the new handler" : "the new handlers";
  return [
    `pass ${what} to createServer({ ${added.join(", ")}, ... }) where your server is created`,
  ];
}
