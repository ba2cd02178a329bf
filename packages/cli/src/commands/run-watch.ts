import { CancelledError } from "../wsgen-error.js";
import type { ProjectWatch, WatchOptions } from "../watch/project-watch.js";
import { printRun } from "./print-run.js";
import { processOutput, styled } from "./terminal.js";

/**
 * Watches a project until the user ends it.
 * @throws CancelledError then
 */
export async function runWatch(options: WatchOptions): Promise<never> {
  const watching = await import("../watch/project-watch.js");
  const output = processOutput(process.stdout);
  return new Promise((_resolve, reject) => {
    let watch: ProjectWatch | null = null;
    let hasEnded = false;
    const end = (reason: unknown): void => {
      hasEnded = true;
      for (const signal of SIGNALS) process.off(signal, cancel);
      watch?.close();
      reject(reason instanceof Error ? reason : new Error(String(reason)));
    };
    const cancel = (): void => end(new CancelledError());
    for (const signal of SIGNALS) process.on(signal, cancel);
    watch = new watching.ProjectWatch(options, {
      onRun: (run) =>
        printRun(processOutput(run.kind === "failed" ? process.stderr : process.stdout), run),
      onFault: end,
    });
    void watch.start().then(() => {
      if (!hasEnded) output.write(`${styled(output, "dim", "watching; end with Ctrl+C")}\n`);
    });
  });
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;
