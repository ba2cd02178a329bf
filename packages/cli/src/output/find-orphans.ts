import { readdirSync } from "node:fs";
import { join } from "node:path";
import { isUntouchedStub } from "../emit/untouched-stub.js";
import { generatedFrom, isAsGenerated } from "../emit/virtual-file.js";
import type { Project } from "../project.js";
import type { GoneHandler } from "./gone-handlers.js";
import { pathIn } from "./handler-notices.js";
import type { LocatedHandler } from "./locate-handlers.js";
import { readBytes } from "./read-bytes.js";

/** A file that belongs to nothing in the schema any more. */
export interface Orphan {
  readonly path: string;
  readonly kind: "handler" | "generated";
  /** Of a handler: the endpoints that are gone. */
  readonly endpoints: readonly string[];
  /** Nothing in it is the user's. */
  readonly untouched: boolean;
  /** What else is in it, so that it has to stay; `null`: nothing. */
  readonly kept: string | null;
  readonly before: Buffer;
}

/** What a run knows of the files that are still in use. */
interface InUse {
  /** Everything that is generated now. */
  readonly generated: readonly string[];
  readonly located: readonly LocatedHandler[];
}

/** Finds handlers without an endpoint, and generated files that are written no more. */
export function findOrphans(
  project: Project,
  gone: readonly GoneHandler[],
  inUse: InUse,
): Orphan[] {
  const paths = [...new Set(gone.map(({ path }) => path))];
  const handlers = paths.flatMap((path): Orphan[] => {
    const endpoints = gone.filter((other) => other.path === path).map(({ name }) => name);
    return handlerOrphan(project, path, endpoints, inUse.located);
  });
  return [...handlers, ...staleFiles(project, inUse.generated)];
}

function handlerOrphan(
  { server }: Project,
  path: string,
  endpoints: readonly string[],
  located: readonly LocatedHandler[],
): Orphan[] {
  const before = readBytes(path);
  if (before === null || server === null) return [];
  const text = plainText(before);
  const other = located.find((handler) => handler.path === path);
  const kept =
    other !== undefined
      ? `has the handler of ${other.endpoint} too`
      : /\bcreateServer\b/.test(text)
        ? "creates a server too"
        : null;
  const untouched = isUntouchedStub(text, path, join(server.outDir, "server.ts"));
  return [{ path, kind: "handler", endpoints, untouched, kept, before }];
}

function staleFiles(
  { client, root, schemaFile, server }: Project,
  written: readonly string[],
): Orphan[] {
  const folders = new Set(
    [server?.outDir, client?.outDir].filter((folder) => folder !== undefined),
  );
  const schema = pathIn(root, schemaFile);
  return [...folders].flatMap(filesIn).flatMap((path): Orphan[] => {
    const before = written.includes(path) ? null : readBytes(path);
    const text = before === null ? "" : plainText(before);
    // Another schema may write to the same folder.
    if (before === null || generatedFrom(text) !== schema) return [];
    const untouched = isAsGenerated(text);
    return [{ path, kind: "generated", endpoints: [], untouched, kept: null, before }];
  });
}

function filesIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.flatMap((entry) => (entry.isDirectory() ? [] : [join(folder, entry.name)]));
  } catch {
    return [];
  }
}

// git may have turned line ends into CRLF.
function plainText(bytes: Buffer): string {
  return bytes.toString("utf8").replaceAll("\r\n", "\n");
}
