import { basename, relative } from "node:path";
import type { GenerateResult } from "../generate.js";
import type { PlannedFile } from "../output/plan.js";
import type { WatchRun } from "../watch/project-watch.js";
import { printDiagnostics } from "./print-diagnostics.js";
import { summaryOf } from "./print-files.js";
import { printNotices } from "./print-notices.js";
import { styled, type Output } from "./terminal.js";

/** More files than these are counted instead of named. */
const MAX_NAMES = 4;

/** Prints what a run of a watch did in one line, or what was wrong. */
export function printRun(output: Output, run: WatchRun): void {
  if (run.kind === "failed") return printDiagnostics(output, run.diagnostics, process.cwd());
  const { changed, result, took } = run;
  const reason = changed.length === 0 ? "" : `${names(changed.map(shown))}: `;
  const time = styled(output, "dim", `(${Math.round(took)} ms)`);
  output.write(`${reason}${changesText(output, result, changed.length === 0)} ${time}\n`);
  printNotices(output, result);
}

function changesText(output: Output, result: GenerateResult, isFirst: boolean): string {
  const done = result.files.filter(({ action }) => action !== "unchanged");
  if (isFirst) return summaryOf(result.files, false);
  if (done.length === 0) return styled(output, "dim", "nothing to do");
  const verbs = new Map<string, PlannedFile[]>();
  for (const file of done) {
    const verb = file.action === "edited" ? "overwritten" : file.action;
    verbs.set(verb, [...(verbs.get(verb) ?? []), file]);
  }
  return [...verbs]
    .map(([verb, files]) => `${verb} ${names(files.map(({ path }) => basename(path)))}`)
    .join("; ");
}

function names(all: readonly string[]): string {
  const named = all.slice(0, all.length > MAX_NAMES ? MAX_NAMES - 1 : MAX_NAMES);
  const rest = all.length - named.length;
  return `${named.join(", ")}${rest === 0 ? "" : ` and ${rest} more`}`;
}

function shown(path: string): string {
  return relative(process.cwd(), path);
}
