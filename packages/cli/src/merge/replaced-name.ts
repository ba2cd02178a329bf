import type { Edit } from "./splice.js";

/** A name that was replaced, and where it was. */
export interface ReplacedName {
  readonly from: string;
  readonly to: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** A name that gives way to another one, at one place. */
export interface Replaced {
  readonly from: string;
  readonly to: string;
  readonly edit: Edit;
}
