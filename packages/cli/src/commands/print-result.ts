import { relative } from "node:path";
import type { Diagnostic } from "../diagnostic.js";
import type { GenerateResult } from "../generate.js";
import type { PlannedFile } from "../output/plan.js";
import { placeOf } from "./print-diagnostics.js";
import { styled, type Output } from "./terminal.js";

/** Prints what is left for the user to do and to know after a run. */
export function printNotices(output: Output, result: GenerateResult): void {
  for (const notice of result.notices) output.write(`${notice}\n`);
  printCodePlaces(output, result.codePlaces);
}

/** How many files were written, and how many are as they were. */
export function countText({ files }: GenerateResult): string {
  const count = (...actions: PlannedFile["action"][]): number =>
    files.filter(({ action }) => actions.includes(action)).length;
  return `${count("created")} created, ${count("updated", "edited", "extended")} updated, ${count("unchanged")} unchanged`;
}

function printCodePlaces(output: Output, places: readonly Diagnostic[]): void {
  const { length } = places;
  if (length === 0) return;
  const subject = length === 1 ? "1 place has" : `${length} places have`;
  output.write(`${subject} code of its own, which the server runs; clients check the rest:\n`);
  for (const place of places) {
    output.write(`  ${styled(output, "dim", placeOf(place, process.cwd()))} ${place.message}\n`);
  }
}

/** Prints what was done to one file. */
export function printFile(output: Output, { action, added = [], path }: PlannedFile): void {
  const style = action === "created" ? "green" : "yellow";
  const [verb, note] =
    action === "edited"
      ? ["updated", " (edited by hand; overwritten)"]
      : [action, added.length === 0 ? "" : ` (${added.join(", ")})`];
  output.write(`${styled(output, style, verb)} ${relative(process.cwd(), path)}${note}\n`);
}
