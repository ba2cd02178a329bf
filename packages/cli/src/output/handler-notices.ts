import { join, relative, sep } from "node:path";
import type { Program } from "../ir/ir.js";
import type { Project } from "../project.js";
import type { GoneHandler } from "./gone-handlers.js";
import type { LocatedHandler } from "./locate-handlers.js";
import type { PlannedFile } from "./plan.js";

interface HandlerSituation {
  /** The endpoints that there were at the last run. */
  readonly before: readonly string[];
  readonly gone: readonly GoneHandler[];
  readonly located: readonly LocatedHandler[];
}

/** What is left for the user to do about handlers, in sentences; read before anything is written. */
export function handlerNotices(
  project: Project,
  program: Program,
  plan: readonly PlannedFile[],
  { before, gone, located }: HandlerSituation,
): string[] {
  const { server, root } = project;
  if (server === null) return [];
  const names = program.endpoints.map(({ name }) => name);
  const created = new Set(
    plan.filter(({ action }) => action === "created").map(({ path }) => path),
  );
  const handlerOf = (name: string): string => join(server.handlersDir, `${name}.ts`);
  const written = names.filter((name) => created.has(handlerOf(name)));
  // Without a generated server there was none to have handlers.
  const isFirst = created.has(join(server.outDir, "server.ts"));
  const again = isFirst ? [] : written.filter((name) => before.includes(name));
  return [
    ...passNotice(
      names,
      written.filter((name) => !again.includes(name)),
    ),
    ...again.map((name) => `${pathIn(root, handlerOf(name))} was gone, and is a stub again`),
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
