import { readFileSync } from "node:fs";
import { Code } from "../diagnostic.js";
import { isAsGenerated, type VirtualFile } from "../emit/virtual-file.js";
import { WsgenError } from "../wsgen-error.js";

/** What a run does to one file. */
export interface PlannedFile {
  readonly path: string;
  readonly text: string;
  /** What was there when the plan was made; `null`: nothing. If it is no longer so, nothing is written. */
  readonly before: Buffer | null;
  /**
   * `edited`: a generated file that somebody changed by hand, and that is overwritten; `extended`: a file of the
   * user's that something was inserted into.
   */
  readonly action: "created" | "updated" | "edited" | "extended" | "unchanged";
  /** Only of `extended`: the members that were inserted, such as `calls.history`. */
  readonly added?: readonly string[];
}

/** Compares what would be written with what is there. */
export function planFiles(files: readonly VirtualFile[]): PlannedFile[] {
  return files.map((file) => {
    const { path, text } = file;
    const before = readBytes(path);
    return { path, text, before, action: actionFor(file, before) };
  });
}

function actionFor(file: VirtualFile, before: Buffer | null): PlannedFile["action"] {
  if (before === null) return "created";
  // git may have turned line ends into CRLF; that is no change.
  const current = before.toString("utf8").replaceAll("\r\n", "\n");
  if (file.kind === "scaffold" || current === file.text) return "unchanged";
  if (file.path.endsWith(".json")) return sameJson(current, file.text) ? "unchanged" : "updated";
  return isAsGenerated(current) ? "updated" : "edited";
}

// A formatter may lay JSON out in its own way: where the texts part, at least one has white space then.
function sameJson(a: string, b: string): boolean {
  let at = 0;
  while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  if (!/\s/.test(`${a[at] ?? " "}${b[at] ?? " "}`)) return false;
  try {
    return JSON.stringify(JSON.parse(a)) === JSON.stringify(JSON.parse(b));
  } catch {
    return false;
  }
}

/** Nothing is there to read: no file, a folder in its place, a file in place of its folder. */
const NO_FILE = new Set(["ENOENT", "EISDIR", "ENOTDIR"]);

function readBytes(path: string): Buffer | null {
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
