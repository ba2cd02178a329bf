import type { Diagnostic } from "../diagnostic.js";
import type { GenerateResult } from "../generate.js";
import { placeOf } from "./print-diagnostics.js";
import { styled, type Output } from "./terminal.js";

/** Prints what is left for the user to do and to know after a run. */
export function printNotices(output: Output, result: GenerateResult): void {
  for (const notice of result.notices) output.write(`${notice}\n`);
  printCodePlaces(output, result.codePlaces);
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
