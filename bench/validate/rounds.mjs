// All subjects side by side: each in its own process, one task at a time, in an order shuffled anew in every round.
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

const worker = fileURLToPath(new URL("worker.mjs", import.meta.url));

const TASKS = ["decode", "encode", "bytes"].flatMap((kind) =>
  ["small", "order"].map((payload) => ({ kind, payload })),
);

/** A subject that is running. */
export class Runner {
  #child;
  /** Nanoseconds by task, one per round. */
  samples = new Map();

  constructor(id, bundle) {
    this.id = id;
    this.#child = fork(worker, [bundle], { execArgv: ["--expose-gc"] });
  }

  ask(request) {
    return new Promise((resolve, reject) => {
      const ended = (code) => reject(new Error(`${this.id} ended with exit code ${code}`));
      this.#child.once("exit", ended);
      this.#child.once("message", ({ result, error }) => {
        this.#child.off("exit", ended);
        if (error === undefined) resolve(result);
        else reject(new Error(`${this.id}: ${error}`));
      });
      this.#child.send(request);
    });
  }

  async measure(task, milliseconds) {
    const nanoseconds = await this.ask({ ...task, milliseconds });
    if (nanoseconds === null) return;
    const key = taskKey(task);
    if (!this.samples.has(key)) this.samples.set(key, []);
    this.samples.get(key).push(nanoseconds);
  }

  close() {
    this.#child.disconnect();
  }
}

function taskKey({ kind, payload }) {
  return `${kind} ${payload}`;
}

/** The first round only warms up. */
export async function runRounds(runners, { rounds, milliseconds, onRound }) {
  for (let round = 0; round <= rounds; round += 1) {
    for (const task of TASKS) {
      for (const runner of shuffled(runners)) await runner.measure(task, milliseconds);
    }
    if (round === 0) for (const runner of runners) runner.samples.clear();
    else onRound(round);
  }
}

function shuffled(list) {
  const result = [...list];
  for (let index = result.length - 1; index > 0; index -= 1) {
    const other = Math.floor(Math.random() * (index + 1));
    [result[index], result[other]] = [result[other], result[index]];
  }
  return result;
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
