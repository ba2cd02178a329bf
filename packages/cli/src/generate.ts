import type { Diagnostic } from "./diagnostic.js";
import { emitProject } from "./emit/emit-project.js";
import { loadProgram, locateDiagnostics, type ProjectOptions } from "./load-program.js";
import { checkFolders } from "./output/check-folders.js";
import { handlerNotices } from "./output/handler-notices.js";
import { planFiles, type PlannedFile } from "./output/plan.js";
import { writePlan } from "./output/write-plan.js";
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
  const { codePlaces, files, program, project } = await loadProgram(options);
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
    codePlaces: changes ? await locateDiagnostics(codePlaces) : [],
  };
}
