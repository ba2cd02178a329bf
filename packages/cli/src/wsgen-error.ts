import type { Diagnostic } from "./diagnostic.js";

/** The user took back what they asked for; nothing is wrong. */
export class CancelledError extends Error {}

/** A run that ended because of something the user can mend; the diagnostics say what. */
export class WsgenError extends Error {
  override readonly name = "WsgenError";
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((diagnostic) => diagnostic.message).join("\n"));
    this.diagnostics = diagnostics;
  }
}

/** A run that found what it looked for, and has told it: CI has to fail. */
export class FindingsError extends Error {
  /** 2: the user's files cannot be read; 3: something is not what the schema says; 4: clients out there break. */
  readonly exitCode: 2 | 3 | 4;

  constructor(exitCode: 2 | 3 | 4) {
    super();
    this.exitCode = exitCode;
  }
}
