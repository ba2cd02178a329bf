import { relative } from "node:path";
import type { Diagnostic } from "../diagnostic.js";
import { styled, type Output } from "./terminal.js";

/** Prints `file:line:column error CODE message`, and the fix below it. */
export function printDiagnostics(
  output: Output,
  diagnostics: readonly Diagnostic[],
  cwd: string,
): void {
  for (const diagnostic of diagnostics) {
    const place = placeOf(diagnostic, cwd);
    const start = place === "" ? "" : `${styled(output, "bold", place)} `;
    const { code, message, fix } = diagnostic;
    output.write(
      `${start}${styled(output, "red", "error")} ${styled(output, "dim", code)} ${message}\n`,
    );
    output.write(`  fix: ${fix}\n`);
  }
  const { length } = diagnostics;
  if (length > 1) output.write(`\n${length} errors; nothing was written\n`);
}

/** `file:line:column`, as far as it is known. */
export function placeOf({ file, line, column }: Diagnostic, cwd: string): string {
  if (file === undefined) return "";
  return [relative(cwd, file), line, column].filter((part) => part !== undefined).join(":");
}
