import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Code, sortDiagnostics, type Diagnostic } from "./diagnostic.js";
import type { LoadedProject } from "./load/loader-messages.js";
import { findConfig } from "./load/resolve-project.js";
import { LoadError, Loader } from "./load/run-loader.js";
import { WsgenError } from "./wsgen-error.js";

export interface ProjectOptions {
  /** The project's folder. Default: the current one. */
  readonly cwd?: string | undefined;
  /** The configuration. Default: `wsgen.config.ts` in `cwd`, if it is there. */
  readonly config?: string | undefined;
  /** The schema. Default: what the configuration says. */
  readonly schema?: string | undefined;
  /** How long importing the user's files may take, in milliseconds. Default: 30,000. */
  readonly timeout?: number | undefined;
}

/** What files of the schema would say, by absolute path. */
export type SchemaEdits = Readonly<Record<string, string>>;

interface LoadOptions {
  /** The schema is read as if its files said this. */
  readonly edits?: SchemaEdits | undefined;
  /** Default: one of its own. */
  readonly loader?: Loader;
}

/**
 * Reads the configuration and the schema of a project.
 * @throws WsgenError with diagnostics, for everything the user can mend; LoadError once anything was to be imported
 */
export async function loadProgram(
  options: ProjectOptions,
  { edits, loader }: LoadOptions = {},
): Promise<LoadedProject> {
  const cwd = resolve(options.cwd ?? ".");
  const configFile = locateConfig(cwd, options.config);
  const request = { cwd, configFile, schema: options.schema, edits };
  return explaining(() => (loader ?? new Loader()).load(request, options.timeout ?? 30_000));
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
    const located = await locateDiagnostics(error.diagnostics).catch(() =>
      sortDiagnostics(error.diagnostics),
    );
    throw error instanceof LoadError
      ? new LoadError(located, error.entries)
      : new WsgenError(located);
  }
}

/** The diagnostics with line and column of what they are about, in order. */
export async function locateDiagnostics(diagnostics: readonly Diagnostic[]): Promise<Diagnostic[]> {
  if (!diagnostics.some(({ keys }) => keys !== undefined)) return sortDiagnostics(diagnostics);
  const { KeyLocator } = await import("./merge/locate-key.js");
  const locator = new KeyLocator();
  const located = diagnostics.map((diagnostic) => {
    const { file, line, keys } = diagnostic;
    if (file === undefined || line === undefined || keys === undefined) return diagnostic;
    return { ...diagnostic, ...locator.locate(file, readFileSync(file, "utf8"), line, keys) };
  });
  return sortDiagnostics(located);
}
