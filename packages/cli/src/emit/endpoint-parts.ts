import { EndpointMemo } from "../ir/endpoint-memo.js";
import type { Endpoint, Program } from "../ir/ir.js";
import type { FilePart } from "./file-part.js";
import type { SourceFile } from "./source-file.js";

/** A part that was written before no longer fits into its file: everything has to be written afresh. */
export class StalePart extends Error {}

const memo = new EndpointMemo<
  Map<string, { readonly given: string; readonly part: FilePart<unknown> }>
>();

/** What a part of a file is about. */
export interface PartOf {
  readonly program: Program;
  readonly endpoint: Endpoint;
  /** What else its text depends on. */
  readonly given?: string;
  /** Tells parts of one endpoint in one file apart. */
  readonly part?: string;
}

/**
 * Writes the part of a file that belongs to an endpoint, or repeats what that did when the same endpoint was written
 * before. Repeating checks that the file answers as it did. Declarations are written afresh: they have places in the schema.
 * @throws StalePart if it does not
 */
export function writePart<Result>(
  file: SourceFile,
  { endpoint, given = "", part = "", program }: PartOf,
  write: () => Result,
): Result {
  if (!file.isTypeScript) return write();
  const parts = memo.of(program, endpoint, () => new Map());
  const key = `${file.path} ${part}`;
  const known = parts.get(key);
  if (known?.given === given) {
    if (!file.repeat(known.part)) throw new StalePart();
    return known.part.result as Result; // the same file and part have the same kind of result
  }
  const written = file.record(write);
  parts.set(key, { given, part: written });
  return written.result;
}

export function forgetParts(program: Program): void {
  memo.forget(program);
}
