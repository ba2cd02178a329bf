import type { Diagnostic } from "./diagnostic.js";
import type { LoadedProject } from "./load/loader-messages.js";
import { loadProgram, locateDiagnostics, type ProjectOptions } from "./load-program.js";
import type { PlannedFile } from "./output/plan.js";
import { writePlan } from "./output/write-plan.js";
import { planProject } from "./plan-project.js";

export interface GenerateOptions extends ProjectOptions {
  /** Plans without writing. Default: false. */
  readonly dryRun?: boolean | undefined;
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
  { codePlaces, files: sources, program, project }: LoadedProject,
  { dryRun = false }: Pick<GenerateOptions, "dryRun"> = {},
): Promise<GenerateResult> {
  const { files, notices, scaffolds } = await planProject(program, project, sources);
  if (!dryRun) writePlan(files);
  // Told once: when nothing changes, there is nothing new about it.
  const changes = files.some(({ action }) => action !== "unchanged");
  return {
    root: project.root,
    files,
    scaffolds,
    notices,
    codePlaces: changes ? await locateDiagnostics(codePlaces) : [],
  };
}
