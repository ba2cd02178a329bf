import { relative, sep } from "node:path";
import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from "diff";
import { loadProgram, type ProjectOptions } from "./load-program.js";
import type { PlannedFile } from "./output/plan.js";
import { planProject } from "./plan-project.js";

/** What `wsgen generate` would do to one file. */
export interface FileDiff {
  /** Relative to the project's root, with `/`. */
  readonly path: string;
  readonly action: PlannedFile["action"];
  /** A unified diff, as `git apply` takes it. */
  readonly patch: string;
  readonly addedLines: number;
  readonly removedLines: number;
}

/**
 * Compares the files with what `wsgen generate` would write, and writes nothing.
 * @throws WsgenError with diagnostics, if the schema or the configuration cannot be read
 */
export async function diffFiles(options: ProjectOptions = {}): Promise<FileDiff[]> {
  const { program, project, ...sources } = await loadProgram(options);
  const { files } = await planProject(program, project, { sources });
  const changed = files.filter(({ action }) => action !== "unchanged");
  return changed.map((file) => fileDiff(file, project.root));
}

function fileDiff({ action, before, path, text }: PlannedFile, root: string): FileDiff {
  const name = relative(root, path).split(sep).join("/");
  const [from, to] = [
    before === null ? "/dev/null" : `a/${name}`,
    text === null ? "/dev/null" : `b/${name}`,
  ];
  const patch = structuredPatch(from, to, before?.toString("utf8") ?? "", text ?? "");
  const lines = patch.hunks.flatMap((hunk) => hunk.lines);
  return {
    path: name,
    action,
    patch: formatPatch(patch, FILE_HEADERS_ONLY),
    addedLines: lines.filter((line) => line.startsWith("+")).length,
    removedLines: lines.filter((line) => line.startsWith("-")).length,
  };
}
