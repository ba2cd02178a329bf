/** Every kind of problem has a stable code; one table, so that no code is used twice. */
export const Code = {
  FILE_NOT_FOUND: "WSG1001",
  SYNTAX: "WSG1002",
  THROWS: "WSG1003",
  EXITS: "WSG1004",
  NO_DEFAULT_EXPORT: "WSG1005",
  NOT_A_SCHEMA: "WSG1006",
  TIMEOUT: "WSG1007",
  CONFIG: "WSG1008",
  DEFINITION: "WSG1101",
  UNKNOWN_KEY: "WSG1102",
  PATH: "WSG1103",
  PARAMS: "WSG1104",
  DUPLICATE_PATH: "WSG1105",
  NAME: "WSG1106",
  NAME_COLLISION: "WSG1107",
  RAW_DIRECTION: "WSG1108",
  DELIVERY: "WSG1109",
  NOT_SUPPORTED: "WSG1201",
  RECURSIVE: "WSG1202",
  OLD_ZOD: "WSG1204",
  /** No mistake: what only a server checks. */
  SERVER_ONLY: "WSG1205",
  OUTPUT_FOLDER: "WSG1301",
  WRITE: "WSG1302",
  CHANGED: "WSG1303",
  LOCK: "WSG1304",
  RELEASE: "WSG1305",
  BASELINE: "WSG1306",
  OTHER_FORMAT: "WSG1307",
  /** Of `wsgen rename`: what cannot be renamed, and what cannot be found. */
  RENAME: "WSG1501",
  RENAME_UNCLEAR: "WSG1502",
  /** Of `wsgen check`: generated files that are not what the schema says, and handlers. */
  OUT_OF_DATE: "WSG2001",
  NOT_GENERATED: "WSG2002",
  EDITED: "WSG2003",
  LEFT_OVER: "WSG2004",
  HANDLER_LACKS: "WSG2101",
  HANDLER_UNCLEAR: "WSG2102",
  HANDLER_EXTRA: "WSG2103",
  HANDLER_ORPHAN: "WSG2104",
  HANDLER_RENAMED: "WSG2105",
  /** Of `wsgen inspect`. */
  UNKNOWN_ENDPOINT: "WSG1503",
  INIT_TEMPLATE: "WSG1401",
  INIT_FOLDER: "WSG1402",
  INIT_FILES_EXIST: "WSG1403",
  INIT_WRITE: "WSG1404",
  INIT_INSTALL: "WSG1405",
} as const;

export type DiagnosticCode = (typeof Code)[keyof typeof Code];

/** One problem in the user's files: what is wrong, where, and what to do. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly fix: string;
  /** Absolute path; absent when no file is to blame. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
  /** The key inside the `endpoint()` call on `line` that is to blame, for a more exact position. */
  readonly keys?: readonly string[];
}

/** By file, then by line and column. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.toSorted(
    (a, b) =>
      compare(a.file ?? "", b.file ?? "") ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
