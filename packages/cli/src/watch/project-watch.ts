import { statSync } from "node:fs";
import { resolve } from "node:path";
import { Code, type Diagnostic } from "../diagnostic.js";
import { generateFrom, type GenerateResult } from "../generate.js";
import { loadProgram, type ProjectOptions } from "../load-program.js";
import { ProgramReader } from "../load/program-text.js";
import { LoadError, Loader } from "../load/run-loader.js";
import { WsgenError } from "../wsgen-error.js";
import { ChangingFiles, hashOf, type Content } from "./changing-files.js";
import { WatchedSources } from "./watched-sources.js";

export interface WatchOptions extends ProjectOptions {
  /** How long nothing happens until a change starts a run, in milliseconds. Default: 50. */
  readonly debounce?: number | undefined;
}

export interface WatchListener {
  onRun(run: WatchRun): void;
  /** A fault of wsgen's own, with which the watch has ended. */
  onFault(error: unknown): void;
}

/** One run: what it did, or what kept it from doing anything. */
export type WatchRun = {
  /** What started it; empty for the first. */
  readonly changed: readonly string[];
  /** Milliseconds. */
  readonly took: number;
} & Outcome;

/** The content of a file that may have changed after it was read: it is looked at again. */
const NOT_KNOWN = "not known";

type Outcome =
  | { readonly kind: "generated"; readonly result: GenerateResult }
  | { readonly kind: "failed"; readonly diagnostics: readonly Diagnostic[] };

/** Generates a project, and again whenever something has changed that it is made of. */
export class ProjectWatch {
  readonly #options: WatchOptions;
  readonly #listener: WatchListener;
  readonly #sources: WatchedSources;
  readonly #files: ChangingFiles;
  readonly #reader = new ProgramReader();
  /** The user's handlers and context, as the last good run left them. */
  #scaffolds: ReadonlyMap<string, Content> = new Map();
  /** Waits for the next run, so that its start takes no time then. */
  #loader: Loader | null = null;
  #isClosed = false;

  constructor(options: WatchOptions, listener: WatchListener) {
    this.#options = options;
    this.#listener = listener;
    this.#sources = new WatchedSources(options);
    this.#files = new ChangingFiles({
      root: resolve(options.cwd ?? "."),
      debounce: options.debounce ?? 50,
      onChange: (paths) => void this.#run(paths),
      onFault: (error) => this.#fail(error),
    });
  }

  /** Resolves after the first run, whatever came of it. */
  async start(): Promise<void> {
    await this.#run([]);
  }

  /** Leaves no process, no watcher and no timer. */
  close(): void {
    this.#isClosed = true;
    this.#loader?.end();
    this.#files.close();
  }

  async #run(changed: readonly string[]): Promise<void> {
    const [started, startedAt] = [performance.now(), Date.now()];
    try {
      // What changes from here on starts one more run.
      this.#files.hold();
      const before = this.#read(this.#sources.list(changed));
      const outcome = await this.#generate();
      if (this.#isClosed) return;
      this.#loader = new Loader(this.#reader);
      this.#files.expect(this.#expected(before, outcome, startedAt));
      this.#listener.onRun({ changed, took: performance.now() - started, ...outcome });
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    if (this.#isClosed) return;
    this.close();
    this.#listener.onFault(error);
  }

  async #generate(): Promise<Outcome> {
    this.#loader ??= new Loader(this.#reader);
    try {
      const loaded = await loadProgram(this.#options, { loader: this.#loader });
      if (this.#isClosed) return { kind: "failed", diagnostics: [] };
      this.#sources.learn(loaded.project.schemaFile, loaded.files);
      const result = await generateFrom(loaded);
      this.#scaffolds = new Map(
        result.scaffolds.flatMap(({ action, before, path, text }) => {
          const left = action === "unchanged" ? before : text;
          return left === null ? [] : [[path, hashOf(left)] as const];
        }),
      );
      return { kind: "generated", result };
    } catch (error) {
      if (!(error instanceof WsgenError)) throw error;
      if (error instanceof LoadError) this.#sources.learn(error.entries.at(-1) ?? null);
      return { kind: "failed", diagnostics: error.diagnostics };
    }
  }

  /** What there was when the run began. */
  #expected(
    before: ReadonlyMap<string, Content>,
    outcome: Outcome,
    startedAt: number,
  ): Map<string, Content> {
    const contents = this.#read(this.#sources.list([]));
    for (const path of contents.keys()) {
      const known = before.get(path);
      if (known !== undefined) contents.set(path, known);
      else if (wasTouchedSince(path, startedAt)) contents.set(path, NOT_KNOWN);
    }
    for (const [path, content] of this.#scaffolds) contents.set(path, content);
    if (outcome.kind === "generated") return contents;
    // A file that was changed while the run was writing has to be looked at again.
    for (const { code, file } of outcome.diagnostics) {
      if (code === Code.CHANGED && file !== undefined) contents.set(file, NOT_KNOWN);
    }
    return contents;
  }

  #read(paths: readonly string[]): Map<string, Content> {
    return new Map(paths.map((path) => [path, this.#files.contentOf(path)]));
  }
}

function wasTouchedSince(path: string, time: number): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  // Clocks of file systems are coarse.
  return stats !== undefined && stats.ctimeMs >= time - 20;
}
