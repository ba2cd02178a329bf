import { fork, type ChildProcess } from "node:child_process";
import { Code, type Diagnostic } from "../diagnostic.js";
import { LOADER } from "../own-package.js";
import { WsgenError } from "../wsgen-error.js";
import type { LoadedProject, LoadProgress, LoadReply, LoadRequest } from "./loader-messages.js";
import { ProgramReader } from "./program-text.js";

// Translating a large schema fills a new heap many times over: with room to begin with, less is collected.
const ROOMY = ["--min-semi-space-size=16", "--initial-heap-size=256"];

/** A process that waits to load a project, once. */
export class Loader {
  readonly #child: ChildProcess;
  readonly #reader: ProgramReader;

  /** @param reader knows what was loaded before */
  constructor(reader: ProgramReader = new ProgramReader()) {
    this.#reader = reader;
    this.#child = fork(LOADER, {
      execArgv: ROOMY,
      stdio: ["ignore", 2, 2, "ipc"],
      serialization: "advanced",
    });
    // A failure to start is told when it is asked for something.
    this.#child.on("error", () => {});
  }

  /**
   * Loads configuration and schema; what they print goes to our stderr. The process has ended then.
   * @param timeout milliseconds
   * @throws LoadError when something in the user's files is wrong
   */
  async load(request: LoadRequest, timeout: number): Promise<LoadedProject> {
    const child = this.#child;
    const timer = setTimeout(() => child.kill("SIGKILL"), timeout);
    try {
      const answer = firstReply(child, timeout);
      child.send(request, () => {});
      const reply = await answer;
      if (reply.kind === "loaded") return { ...reply, program: this.#reader.read(reply.program) };
      throw new LoadError(reply.diagnostics, reply.entries);
    } finally {
      clearTimeout(timer);
      this.end();
    }
  }

  end(): void {
    this.#child.kill("SIGKILL");
  }
}

/** Something in the user's files is wrong. */
export class LoadError extends WsgenError {
  /** The files that were to be imported: configuration and schema, as far as it came. */
  readonly entries: readonly string[];

  constructor(diagnostics: readonly Diagnostic[], entries: readonly string[]) {
    super(diagnostics);
    this.entries = entries;
  }
}

function firstReply(child: ChildProcess, timeout: number): Promise<LoadReply> {
  const entries: string[] = [];
  return new Promise((resolve, reject) => {
    child.on("message", (message: LoadProgress | LoadReply) => {
      if (message.kind === "loading") entries.push(message.file);
      else resolve(message);
    });
    child.on("error", reject);
    child.on("close", () => {
      // Whoever is slow or ended before anything was imported, it is no file's fault.
      const file = entries.at(-1);
      const place = file === undefined ? {} : { file, line: 1 };
      const silence = { ...describeSilence(child, timeout), ...place };
      resolve({ kind: "failed", diagnostics: [silence], entries });
    });
  });
}

function describeSilence(child: ChildProcess, timeout: number): Diagnostic {
  if (child.killed) {
    const message = `importing it did not finish within ${timeout / 1000} s`;
    return { code: Code.TIMEOUT, message, fix: "nothing in a schema may loop or wait for long" };
  }
  // 13 is how Node ends a program whose top-level await never settles.
  if (child.exitCode === 0 || child.exitCode === 13) {
    const message = "importing it waits for something that never happens";
    return { code: Code.TIMEOUT, message, fix: "look at its top-level awaits" };
  }
  const message = `importing it ended the process (${child.signalCode ?? `code ${child.exitCode}`})`;
  return { code: Code.EXITS, message, fix: "nothing in a schema may end the process" };
}
