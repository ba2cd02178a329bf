import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Endpoint } from "../ir/ir.js";
import type { Project } from "../project.js";
import type { HandlerFinder } from "./find-handlers.js";

/** Where the handler of an endpoint is, or is to be. */
export interface LocatedHandler {
  readonly endpoint: string;
  readonly path: string;
  /** What the endpoint was called before, if that is what the file still says. */
  readonly past: string | null;
}

/** Looks for handlers: where they are first written, then by their types anywhere, then under past names. */
export function locateHandlers(
  project: Project,
  endpoints: readonly Endpoint[],
  finder: HandlerFinder,
): LocatedHandler[] {
  const { server } = project;
  if (server === null) return [];
  const usual = (name: string): string => join(server.handlersDir, `${name}.ts`);
  return endpoints.map(({ name: endpoint, renamedFrom: past }): LocatedHandler => {
    const path = usual(endpoint);
    if (existsSync(path)) return { endpoint, path, past: null };
    const [moved] = finder.declaring(endpoint);
    if (moved !== undefined) return { endpoint, path: moved, past: null };
    if (past === undefined) return { endpoint, path, past: null };
    const [old] = finder.isHandler(usual(past), past, server)
      ? [usual(past)]
      : finder.declaring(past);
    return old === undefined ? { endpoint, path, past: null } : { endpoint, path: old, past };
  });
}
