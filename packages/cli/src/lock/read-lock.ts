import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Code } from "../diagnostic.js";
import { WsgenError } from "../wsgen-error.js";
import { emptyLock, type Lock } from "./lock.js";
import { LockError, parseLock } from "./parse-lock.js";

/** Where a project keeps its lock. */
export function lockFile(root: string): string {
  return join(root, "wsgen.lock.json");
}

/** A lock, and the bytes that it was read from; `null` if there is no file. */
export interface ReadLock {
  readonly lock: Lock;
  readonly bytes: Buffer | null;
}

/** What was read last: a run reads its lock more than once, and a lock may be large. */
let last: { readonly bytes: Buffer; readonly lock: Lock } | null = null;

/**
 * The lock of a project; an empty one, if there is none yet.
 * @throws WsgenError if it cannot be read without losing what it holds
 */
export function readLock(root: string): ReadLock {
  const file = lockFile(root);
  if (!existsSync(file)) return { lock: emptyLock, bytes: null };
  const bytes = readBytes(file);
  if (last === null || !last.bytes.equals(bytes))
    last = { bytes, lock: lockFrom(bytes.toString("utf8"), file) };
  return last;
}

/**
 * @param file where the text is from
 * @throws WsgenError if it cannot be read without losing what it holds
 */
export function lockFrom(text: string, file: string): Lock {
  try {
    return parseLock(text);
  } catch (error) {
    if (!(error instanceof LockError)) throw error;
    throw unreadable(file, error.message, error.fix);
  }
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw unreadable(file, reason, "it has to be a file that you may read");
  }
}

function unreadable(file: string, reason: string, fix: string): WsgenError {
  const message = `the lock cannot be read: ${reason}`;
  return new WsgenError([{ code: Code.LOCK, message, fix, file }]);
}
