import { readFileSync } from "node:fs";
import { Code } from "../diagnostic.js";
import { isAsGenerated, type VirtualFile } from "../emit/virtual-file.js";
import { WsgenError } from "../wsgen-error.js";

/** What a run does to one file. */
export interface PlannedFile {
  readonly path: string;
  /** `null`: the file is removed. */
  readonly text: string | null;
  /** What was there when the plan was made; `null`: nothing. If it is no longer so, nothing is written. */
  readonly before: Buffer | null;
  /**
   * `edited`: a generated file that somebody changed by hand, and that is overwritten; `extended`: a file of the
   * user's that something was inserted into; `removed`: a generated file of the client's other format.
   */
  readonly action: "created" | "updated" | "edited" | "extended" | "removed" | "unchanged";
  /** Only of `extended`: the members that were inserted, such as `calls.history`. */
  readonly added?: readonly string[];
}

/**
 * Compares what would be written with what is there.
 * @param known files that were read before, because their new text follows from the old one
 */
export function planFiles(
  files: readonly VirtualFile[],
  known: ReadonlyMap<string, Buffer | null> = new Map(),
): PlannedFile[] {
  return files.map((file) => {
    const { path, text } = file;
    const read = known.get(path);
    const before = read === undefined ? readBytes(path) : read;
    return { path, text, before, action: actionFor(file, before) };
  });
}

function actionFor(file: VirtualFile, before: Buffer | null): PlannedFile["action"] {
  if (before === null) return "created";
  // git may have turned line ends into CRLF; that is no change.
  const current = before.toString("utf8").replaceAll("\r\n", "\n");
  if (file.kind === "scaffold" || current === file.text) return "unchanged";
  if (/\.(?:json|map)$/.test(file.path))
    return sameJson(current, file.text) ? "unchanged" : "updated";
  return isAsGenerated(current) ? "updated" : "edited";
}

// A formatter may lay JSON out in its own way.
function sameJson(a: string, b: string): boolean {
  try {
    return JSON.stringify(JSON.parse(a)) === JSON.stringify(JSON.parse(b));
  } catch {
    return false;
  }
}

/** Nothing is there to read: no file, a folder in its place, a file in place of its folder. */
const NO_FILE = new Set(["ENOENT", "EISDIR", "ENOTDIR"]);

/** What a file holds; `null` if there is none. */
export function readBytes(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error)) throw error;
    if (NO_FILE.has(String(error.code))) return null;
    const message = `cannot read ${path}: ${error.message}`;
    const fix = "nothing was changed; mend the permissions, and run again";
    throw new WsgenError([{ code: Code.WRITE, message, fix, file: path }]);
  }
}
