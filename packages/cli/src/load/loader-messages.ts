import type { Diagnostic } from "../diagnostic.js";
import type { Lowered } from "../ir/lower-schema.js";
import type { Project } from "../project.js";
import type { Waiver } from "./config.js";
import type { ProgramText } from "./program-text.js";

/** What the loader process is asked for. */
export interface LoadRequest {
  readonly cwd: string;
  /** Absolute; `null` where there is none. */
  readonly configFile: string | null;
  readonly schema?: string | undefined;
  /** What files of the schema would say, by absolute path: it is read as if they did. */
  readonly edits?: Readonly<Record<string, string>> | undefined;
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

export interface LoadedProject extends Omit<Lowered, "diagnostics"> {
  readonly project: Project;
  /** From the configuration. */
  readonly waivers: readonly Waiver[];
  /** The user's files that the schema is made of. */
  readonly files: readonly string[];
}
