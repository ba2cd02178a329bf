import type { Diagnostic } from "../diagnostic.js";
import { shown } from "./annotations.js";

/** The document that `--json` prints when something is wrong. */
export function problemsJson(diagnostics: readonly Diagnostic[]): string {
  return `${JSON.stringify({ problems: diagnostics.map(asJson) }, null, 2)}\n`;
}

function asJson({ code, column, file, fix, line, message }: Diagnostic): object {
  return { code, message, fix, ...(file !== undefined && { file: shown(file) }), line, column };
}
