import { fileURLToPath } from "node:url";
import type { Position } from "./place.js";

const FRAME =
  /(?:^\s*at (?:async )?|\()(?<path>(?:file:\/\/)?(?:\/|[A-Za-z]:[\\/])[^<>]*?):(?<line>\d+):(?<column>\d+)\)?$/;

interface StackFrame extends Position {
  readonly column: number;
}

/** The frames of a stack that are in files, innermost first. */
export function stackFrames(stack: string): StackFrame[] {
  return stack.split("\n").flatMap((text) => {
    const groups = FRAME.exec(text.trimEnd())?.groups;
    const path = groups?.["path"];
    if (path === undefined) return [];
    const file = path.startsWith("file:") ? fileURLToPath(path) : path;
    return [{ file, line: Number(groups?.["line"]), column: Number(groups?.["column"]) }];
  });
}

/** Where a function of the schema's was called, from the stack of its call site. */
export function callPosition(stack: string): Position | null {
  const caller = stackFrames(stack)[2];
  return caller === undefined ? null : { file: caller.file, line: caller.line };
}
