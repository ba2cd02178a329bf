import { readFileSync } from "node:fs";
import { Code, type Diagnostic } from "../diagnostic.js";
import { isAsGenerated, isGenerated, type VirtualFile } from "../emit/virtual-file.js";
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

/**
 * Compares what would be written with what is there.
 * @param known files that were read before, because their new text follows from the old one
 * @throws WsgenError if a file of the user's is where a generated one goes
 */
export function planFiles(
  files: readonly VirtualFile[],
  known: ReadonlyMap<string, Buffer | null> = new Map(),
): PlannedFile[] {
  const planned = files.map((file) => {
    const { path, text } = file;
    const read = known.get(path);
    const before = read === undefined ? readBytes(path) : read;
    return { path, text, before, action: actionFor(file, before) };
  });
  const foreign = planned.filter(isForeign).map(({ path }) => refuseForeign(path));
  if (foreign.length > 0) throw new WsgenError(foreign);
  return planned;
}

/** Whether something else stands where a generated file goes. */
function isForeign({ action, before, text }: PlannedFile): boolean {
  return action === "edited" && isGenerated(text) && !isGenerated(before?.toString("utf8") ?? "");
}

function refuseForeign(file: string): Diagnostic {
  const message = "a generated file goes here, and this is none: it lacks the header";
  const fix = "move it, or set another outDir in wsgen.config.ts";
  return { code: Code.OUTPUT_FOLDER, message, fix, file };
}

function actionFor(file: VirtualFile, before: Buffer | null): PlannedFile["action"] {
  if (before === null) return "created";
  // git may have turned line ends into CRLF; that is no change.
  const current = before.toString("utf8").replaceAll("\r\n", "\n");
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
