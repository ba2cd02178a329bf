import type { Diagnostic } from "./diagnostic.js";
import { loadProgram, locateDiagnostics, type ProjectOptions } from "./load-program.js";
import type { PlannedFile } from "./output/plan.js";
import { writePlan } from "./output/write-plan.js";
import { planProject } from "./plan-project.js";
import { confirmRenamings, type ConfirmRenaming } from "./rename/confirm-renamings.js";

export type { ConfirmRenaming };

export interface GenerateOptions extends ProjectOptions {
  /** Plans without writing. Default: false. */
  readonly dryRun?: boolean | undefined;
  /** Asks what looks renamed. Default: nobody is asked, and the result tells it. */
  readonly confirmRenaming?: ConfirmRenaming | undefined;
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
  const { codePlaces, files: sources, program, project } = await loadProgram(options);
  const { confirmRenaming = null, dryRun = false } = options;
  const renamed = await confirmRenamings(project, program, dryRun ? null : confirmRenaming);
  const { edits } = renamed;
  const { files, notices } = await planProject(program, project, { sources, edits });
  if (!dryRun) writePlan(files);
  // Told once: when nothing changes, there is nothing new about it.
  const changes = files.some(({ action }) => action !== "unchanged");
  return {
    root: project.root,
    files,
    notices: [...notices, ...renamed.notices],
    codePlaces: changes ? await locateDiagnostics(codePlaces) : [],
  };
}
