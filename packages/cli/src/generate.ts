import { Code, type Diagnostic } from "./diagnostic.js";
import { loadProgram, locateDiagnostics, type ProjectOptions } from "./load-program.js";
import type { LoadedProject } from "./load/loader-messages.js";
import type { PlannedFile } from "./output/plan.js";
import type { FileEdits } from "./output/project-files.js";
import { withWriteLock } from "./output/write-lock.js";
import { writePlan } from "./output/write-plan.js";
import { planProject, type ProjectPlan } from "./plan-project.js";
import { confirmRenamings, type ConfirmRenaming } from "./rename/confirm-renamings.js";
import { WsgenError } from "./wsgen-error.js";

export type { ConfirmRenaming };

export interface GenerateOptions extends ProjectOptions {
  /** Plans without writing. Default: false. */
  readonly dryRun?: boolean | undefined;
  /** Asks what looks renamed. Default: nobody is asked, and the result tells it. */
  readonly confirmRenaming?: ConfirmRenaming | undefined;
}

interface FromOptions {
  readonly dryRun?: boolean | undefined;
  readonly confirmRenaming?: ConfirmRenaming | null | undefined;
}

export interface GenerateResult {
  readonly root: string;
  readonly files: readonly PlannedFile[];
  /** Those of them that are the user's: handlers and context. */
  readonly scaffolds: readonly PlannedFile[];
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
  return generateFrom(await loadProgram(options), options);
}

/** The same for a schema that was read already. */
export async function generateFrom(
  loaded: LoadedProject,
  { confirmRenaming = null, dryRun = false }: FromOptions = {},
): Promise<GenerateResult> {
  const { codePlaces, program, project } = loaded;
  const renamed = await confirmRenamings(project, program, dryRun ? null : confirmRenaming);
  const run = (): Promise<ProjectPlan> => planAndWrite(loaded, renamed.edits, dryRun);
  const { files, notices, scaffolds } = await run().catch((error: unknown) => {
    // An editor or another run was quicker: what they wrote is taken into account.
    if (renamed.edits.size === 0 && isChanged(error)) return run();
    throw error;
  });
  // Told once: when nothing changes, there is nothing new about it.
  const changes = hasChanges({ files });
  return {
    root: project.root,
    files,
    scaffolds,
    notices: [...notices, ...renamed.notices],
    codePlaces: changes ? await locateDiagnostics(codePlaces) : [],
  };
}

async function planAndWrite(
  loaded: LoadedProject,
  edits: FileEdits,
  dryRun: boolean,
): Promise<ProjectPlan> {
  const { program, project } = loaded;
  const plan = await planProject(program, project, { sources: loaded, edits });
  if (!dryRun && hasChanges(plan)) await withWriteLock(project.root, () => writePlan(plan.files));
  return plan;
}

function hasChanges({ files }: Pick<ProjectPlan, "files">): boolean {
  return files.some(({ action }) => action !== "unchanged");
}

function isChanged(error: unknown): boolean {
  return error instanceof WsgenError && error.diagnostics.some(({ code }) => code === Code.CHANGED);
}
