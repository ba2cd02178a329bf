import type { Diagnostic } from "./diagnostic.js";

/** A run that ended because of something the user can mend; the diagnostics say what. */
export class WsgenError extends Error {
  override readonly name = "WsgenError";
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((diagnostic) => diagnostic.message).join("\n"));
    this.diagnostics = diagnostics;
  }
}
