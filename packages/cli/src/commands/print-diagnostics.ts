import { readFileSync } from "node:fs";
import { relative } from "node:path";
import type { Diagnostic } from "../diagnostic.js";
import { codeFrame } from "./code-frame.js";
import { styled, type Output } from "./terminal.js";

/** Of more problems than this only the places are told. */
const MAX_FRAMES = 20;

/** Prints `file:line:column error CODE message`, the lines around it, and the fix below. */
export function printDiagnostics(
  output: Output,
  diagnostics: readonly Diagnostic[],
  cwd: string,
): void {
  const sources = new Sources();
  for (const [index, diagnostic] of diagnostics.entries()) {
    const place = placeOf(diagnostic, cwd);
    const start = place === "" ? "" : `${styled(output, "bold", place)} `;
    const { code, message, fix } = diagnostic;
    output.write(
      `${start}${styled(output, "red", "error")} ${styled(output, "dim", code)} ${message}\n`,
    );
    const frame = index < MAX_FRAMES ? frameOf(output, diagnostic, sources) : [];
    for (const line of frame) output.write(`${line}\n`);
    output.write(`  fix: ${fix}\n`);
  }
  const { length } = diagnostics;
  if (length > 1) output.write(`\n${length} errors; nothing was written\n`);
  const [first] = diagnostics;
  if (first !== undefined)
    output.write(styled(output, "dim", `\`wsgen explain ${first.code}\` tells more\n`));
}

/** `file:line:column`, as far as it is known. */
export function placeOf({ file, line, column }: Diagnostic, cwd: string): string {
  if (file === undefined) return "";
  return [relative(cwd, file), line, column].filter((part) => part !== undefined).join(":");
}

function frameOf(output: Output, { column, file, line }: Diagnostic, sources: Sources): string[] {
  if (file === undefined || line === undefined) return [];
  return codeFrame(output, sources.read(file), line, column);
}

/** Files that diagnostics are about, each read once. */
class Sources {
  readonly #texts = new Map<string, string>();

  /** Nothing, if the file cannot be read any more. */
  read(file: string): string {
    const known = this.#texts.get(file);
    if (known !== undefined) return known;
    const text = readText(file);
    this.#texts.set(file, text);
    return text;
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
