import { readFileSync } from "node:fs";
import { Code } from "../diagnostic.js";
import { isAsGenerated, type VirtualFile } from "../emit/virtual-file.js";
import { WsgenError } from "../wsgen-error.js";

/** What a run does to one file. */
export interface PlannedFile {
  readonly path: string;
  readonly text: string;
  /** `edited`: a generated file that somebody changed by hand, and that is overwritten. */
  readonly action: "created" | "updated" | "edited" | "unchanged";
}

/** Compares what would be written with what is there. */
export function planFiles(files: readonly VirtualFile[]): PlannedFile[] {
  return files.map((file) => ({
    path: file.path,
    text: file.text,
    action: actionFor(file, readText(file.path)),
  }));
}

function actionFor(file: VirtualFile, current: string | null): PlannedFile["action"] {
  if (current === null) return "created";
  if (file.kind === "scaffold" || current === file.text) return "unchanged";
  if (file.path.endsWith(".json")) return sameJson(current, file.text) ? "unchanged" : "updated";
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

// git may have turned line ends into CRLF; that is no change.
function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8").replaceAll("\r\n", "\n");
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error)) throw error;
    if (NO_FILE.has(String(error.code))) return null;
    const message = `cannot read ${path}: ${error.message}`;
    const fix = "nothing was changed; mend the permissions, and run again";
    throw new WsgenError([{ code: Code.WRITE, message, fix, file: path }]);
  }
}
