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

/**
 * The lock of a project; an empty one, if there is none yet.
 * @throws WsgenError if it cannot be read without losing what it holds
 */
export function readLock(root: string): ReadLock {
  const file = lockFile(root);
  if (!existsSync(file)) return { lock: emptyLock, bytes: null };
  const bytes = readFileSync(file);
  return { lock: lockFrom(bytes.toString("utf8"), file), bytes };
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
    const message = `the lock cannot be read: ${error.message}`;
    throw new WsgenError([{ code: Code.LOCK, message, fix: error.fix, file }]);
  }
}
