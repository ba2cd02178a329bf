import { isUtf8 } from "node:buffer";
import { existsSync } from "node:fs";
import { Code } from "../diagnostic.js";
import { stubOf } from "../emit/emit-stub.js";
import type { HandlerStub } from "../emit/handler-stub.js";
import type { Endpoint, Program } from "../ir/ir.js";
import { endpointTypeNames } from "../ir/names.js";
import { HandlerRenamer, type RenamedHandler } from "../merge/rename-in-handler.js";
import type { ReplacedName } from "../merge/replaced-name.js";
import { HandlerFinder } from "../output/find-handlers.js";
import { locateHandlers, type LocatedHandler } from "../output/locate-handlers.js";
import { readBytes } from "../output/plan.js";
import { ProjectFiles } from "../output/project-files.js";
import type { Project } from "../project.js";
import { WsgenError } from "../wsgen-error.js";
import type { Renaming } from "./renaming.js";

/** A handler in which names were replaced. */
export interface HandlerEdit {
  readonly path: string;
  readonly text: string;
  readonly names: readonly ReplacedName[];
}

/**
 * Replaces what was renamed in the handler that has it; nothing is written.
 * @param program what the schema says with the new name
 * @param pasts what the thing was called before, the newest first
 * @returns `null` if there is nothing to replace
 * @throws WsgenError if the handler is not understood
 */
export function editHandler(
  project: Project,
  program: Program,
  { thing, to }: Renaming,
  pasts: readonly string[],
): HandlerEdit | null {
  const name = thing.kind === "endpoint" ? to : thing.endpoint;
  const endpoint = program.endpoints.find((other) => other.name === name);
  if (endpoint === undefined || thing.direction === "serverToClient") return null;
  const place = locate(
    project,
    thing.kind === "endpoint" ? { ...endpoint, renamedFrom: thing.name } : endpoint,
  );
  if (place === undefined) return null;
  const before = readBytes(place.path);
  if (before === null || !isUtf8(before)) return null;
  const text = before.toString("utf8");
  const stub = stubAt(endpoint, place);
  const renamer = new HandlerRenamer();
  const replaceNames = (): RenamedHandler => {
    if (thing.kind === "endpoint") return renamer.renameTypes(text, typeNames(thing.name, to));
    if (thing.kind === "message") return renamer.renameCase(text, stub, thing.name, to);
    const calls = stub.members.find(({ key }) => key === "calls")?.members ?? [];
    const call = calls.find(({ key }) => key === to);
    return call === undefined ? { kind: "nothing" } : renamer.renameCall(text, stub, pasts, call);
  };
  const renamed = replaceNames();
  if (renamed.kind === "nothing") return null;
  if (renamed.kind === "renamed")
    return { path: place.path, text: renamed.text, names: renamed.names };
  const { line, reason } = renamed.obstacle;
  const message = `the handler of ${name} ${reason}; nothing was written`;
  const fix = `rename ${thing.name} to ${to} by hand, here and in the schema`;
  throw new WsgenError([{ code: Code.RENAME_UNCLEAR, message, fix, file: place.path, line }]);
}

function locate(project: Project, endpoint: Endpoint): LocatedHandler | undefined {
  const finder = new HandlerFinder(project, new ProjectFiles());
  const [place] = locateHandlers(project, [endpoint], finder);
  const past = endpoint.renamedFrom;
  if (place === undefined || place.past !== null || past === undefined) return place;
  const [old] = finder.declaring(past);
  if (old === undefined || old === place.path || !existsSync(place.path)) return place;
  const message = `${endpoint.name} has a handler already, beside that of ${past}`;
  const fix = "move one of them away, and run again";
  throw new WsgenError([{ code: Code.RENAME_UNCLEAR, message, fix, file: place.path }]);
}

function stubAt(endpoint: Endpoint, { past }: LocatedHandler): HandlerStub {
  const stub = stubOf(endpoint);
  return past === null ? stub : { ...stub, name: past, typeName: endpointTypeNames(past).handler };
}

function typeNames(from: string, to: string): Map<string, string> {
  const [past, now] = [endpointTypeNames(from), endpointTypeNames(to)];
  const roles = Object.keys(past) as (keyof typeof past)[]; // the keys of an object literal
  return new Map(roles.map((role) => [past[role], now[role]]));
}
