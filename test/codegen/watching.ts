import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { onTestFinished } from "vitest";
import { BIN } from "./run-wsgen.js";

/** A `wsgen watch` that runs in a project. */
export class Watching {
  readonly #child: ChildProcess;
  readonly #closed: Promise<unknown>;
  /** Tells of each piece of output, and of the end. */
  readonly #news = new EventEmitter();
  #text = "";
  #read = 0;

  constructor(cwd: string, args: readonly string[] = ["watch"]) {
    // The test runner's own launcher may lead to packages that the project does not have.
    const env = { ...process.env, NODE_PATH: undefined };
    this.#child = spawn(process.execPath, [BIN, ...args], { cwd, env });
    this.#closed = once(this.#child, "close");
    this.#child.on("close", () => this.#news.emit("more"));
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on("data", (text: Buffer) => {
        this.#text += text.toString();
        this.#news.emit("more");
      });
    }
  }

  /** What it prints from where the last call has stopped to the end of the line that fits. */
  async until(pattern: RegExp): Promise<string> {
    for (;;) {
      const unread = this.#text.slice(this.#read);
      const line = new RegExp(`${pattern.source}.*\n`, pattern.flags).exec(unread);
      if (line !== null) {
        const end = line.index + line[0].length;
        this.#read += end;
        return unread.slice(0, end);
      }
      if (this.#child.exitCode !== null) throw new Error(`it ended without ${pattern}: ${unread}`);
      await once(this.#news, "more");
    }
  }

  /** Ends it as Ctrl+C does; returns the exit code. */
  async interrupt(): Promise<number | null> {
    this.#child.kill("SIGINT");
    await this.#closed;
    return this.#child.exitCode;
  }

  /** The processes that it has started. */
  get children(): number[] {
    const out = execFileSync("pgrep", ["-P", String(this.#child.pid)], { encoding: "utf8" });
    return out.trim().split("\n").map(Number);
  }

  get text(): string {
    return this.#text;
  }
}

/** Starts a watch, which ends with the test. */
export async function startWatching(cwd: string, args?: readonly string[]): Promise<Watching> {
  const watching = new Watching(cwd, args);
  onTestFinished(async () => void (await watching.interrupt()));
  await watching.until(/^watching/m);
  return watching;
}
