import { isUtf8 } from "node:buffer";
import { existsSync } from "node:fs";
import { relative, sep } from "node:path";
import { emitProject } from "./emit/emit-project.js";
import type { HandlerStub } from "./emit/handler-stub.js";
import type { VirtualFile } from "./emit/virtual-file.js";
import type { MergeResult } from "./merge/merge-handler.js";
import { contractsOf } from "./ir/contract.js";
import type { Program } from "./ir/ir.js";
import type { Lock } from "./lock/lock.js";
import { lockFile, readLock } from "./lock/read-lock.js";
import { checkFolders } from "./output/check-folders.js";
import { findHandlerFiles } from "./output/find-handlers.js";
import { findGoneHandlers, type GoneHandler } from "./output/gone-handlers.js";
import { mayLack } from "./output/handler-gaps.js";
import { handlerNotices } from "./output/handler-notices.js";
import { planFiles, type PlannedFile } from "./output/plan.js";
import type { Project } from "./project.js";
import { WsgenError } from "./wsgen-error.js";

/** What a run would do, with nothing written yet. */
export interface ProjectPlan {
  readonly files: readonly PlannedFile[];
  /** What was found in the handlers that had to be looked into. */
  readonly handlers: readonly HandlerFinding[];
  /** Handlers without an endpoint. */
  readonly gone: readonly GoneHandler[];
  /** What is left for the user to do, in sentences. */
  readonly notices: readonly string[];
}

export interface HandlerFinding {
  readonly path: string;
  readonly handler: HandlerStub;
  readonly result: MergeResult;
}

/**
 * Compares what follows from the schema with what is there.
 * @param sources the files that the schema was read from
 * @param looks into which handlers: those that may lack something, or all
 * @throws WsgenError if files of the user's would be overwritten
 */
export async function planProject(
  program: Program,
  project: Project,
  sources: readonly string[],
  looks: "suspects" | "all" = "suspects",
): Promise<ProjectPlan> {
  const names = program.endpoints.map(({ name }) => name);
  const { bytes, lock } = readLock(project.root);
  const gone = findGoneHandlers(project, names, lock.endpoints.keys());
  const emitted = emitProject(program, project, {
    contracts: contractsOf(program),
    gone: gone.map(({ name }) => name),
    lock,
  });
  const refused = checkFolders(project, emitted, sources);
  if (refused.length > 0) throw new WsgenError(refused);
  const located = emitted.map((file) => locate(file, project));
  const compared = planFiles(located, new Map([[lockFile(project.root), bytes]]));
  const handlers = await lookIntoHandlers(located, compared, lock, looks);
  const files = compared.map((file) => extended(file, handlers));
  // What has been told once is told again only when something changes.
  const changes = files.some(({ action }) => action !== "unchanged");
  const obstacles = changes ? handlers.flatMap((found) => toPaste(found, project.root)) : [];
  const notices = [...handlerNotices(project, program, files, gone, lock.endpoints), ...obstacles];
  return { files, handlers, gone, notices };
}

/** A handler that is not where it was first written is looked for. */
function locate(file: VirtualFile, { client, root, server }: Project): VirtualFile {
  if (file.handler === undefined || existsSync(file.path)) return file;
  const generated = [server?.outDir, client?.outDir].filter((folder) => folder !== undefined);
  const [moved] = findHandlerFiles(root, file.handler, generated);
  return moved === undefined ? file : { ...file, path: moved };
}

/** The parser is loaded only if there is a handler to look into. */
async function lookIntoHandlers(
  emitted: readonly VirtualFile[],
  plan: readonly PlannedFile[],
  lock: Lock,
  looks: "suspects" | "all",
): Promise<HandlerFinding[]> {
  const handlers = plan.flatMap(({ before, path }, index) => {
    const handler = emitted[index]?.handler;
    if (handler === undefined || before === null) return [];
    const text = before.toString("utf8");
    const isWanted = looks === "all" || mayLack(text, handler, lock);
    return isWanted ? [{ path, handler, text, isText: isUtf8(before) }] : [];
  });
  if (handlers.length === 0) return [];
  const { HandlerMerger } = await import("./merge/merge-handler.js");
  const merger = new HandlerMerger();
  return handlers.map(({ handler, isText, path, text }) => {
    const result = isText ? merger.merge(text, handler) : notText(handler);
    return { path, handler, result };
  });
}

function notText({ members }: HandlerStub): MergeResult {
  return { kind: "unclear", obstacle: { reason: "is not UTF-8", line: 1 }, missing: members };
}

function extended(file: PlannedFile, handlers: readonly HandlerFinding[]): PlannedFile {
  const result = handlers.find(({ path }) => path === file.path)?.result;
  if (result?.kind !== "merged") return file;
  return { ...file, text: result.text, action: "extended", added: result.added };
}

function toPaste({ path, result }: HandlerFinding, root: string): string[] {
  if (result.kind !== "unclear") return [];
  const { missing, obstacle } = result;
  const place = `${relative(root, path).split(sep).join("/")}:${obstacle.line}`;
  const stubs = missing.map(({ text }) => `${text},`.replaceAll(/^/gm, "    "));
  return [
    `${place} ${obstacle.reason}; it was left as it is. What it may lack:\n\n${stubs.join("\n")}\n`,
  ];
}
