import { relative, sep } from "node:path";
import type { LoadedProject } from "./load/loader-messages.js";
import { HandlerFinder } from "./output/find-handlers.js";
import { locateHandlers } from "./output/locate-handlers.js";
import { ProjectFiles } from "./output/project-files.js";

/** Where an endpoint is in the user's files; paths are relative, with `/`. */
export interface EndpointPlaces {
  readonly schema: { readonly file: string; readonly line: number } | null;
  /** `null`: there is none, or no server is generated. */
  readonly handler: string | null;
}

/** Of an endpoint that is in no file. */
export const NOWHERE: EndpointPlaces = { schema: null, handler: null };

/**
 * The places of all endpoints, by name.
 * @param cwd what the paths are relative to
 */
export function placesOf(
  { positions, program, project }: LoadedProject,
  cwd: string,
): Map<string, EndpointPlaces> {
  const files = new ProjectFiles();
  const finder = new HandlerFinder(project, files);
  const located = locateHandlers(project, program.endpoints, finder);
  const shown = (path: string): string => relative(cwd, path).split(sep).join("/");
  return new Map(
    program.endpoints.map(({ name }) => {
      const position = positions.endpoints[name];
      const path = located.find(({ endpoint }) => endpoint === name)?.path;
      const isThere = path !== undefined && files.bytes(path) !== null;
      const schema =
        position === undefined ? null : { file: shown(position.file), line: position.line };
      return [name, { schema, handler: isThere ? shown(path) : null }];
    }),
  );
}
