import { judgePast } from "./compat/judge-past.js";
import { emitProject } from "./emit/emit-project.js";
import { NO_ORIGINS } from "./emit/origin.js";
import type { VirtualFile } from "./emit/virtual-file.js";
import { contractsOf } from "./ir/contract.js";
import type { Program } from "./ir/ir.js";
import { endpointTypeNames } from "./ir/names.js";
import { lockFile, readLock } from "./lock/read-lock.js";
import { lookIntoHandlers, type HandlerFinding, type Looks } from "./look-into-handlers.js";
import { findOrigins, type SchemaSources } from "./origins/find-origins.js";
import { checkFolders } from "./output/check-folders.js";
import { HandlerFinder } from "./output/find-handlers.js";
import { findGoneHandlers, type GoneHandler } from "./output/gone-handlers.js";
import { handlerNotices, pathIn } from "./output/handler-notices.js";
import { locateHandlers, type LocatedHandler } from "./output/locate-handlers.js";
import { planRemovals } from "./output/other-format.js";
import { planFiles, type PlannedFile } from "./output/plan.js";
import { ProjectFiles, type FileEdits } from "./output/project-files.js";
import type { Project } from "./project.js";
import { WsgenError } from "./wsgen-error.js";

/** What a run would do, with nothing written yet. */
export interface ProjectPlan {
  readonly files: readonly PlannedFile[];
  /** Those of them that are the user's: handlers and context. */
  readonly scaffolds: readonly PlannedFile[];
  /** Where the handlers are. */
  readonly located: readonly LocatedHandler[];
  /** What was found in the handlers that had to be looked into. */
  readonly findings: readonly HandlerFinding[];
  /** Handlers without an endpoint. */
  readonly gone: readonly GoneHandler[];
  /** What is left for the user to do, in sentences. */
  readonly notices: readonly string[];
}

interface PlanOptions {
  /** What the schema was read from. */
  readonly sources: SchemaSources;
  /** Default: "suspects". */
  readonly looks?: Looks;
  /** Of handlers. */
  readonly edits?: FileEdits;
}

/**
 * Compares what follows from the schema with what is there.
 * @throws WsgenError if files of the user's would be overwritten
 */
export async function planProject(
  program: Program,
  project: Project,
  { edits, looks = "suspects", sources }: PlanOptions,
): Promise<ProjectPlan> {
  const { bytes, lock } = readLock(project.root);
  const onDisk = new ProjectFiles(edits, new Map([[lockFile(project.root), bytes]]));
  const finder = new HandlerFinder(project, onDisk);
  const located = locateHandlers(project, program.endpoints, finder);
  const renamed = located.flatMap(({ endpoint: to, past: from }) =>
    from === null ? [] : [{ from, to }],
  );
  const names = [...program.endpoints.map(({ name }) => name), ...renamed.map(({ from }) => from)];
  const before = [...lock.endpoints.keys()];
  const gone = findGoneHandlers(project, { names, before }, onDisk, finder);
  const contracts = contractsOf(program);
  const emitted = emitProject(program, project, {
    contracts,
    past: judgePast(contracts, lock),
    gone: gone.map(({ name }) => name),
    renamed,
    lock,
    origins: project.client?.format === "js" ? findOrigins(sources) : NO_ORIGINS,
  });
  const refused = checkFolders(project, emitted, sources.files);
  if (refused.length > 0) throw new WsgenError(refused);
  const wanted = emitted.map((file) => atItsPlace(file, located));
  const compared = planFiles(wanted, onDisk);
  const findings = await lookIntoHandlers(wanted, compared, lock, looks);
  const planned = compared.map((file) => withInsertions(file, findings));
  const scaffolds = planned.filter((_file, index) => wanted[index]?.kind === "scaffold");
  const files = [...eachOnce(planned), ...planRemovals(project, emitted)];
  // What has been told once is told again only when something changes.
  const changes = files.some(({ action }) => action !== "unchanged");
  const told = changes ? findings.flatMap((found) => findingNotices(found, project.root)) : [];
  const situation = { gone, located, before };
  const notices = [...handlerNotices(project, program, files, situation), ...told];
  return { files, scaffolds, located, findings, gone, notices };
}

/** A handler that is not where it was first written, or that says a past name, is that of its endpoint. */
function atItsPlace(file: VirtualFile, located: readonly LocatedHandler[]): VirtualFile {
  const { handler } = file;
  const place = located.find(({ endpoint }) => endpoint === handler?.name);
  if (handler === undefined || place === undefined) return file;
  const { past, path } = place;
  if (past === null) return { ...file, path };
  const typeName = endpointTypeNames(past).handler;
  return { ...file, path, handler: { ...handler, name: past, typeName } };
}

/** What is inserted into a file, for all handlers that are in it. */
function withInsertions(file: PlannedFile, findings: readonly HandlerFinding[]): PlannedFile {
  const merged = findings.flatMap(({ path, result }) =>
    path === file.path && result.kind === "merged" ? [result] : [],
  );
  const last = merged.at(-1);
  if (last === undefined) return file;
  const added = merged.flatMap((result) => result.added);
  return { ...file, text: last.text, action: "extended", added };
}

/** Several handlers may be in one file, which is written once. */
function eachOnce(planned: readonly PlannedFile[]): PlannedFile[] {
  const files = new Map<string, PlannedFile>();
  for (const file of planned) if (!files.has(file.path)) files.set(file.path, file);
  return [...files.values()];
}

function findingNotices({ handler, path, result }: HandlerFinding, root: string): string[] {
  const file = pathIn(root, path);
  const { endpoint } = handler;
  if (result.kind !== "unclear") {
    return result.renamed.map(
      ({ from, line, to }) =>
        `${file}:${line} ${from} was renamed to ${to}: run \`wsgen rename ${endpoint}.${from} ${to}\``,
    );
  }
  const { missing, obstacle } = result;
  const stubs = missing.map(({ text }) => `${text},`.replaceAll(/^/gm, "    "));
  return [
    `${file}:${obstacle.line} ${obstacle.reason}; it was left as it is. What it may lack:\n\n${stubs.join("\n")}\n`,
  ];
}
