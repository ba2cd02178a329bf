import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { Code } from "../diagnostic.js";
import { WsgenError } from "../wsgen-error.js";
import { isRunning } from "./is-running.js";
import type { PlannedFile } from "./plan.js";

/**
 * Writes what the plan changes: all of it, or nothing.
 * @throws WsgenError naming the path that could not be written, or that has changed since the plan was made
 */
export function writePlan(plan: readonly PlannedFile[]): void {
  const transaction = new Transaction();
  const changed = plan.filter(({ action }) => action !== "unchanged");
  let current = "";
  try {
    for (const { path, text } of changed) {
      current = path;
      transaction.stage(path, text);
    }
    for (const { before, path } of changed) {
      current = path;
      transaction.commit(path, before);
    }
  } catch (error) {
    transaction.undo();
    if (error instanceof ChangedError) {
      const message = `${current} was changed while wsgen was running`;
      const fix = "nothing was written; run again";
      throw new WsgenError([{ code: Code.CHANGED, message, fix, file: current }]);
    }
    const reason = error instanceof Error ? error.message : String(error);
    const message = `cannot write ${current}: ${reason}`;
    const fix = "nothing was changed; mend the permissions or the path, and run again";
    throw new WsgenError([{ code: Code.WRITE, message, fix, file: current }]);
  }
}

/** Renaming replaces a file that may not be written; its owner has said that it should not be. */
const OWNER_WRITES = 0o200;

class ChangedError extends Error {}

/** Without a text, and a temporary file that holds it, the target is removed. */
interface Staged {
  readonly temporary: string | null;
  readonly target: string;
  readonly text: string | null;
}

/** A file that waits, or was left waiting by a run that was ended. */
interface Temporary {
  readonly name: string;
  /** The name of the file that it is to become. */
  readonly owner: string;
  /** Of the process that writes it. */
  readonly pid: number;
}

/** New contents wait beside their targets until all of them could be written. */
class Transaction {
  readonly #folders: string[] = [];
  /** What waits, by the file it is for. */
  readonly #staged = new Map<string, Staged>();
  /** By folder, what was in it before anything was staged there. */
  readonly #temporaries = new Map<string, readonly Temporary[]>();
  readonly #replaced: (Staged & { readonly before: Buffer | null })[] = [];

  stage(path: string, text: string | null): void {
    if (text === null) return void this.#staged.set(path, { temporary: null, target: path, text });
    this.#makeFolder(dirname(path));
    const target = targetOf(path);
    const current = existsSync(target) ? statSync(target) : null;
    if (current !== null && !current.isFile()) throw new Error("it is not a file");
    if (current !== null && (current.mode & OWNER_WRITES) === 0) throw new Error("it is read-only");
    this.#removeLeftovers(target);
    const temporary = `${target}.${process.pid}.tmp`;
    this.#staged.set(path, { temporary, target, text });
    writeFileSync(temporary, text, current === null ? {} : { mode: current.mode });
    // The process's mask may have taken something from it.
    if (current !== null) chmodSync(temporary, current.mode);
  }

  /** @throws ChangedError if the file is no longer what the plan was made for */
  commit(path: string, before: Buffer | null): void {
    const staged = this.#staged.get(path);
    if (staged === undefined) throw new Error("it is written twice");
    const { target, temporary } = staged;
    if (!isSame(readIfThere(target), before)) throw new ChangedError();
    if (temporary === null) rmSync(target);
    else renameSync(temporary, target);
    this.#staged.delete(path);
    this.#replaced.push({ ...staged, before });
  }

  /** Leaves alone what has been changed by somebody else since. */
  undo(): void {
    for (const { target, before, text } of this.#replaced) {
      if (!isSame(readIfThere(target), text === null ? null : Buffer.from(text))) continue;
      if (before === null) rmSync(target, { force: true });
      else writeFileSync(target, before);
    }
    for (const { temporary } of this.#staged.values())
      if (temporary !== null) rmSync(temporary, { force: true });
    for (const folder of this.#folders.toReversed()) removeIfEmpty(folder);
  }

  /** Removes what a run left that was ended while it wrote this file. */
  #removeLeftovers(target: string): void {
    const folder = dirname(target);
    const temporaries = this.#temporaries.get(folder) ?? temporariesIn(folder);
    this.#temporaries.set(folder, temporaries);
    for (const { name, owner, pid } of temporaries)
      if (owner === basename(target) && !isRunning(pid))
        rmSync(join(folder, name), { force: true });
  }

  #makeFolder(folder: string): void {
    if (existsSync(folder)) {
      if (!statSync(folder).isDirectory()) throw new Error(`${folder} is not a folder`);
      return;
    }
    this.#makeFolder(dirname(folder));
    mkdirSync(folder);
    this.#folders.push(folder);
  }
}

function temporariesIn(folder: string): Temporary[] {
  return readdirSync(folder).flatMap((name) => {
    const groups = /^(?<owner>.+)\.(?<pid>\d+)\.tmp$/.exec(name)?.groups;
    return groups === undefined
      ? []
      : [{ name, owner: groups["owner"] ?? "", pid: Number(groups["pid"]) }];
  });
}

function removeIfEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
}

function readIfThere(file: string): Buffer | null {
  return existsSync(file) ? readFileSync(file) : null;
}

// Where a link leads, so that it stays one.
function targetOf(path: string): string {
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  return isLink ? realpathSync(path) : path;
}

function isSame(a: Buffer | null, b: Buffer | null): boolean {
  return a === null || b === null ? a === b : a.equals(b);
}
