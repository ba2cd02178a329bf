import type { Diagnostic } from "../diagnostic.js";
import type { Program } from "../ir/ir.js";
import type { Project } from "../project.js";
import type { ProgramText } from "./program-text.js";

/** What the loader process is asked for. */
export interface LoadRequest {
  readonly cwd: string;
  /** Absolute; `null` where there is none. */
  readonly configFile: string | null;
  readonly schema?: string | undefined;
}

/** Sent before a file of the user's is imported, so that it can be blamed for a silence. */
export interface LoadProgress {
  readonly kind: "loading";
  readonly file: string;
}

/** What the loader process answers, once. */
export type LoadReply = LoadSuccess | LoadFailure;

export interface LoadFailure {
  readonly kind: "failed";
  readonly diagnostics: readonly Diagnostic[];
  /** The files that were to be imported: configuration and schema, as far as it came. */
  readonly entries: readonly string[];
}

export interface LoadSuccess extends Omit<LoadedProject, "program"> {
  readonly kind: "loaded";
  readonly program: ProgramText;
}

export interface LoadedProject {
  readonly project: Project;
  readonly program: Program;
  /** Where code of the user's decides, which only a server runs. */
  readonly codePlaces: readonly Diagnostic[];
  /** The user's files that the schema is made of. */
  readonly files: readonly string[];
}
