import type { Diagnostic } from "../diagnostic.js";
import type { Project } from "../project.js";

/** All that checks look at: a project, and the machine it is on. */
export interface Surroundings {
  /** As the configuration says; with the usual folders, if it cannot be read. */
  readonly project: Project;
  /** What `wsgen check` finds. */
  readonly problems: readonly Diagnostic[];
  /** Whether schema and configuration could be read; if not, `problems` says why. */
  readonly isReadable: boolean;
  readonly machine: Machine;
}

export interface Machine {
  /** Such as `20.19.0`. */
  readonly nodeVersion: string;
  /** Of the wsgen that is running. */
  readonly wsgenVersion: string;
  /** The file with the number of files that may be watched; only Linux has it. */
  readonly watchLimitFile: string;
}
