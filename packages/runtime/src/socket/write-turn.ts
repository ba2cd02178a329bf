import type { Duplex } from "node:stream";

let held: Set<Duplex> | null = null;

// What was sent in the last turn of a process leaves with it.
process.on("exit", release);

/** Holds back what is written to the stream until the end of this turn of the event loop: it leaves as one write. */
export function holdForTurn(stream: Duplex): void {
  if (held === null) {
    held = new Set();
    setImmediate(release);
  }
  if (held.has(stream)) return;
  held.add(stream);
  stream.cork();
}

/** Gives the kernel now what is held back; it takes what it has room for before this returns. */
export function releaseNow(stream: Duplex): void {
  if (held?.delete(stream) === true) stream.uncork();
}

function release(): void {
  const streams = held ?? [];
  held = null;
  for (const stream of streams) stream.uncork();
}
