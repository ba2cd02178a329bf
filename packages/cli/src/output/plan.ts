import { Code, type Diagnostic } from "../diagnostic.js";
import { isAsGenerated, isGenerated, type VirtualFile } from "../emit/virtual-file.js";
import { WsgenError } from "../wsgen-error.js";
import { ProjectFiles } from "./project-files.js";

/** What a run does to one file. */
export interface PlannedFile {
  readonly path: string;
  /** `null`: the file is removed. */
  readonly text: string | null;
  /** What was there when the plan was made; `null`: nothing. If it is no longer so, nothing is written. */
  readonly before: Buffer | null;
  /**
   * `edited`: a generated file that somebody changed by hand, and that is overwritten; `extended`: a file of the
   * user's that something was inserted into; `renamed`: one in which names were replaced; `removed`: a generated file of
   * the client's other format.
   */
  readonly action:
    | "created"
    | "updated"
    | "edited"
    | "extended"
    | "renamed"
    | "removed"
    | "unchanged";
  /** Only of `extended`: the members that were inserted, such as `calls.history`. */
  readonly added?: readonly string[];
}

/**
 * Compares what would be written with what is there.
 * @throws WsgenError if a file of the user's is where a generated one goes
 */
export function planFiles(
  wanted: readonly VirtualFile[],
  files: ProjectFiles = new ProjectFiles(),
): PlannedFile[] {
  const planned = wanted.map((file): PlannedFile => {
    const { path, text } = file;
    const edit = files.edit(path);
    if (edit !== null) return { path, ...edit, action: "renamed" };
    const before = files.bytes(path);
    return { path, text, before, action: actionFor(file, before) };
  });
  const foreign = planned.filter(isForeign).map(({ path }) => refuseForeign(path));
  if (foreign.length > 0) throw new WsgenError(foreign);
  return planned;
}

/** Whether something else stands where a generated file goes. */
function isForeign({ action, before, text }: PlannedFile): boolean {
  return (
    action === "edited" && isGenerated(text ?? "") && !isGenerated(before?.toString("utf8") ?? "")
  );
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
  if (/\.(?:json|map)$/.test(file.path))
    return sameJson(current, file.text) ? "unchanged" : "updated";
  return isAsGenerated(current) ? "updated" : "edited";
}

/** How many characters the texts begin with in common. */
function commonLength(a: string, b: string): number {
  const block = 4096;
  let at = 0;
  while (at < a.length && a.slice(at, at + block) === b.slice(at, at + block)) at += block;
  while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  return Math.min(at, a.length);
}

// A formatter may lay JSON out in its own way: where the texts part, at least one has white space then.
function sameJson(a: string, b: string): boolean {
  const at = commonLength(a, b);
  if (!/\s/.test(`${a[at] ?? " "}${b[at] ?? " "}`)) return false;
  try {
    return JSON.stringify(JSON.parse(a)) === JSON.stringify(JSON.parse(b));
  } catch {
    return false;
  }
}
