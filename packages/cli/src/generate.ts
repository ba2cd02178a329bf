import { Code, type Diagnostic } from "./diagnostic.js";
import { loadProgram, locateDiagnostics, type ProjectOptions } from "./load-program.js";
import type { LoadedProject } from "./load/loader-messages.js";
import type { PlannedFile } from "./output/plan.js";
import { withWriteLock } from "./output/write-lock.js";
import { writePlan } from "./output/write-plan.js";
import { planProject, type ProjectPlan } from "./plan-project.js";
import { WsgenError } from "./wsgen-error.js";

export interface GenerateOptions extends ProjectOptions {
  /** Plans without writing. Default: false. */
  readonly dryRun?: boolean | undefined;
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
  const loaded = await loadProgram(options);
  const { codePlaces, project } = loaded;
  const { files, notices } =
    options.dryRun === true
      ? await planProject(loaded.program, project, loaded)
      : await writeProject(loaded).catch((error: unknown) => {
          // An editor or another run was quicker: what they wrote is taken into account.
          if (isChanged(error)) return writeProject(loaded);
          throw error;
        });
  // Told once: when nothing changes, there is nothing new about it.
  const changes = hasChanges({ files });
  return {
    root: project.root,
    files,
    notices,
    codePlaces: changes ? await locateDiagnostics(codePlaces) : [],
  };
}

async function writeProject(loaded: LoadedProject): Promise<ProjectPlan> {
  const { program, project } = loaded;
  const plan = await planProject(program, project, loaded);
  if (hasChanges(plan)) await withWriteLock(project.root, () => writePlan(plan.files));
  return plan;
}

function hasChanges({ files }: Pick<ProjectPlan, "files">): boolean {
  return files.some(({ action }) => action !== "unchanged");
}

function isChanged(error: unknown): boolean {
  return error instanceof WsgenError && error.diagnostics.some(({ code }) => code === Code.CHANGED);
}
