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
import { pathIn } from "../output/handler-notices.js";
import { locateHandlers, type LocatedHandler } from "../output/locate-handlers.js";
import { readBytes } from "../output/read-bytes.js";
import { ProjectFiles, type FileEdit, type FileEdits } from "../output/project-files.js";
import type { Project } from "../project.js";
import { WsgenError } from "../wsgen-error.js";
import type { Named, Renaming } from "./renaming.js";

/** A handler in which names were replaced. */
export interface HandlerEdit extends FileEdit {
  readonly path: string;
  readonly names: readonly ReplacedName[];
}

interface HandlerEditOptions {
  readonly pasts?: readonly string[];
  readonly edits?: FileEdits;
}

/**
 * Replaces what was renamed in the handler that has it; nothing is written.
 * @param program what the schema says with the new name
 * @param options `pasts`: what the thing was called before, the newest first; `edits`: what handlers would say
 * @returns `null` if there is nothing to replace
 * @throws WsgenError if the handler is not understood
 */
export function editHandler(
  project: Project,
  program: Program,
  renaming: Renaming,
  { edits = new Map(), pasts = [renaming.thing.name] }: HandlerEditOptions = {},
): HandlerEdit | null {
  const { thing, to } = renaming;
  const name = thing.kind === "endpoint" ? to : thing.endpoint;
  const endpoint = program.endpoints.find((other) => other.name === name);
  if (endpoint === undefined || thing.direction === "serverToClient") return null;
  const place = locate(project, endpoint, thing);
  const edit = edits.get(place?.path ?? "");
  const before = place === null ? null : (edit?.before ?? readBytes(place.path));
  if (place === null || before === null || !isUtf8(before)) return null;
  const text = edit?.text ?? before.toString("utf8");
  const renamed = replaceNames(text, stubAt(endpoint, place), renaming, pasts);
  switch (renamed.kind) {
    case "nothing":
      return null;
    case "renamed":
      return { path: place.path, text: renamed.text, before, names: renamed.names };
    case "unclear": {
      const { line, reason } = renamed.obstacle;
      const message = `the handler of ${name} ${reason}; nothing was written`;
      const fix = `rename ${thing.name} to ${to} by hand, here and in the schema`;
      throw new WsgenError([{ code: Code.RENAME_UNCLEAR, message, fix, file: place.path, line }]);
    }
  }
}

function replaceNames(
  text: string,
  stub: HandlerStub,
  { thing, to }: Renaming,
  pasts: readonly string[],
): RenamedHandler {
  const renamer = new HandlerRenamer();
  if (thing.kind === "endpoint") return renamer.renameTypes(text, typeNames(thing.name, to));
  if (thing.kind === "message") return renamer.renameCase(text, stub, thing.name, to);
  const calls = stub.members.find(({ key }) => key === "calls")?.members ?? [];
  const call = calls.find(({ key }) => key === to);
  return call === undefined ? { kind: "nothing" } : renamer.renameCall(text, stub, pasts, call);
}

function locate(project: Project, endpoint: Endpoint, thing: Named): LocatedHandler | null {
  const finder = new HandlerFinder(project, new ProjectFiles());
  if (thing.kind !== "endpoint") return locateHandlers(project, [endpoint], finder)[0] ?? null;
  const past = { ...endpoint, renamedFrom: thing.name };
  const [place = null] = locateHandlers(project, [past], finder);
  if (place === null || place.past !== null) return place;
  const old = finder.declaring(thing.name).find((path) => path !== place.path);
  if (old === undefined || !existsSync(place.path)) return place;
  const message = `${endpoint.name} has a handler already, beside ${pathIn(project.root, old)}`;
  const fix = `move the one away that you do not want, and run again`;
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
