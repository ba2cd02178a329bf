import { isUtf8 } from "node:buffer";
import { existsSync } from "node:fs";
import { basename, relative, sep } from "node:path";
import { emitProject } from "./emit/emit-project.js";
import type { HandlerStub, StubMember } from "./emit/handler-stub.js";
import type { VirtualFile } from "./emit/virtual-file.js";
import type { Program } from "./ir/ir.js";
import { checkFolders } from "./output/check-folders.js";
import { findHandlerFiles } from "./output/find-handlers.js";
import { mayLack } from "./output/handler-gaps.js";
import { handlerNotices } from "./output/handler-notices.js";
import { planFiles, type PlannedFile } from "./output/plan.js";
import type { Project } from "./project.js";
import { WsgenError } from "./wsgen-error.js";

/** What a run would do, with nothing written yet. */
export interface ProjectPlan {
  readonly files: readonly PlannedFile[];
  /** What is left for the user to do, in sentences. */
  readonly notices: readonly string[];
}

/**
 * Compares what follows from the schema with what is there.
 * @param sources the files that the schema was read from
 * @throws WsgenError if files of the user's would be overwritten
 */
export async function planProject(
  program: Program,
  project: Project,
  sources: readonly string[],
): Promise<ProjectPlan> {
  const emitted = emitProject(program, project);
  const refused = checkFolders(project, emitted, sources);
  if (refused.length > 0) throw new WsgenError(refused);
  const located = emitted.map((file) => locate(file, project));
  const { files, obstacles } = await extendHandlers(located, planFiles(located), project.root);
  // What has been told once is told again only when something changes.
  const changes = files.some(({ action }) => action !== "unchanged");
  const notices = [...handlerNotices(project, program, files), ...(changes ? obstacles : [])];
  return { files, notices };
}

/** A handler that is not where it was first written is looked for. */
function locate(file: VirtualFile, { client, root, server }: Project): VirtualFile {
  if (file.handler === undefined || existsSync(file.path)) return file;
  const generated = [server?.outDir, client?.outDir].filter((folder) => folder !== undefined);
  const [moved] = findHandlerFiles(root, file.handler, generated);
  return moved === undefined ? file : { ...file, path: moved };
}

interface Extended {
  readonly files: readonly PlannedFile[];
  readonly obstacles: readonly string[];
}

/** Inserts into handlers what they lack. The parser is loaded only if one may lack something. */
async function extendHandlers(
  emitted: readonly VirtualFile[],
  plan: readonly PlannedFile[],
  root: string,
): Promise<Extended> {
  const lock = plan.find(({ path }) => basename(path) === "wsgen.lock.json")?.before ?? null;
  const lockText = lock?.toString("utf8") ?? null;
  const suspects = new Map<PlannedFile, HandlerStub>();
  for (const [index, file] of plan.entries()) {
    const handler = emitted[index]?.handler;
    if (handler === undefined || file.before === null) continue;
    if (mayLack(file.before.toString("utf8"), handler, lockText)) suspects.set(file, handler);
  }
  if (suspects.size === 0) return { files: plan, obstacles: [] };
  const { HandlerMerger } = await import("./merge/merge-handler.js");
  const merger = new HandlerMerger();
  const obstacles: string[] = [];
  const files = plan.map((file) => {
    const handler = suspects.get(file);
    if (handler === undefined || file.before === null) return file;
    const result = isUtf8(file.before)
      ? merger.merge(file.before.toString("utf8"), handler)
      : ({ kind: "unclear", obstacle: NOT_UTF8, missing: handler.members } as const);
    if (result.kind === "merged") {
      return { ...file, text: result.text, action: "extended" as const, added: result.added };
    }
    if (result.kind === "unclear") {
      const place = `${relative(root, file.path).split(sep).join("/")}:${result.obstacle.line}`;
      obstacles.push(toPaste(`${place} ${result.obstacle.reason}`, result.missing));
    }
    return file;
  });
  return { files, obstacles };
}

const NOT_UTF8 = { reason: "is not UTF-8", line: 1 };

function toPaste(problem: string, missing: readonly StubMember[]): string {
  const stubs = missing.map(({ text }) => `${text},`.replaceAll(/^/gm, "    "));
  return `${problem}; it was left as it is. What it may lack:\n\n${stubs.join("\n")}\n`;
}
