import {
  constants,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmdirSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { Code } from "../diagnostic.js";
import { WsgenError } from "../wsgen-error.js";

/** A file to be moved, and what was in it when that was decided. */
export interface Discarded {
  readonly path: string;
  readonly before: Buffer;
}

/**
 * Moves files to a new folder in `.wsgen/trash`, under their paths in the project: all of them, or none.
 * @returns where they are now, in the same order
 * @throws WsgenError naming the file that could not be moved, or that has changed meanwhile
 */
export function moveToTrash(
  root: string,
  files: readonly Discarded[],
  now: Date = new Date(),
): string[] {
  const trash = new Trash(root, now);
  let current = join(root, ".wsgen");
  try {
    trash.open();
    return files.map(({ before, path }) => {
      current = path;
      return trash.take(path, before);
    });
  } catch (error) {
    trash.giveBack();
    const reason = error instanceof Error ? error.message : String(error);
    const isChange = error instanceof ChangedError;
    const message = isChange
      ? `${current} was changed while wsgen was running`
      : `cannot move ${current}: ${reason}`;
    const fix = isChange
      ? "nothing was moved; run again"
      : "nothing was moved; mend the permissions";
    const code = isChange ? Code.CHANGED : Code.WRITE;
    throw new WsgenError([{ code, message, fix, file: current }]);
  }
}

class ChangedError extends Error {}

class Trash {
  readonly #root: string;
  #folder: string;
  /** The folders that were made, outer ones first. */
  readonly #made: string[] = [];
  readonly #moved: { readonly from: string; readonly to: string }[] = [];

  constructor(root: string, now: Date) {
    this.#root = root;
    const time = now.toISOString().slice(0, 19).replaceAll(":", "-");
    this.#folder = join(root, ".wsgen", "trash", time);
  }

  open(): void {
    this.#folder = freePath(this.#folder);
    this.#make(this.#folder);
    const ignore = join(this.#root, ".wsgen", ".gitignore");
    if (!existsSync(ignore)) writeFileSync(ignore, "*\n", { flag: "wx" });
  }

  /** @throws ChangedError if the file is no longer what it was */
  take(path: string, before: Buffer): string {
    // What is outside of the project has a place of its own.
    const inner = relative(this.#root, path).replace(/:/g, "").split(sep);
    const names = inner.map((name) => (name === ".." ? "outside" : name));
    const to = freePath(join(this.#folder, ...names));
    this.#make(dirname(to));
    if (!readFileSync(path).equals(before)) throw new ChangedError();
    move(path, to);
    this.#moved.push({ from: path, to });
    return to;
  }

  /** Puts everything back where it was. */
  giveBack(): void {
    for (const { from, to } of this.#moved.toReversed()) move(to, from);
    for (const folder of this.#made.toReversed()) removeEmpty(folder);
  }

  #make(folder: string): void {
    if (existsSync(folder)) return;
    this.#make(dirname(folder));
    mkdirSync(folder);
    this.#made.push(folder);
  }
}

/** A path where nothing is yet: what lies in the trash stays as it is. */
function freePath(path: string): string {
  let free = path;
  for (let count = 2; isThere(free); count += 1) free = `${path}-${count}`;
  return free;
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** A link is moved as a link. */
function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error) || error.code !== "EXDEV") throw error;
    // The two are on different file systems.
    if (lstatSync(from).isSymbolicLink()) symlinkSync(readlinkSync(from), to);
    else copyFileSync(from, to, constants.COPYFILE_EXCL);
    unlinkSync(from);
  }
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Somebody else has put something there.
  }
}
