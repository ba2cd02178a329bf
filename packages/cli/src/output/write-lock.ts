import { createHash } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isRunning } from "./is-running.js";

/** Milliseconds; a run writes in far less. */
const PATIENCE = 10_000;

/**
 * Does the work while no other run writes into the project. Files are safe without it, because a run writes only over
 * what it has read; but two that begin together would undo each other.
 */
export async function withWriteLock<Result>(root: string, work: () => Result): Promise<Result> {
  const file = lockPath(root);
  const end = Date.now() + PATIENCE;
  while (!take(file) && Date.now() < end) await sleep(20);
  try {
    return work();
  } finally {
    if (holder(file) === process.pid) rmSync(file, { force: true });
  }
}

function lockPath(root: string): string {
  const key = createHash("sha256").update(root).digest("hex").slice(0, 16);
  return join(tmpdir(), `wsgen-${process.getuid?.() ?? 0}-${key}.lock`);
}

// A link is made or not, with all that is in it: nobody ever reads half a number.
function take(file: string): boolean {
  const own = `${file}.${process.pid}`;
  try {
    writeFileSync(own, String(process.pid));
    linkSync(own, file);
    return true;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) return true;
    const pid = holder(file);
    if (pid === null || !isRunning(pid)) rmSync(file, { force: true });
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

function holder(file: string): number | null {
  try {
    return Number(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}
