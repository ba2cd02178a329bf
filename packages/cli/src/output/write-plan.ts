import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { Code } from "../diagnostic.js";
import { WsgenError } from "../wsgen-error.js";
import type { PlannedFile } from "./plan.js";

/**
 * Writes what the plan changes: all of it, or nothing.
 * @throws WsgenError naming the path that could not be written
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
    for (const { path } of changed) {
      current = path;
      transaction.commit(path);
    }
  } catch (error) {
    transaction.undo();
    const reason = error instanceof Error ? error.message : String(error);
    const message = `cannot write ${current}: ${reason}`;
    const fix = "nothing was changed; mend the permissions or the path, and run again";
    throw new WsgenError([{ code: Code.WRITE, message, fix, file: current }]);
  }
}

/** New contents wait beside their targets until all of them could be written. */
class Transaction {
  readonly #folders: string[] = [];
  readonly #staged = new Set<string>();
  readonly #replaced: { readonly path: string; readonly before: Buffer | null }[] = [];

  stage(path: string, text: string): void {
    this.#makeFolder(dirname(path));
    if (existsSync(path) && !statSync(path).isFile()) throw new Error("it is not a file");
    const temporary = temporaryOf(path);
    this.#staged.add(temporary);
    writeFileSync(temporary, text);
  }

  commit(path: string): void {
    const before = existsSync(path) ? readFileSync(path) : null;
    renameSync(temporaryOf(path), path);
    this.#staged.delete(temporaryOf(path));
    this.#replaced.push({ path, before });
  }

  undo(): void {
    for (const { path, before } of this.#replaced) {
      if (before === null) rmSync(path, { force: true });
      else writeFileSync(path, before);
    }
    for (const temporary of this.#staged) rmSync(temporary, { force: true });
    for (const folder of this.#folders.toReversed()) rmdirSync(folder);
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

function temporaryOf(path: string): string {
  return `${path}.${process.pid}.tmp`;
}
