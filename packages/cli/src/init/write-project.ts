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
    throw new InitError("INIT_FOLDER", `${directory} is a file`, "choose another folder");
  }
  const taken = files.filter((file) => isTaken(join(root, file.path)));
  if (taken.length > 0 && !options.force) {
    const list = taken.map((file) => `\n  ${file.path}`).join("");
    throw new InitError(
      "INIT_FILES_EXIST",
      `these files in ${directory} would be overwritten:${list}`,
      "choose another folder, or overwrite them with --force",
    );
  }
  writeAll(files, root);
}

function isTaken(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // A file stands where a folder of the path should be; writing will say so.
    return false;
  }
}

function writeAll(files: readonly ProjectFile[], root: string): void {
  const undo: (() => void)[] = [];
  try {
    for (const file of files) {
      const path = join(root, file.path);
      createFolder(dirname(path), undo);
      const before = isTaken(path) ? readFileSync(path) : null;
      undo.push(() => (before ? writeFileSync(path, before) : removeFile(path)));
      writeFileSync(path, file.content);
    }
  } catch (error) {
    for (const step of undo.toReversed()) step();
    const reason = error instanceof Error ? error.message : String(error);
    throw new InitError(
      "INIT_WRITE",
      `the project could not be written: ${reason}`,
      "check the folder and its permissions; nothing was changed",
    );
  }
}

function removeFile(path: string): void {
  if (isTaken(path)) rmSync(path);
}

function createFolder(path: string, undo: (() => void)[]): void {
  if (existsSync(path)) return;
  createFolder(dirname(path), undo);
  mkdirSync(path);
  undo.push(() => rmdirSync(path));
}
