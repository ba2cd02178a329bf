import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";

import { InitError } from "./init-error.js";
import type { ProjectFile } from "./plan-project.js";

/** Writes all the files or none; without `force` it refuses to overwrite any. @throws InitError */
export function writeProject(
  files: readonly ProjectFile[],
  directory: string,
  options: { force: boolean },
): void {
  const root = resolve(directory);
  if (existsSync(root) && !statSync(root).isDirectory()) {
    throw new InitError("NOT_A_FOLDER", `${directory} is a file.`, "Choose another folder.");
  }
  const taken = files.filter((file) => isTaken(join(root, file.path)));
  if (taken.length > 0 && !options.force) {
    const list = taken.map((file) => `\n  ${file.path}`).join("");
    throw new InitError(
      "FILES_EXIST",
      `These files in ${directory} would be overwritten:${list}`,
      "Choose another folder, or overwrite them with --force.",
    );
  }
  writeAll(files, root);
}

function isTaken(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function writeAll(files: readonly ProjectFile[], root: string): void {
  const undo: (() => void)[] = [];
  try {
    for (const file of files) {
      const path = join(root, file.path);
      createFolder(dirname(path), undo);
      const before = isTaken(path) ? readFileSync(path) : null;
      undo.push(() => (before ? writeFileSync(path, before) : rmSync(path, { force: true })));
      writeFileSync(path, file.content);
    }
  } catch (error) {
    for (const step of undo.toReversed()) step();
    const reason = error instanceof Error ? error.message : String(error);
    throw new InitError(
      "WRITE",
      `The project could not be written: ${reason}`,
      "Nothing was changed. Check the folder and its permissions.",
      { cause: error },
    );
  }
}

function createFolder(path: string, undo: (() => void)[]): void {
  if (existsSync(path)) return;
  createFolder(dirname(path), undo);
  mkdirSync(path);
  undo.push(() => rmdirSync(path));
}
