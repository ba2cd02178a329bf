import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Code, sortDiagnostics, type Diagnostic } from "./diagnostic.js";
import { emitProject } from "./emit/emit-project.js";
import { findConfig } from "./load/resolve-project.js";
import { runLoader } from "./load/run-loader.js";
import { checkFolders } from "./output/check-folders.js";
import { handlerNotices } from "./output/handler-notices.js";
import { planFiles, type PlannedFile } from "./output/plan.js";
import { writePlan } from "./output/write-plan.js";
import { WsgenError } from "./wsgen-error.js";

export interface GenerateOptions {
  /** The project's folder. Default: the current one. */
  readonly cwd?: string | undefined;
  /** The configuration. Default: `wsgen.config.ts` in `cwd`, if it is there. */
  readonly config?: string | undefined;
  /** The schema. Default: what the configuration says. */
  readonly schema?: string | undefined;
  /** Plans without writing. Default: false. */
  readonly dryRun?: boolean | undefined;
  /** How long importing the user's files may take, in milliseconds. Default: 30,000. */
  readonly timeout?: number | undefined;
}

export interface GenerateResult {
  readonly root: string;
  readonly files: readonly PlannedFile[];
  /** What is left for the user to do, in sentences. */
  readonly notices: readonly string[];
  /** Where code of the schema's decides, which only a server runs; empty when nothing has changed. */
  readonly codePlaces: readonly Diagnostic[];
}

/**
 * Reads the schema and writes what follows from it: all files or none.
 * @throws WsgenError with diagnostics, for everything the user can mend
 */
export async function generate(options: GenerateOptions = {}): Promise<GenerateResult> {
  const cwd = resolve(options.cwd ?? ".");
  const configFile = locateConfig(cwd, options.config);
  const request = { cwd, configFile, schema: options.schema };
  const { codePlaces, files, program, project } = await explaining(() =>
    runLoader(request, options.timeout ?? 30_000),
  );
  const emitted = emitProject(program, project);
  const refused = checkFolders(project, emitted, files);
  if (refused.length > 0) throw new WsgenError(refused);
  const plan = planFiles(emitted);
  const notices = handlerNotices(project, program, plan);
  if (options.dryRun !== true) writePlan(plan);
  // Told once: when nothing changes, there is nothing new about it.
  const changes = plan.some(({ action }) => action !== "unchanged");
  return {
    root: project.root,
    files: plan,
    notices,
    codePlaces: changes ? sortDiagnostics(await refine(codePlaces)) : [],
  };
}

function locateConfig(cwd: string, given: string | undefined): string | null {
  if (given === undefined) return findConfig(cwd);
  const file = resolve(cwd, given);
  if (existsSync(file)) return file;
  const message = `there is no configuration at ${given}`;
  throw new WsgenError([
    { code: Code.FILE_NOT_FOUND, message, fix: "mend the path behind --config" },
  ]);
}

// Exact positions need a parser, which a run that finds nothing to tell does without.
async function explaining<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof WsgenError)) throw error;
    // A rougher position is better than a diagnostic that is lost.
    const refined = await refine(error.diagnostics).catch(() => error.diagnostics);
    throw new WsgenError(sortDiagnostics(refined));
  }
}

async function refine(diagnostics: readonly Diagnostic[]): Promise<Diagnostic[]> {
  if (!diagnostics.some(({ keys }) => keys !== undefined)) return [...diagnostics];
  const { KeyLocator } = await import("./merge/locate-key.js");
  const locator = new KeyLocator();
  return diagnostics.map((diagnostic) => {
    const { file, line, keys } = diagnostic;
    if (file === undefined || line === undefined || keys === undefined) return diagnostic;
    return { ...diagnostic, ...locator.locate(file, readFileSync(file, "utf8"), line, keys) };
  });
}
