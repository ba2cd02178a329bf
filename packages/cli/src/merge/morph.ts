import { createRequire } from "node:module";
import type * as TsMorph from "ts-morph";

export type Morph = typeof TsMorph;

/** The parser. Loading it takes longer than most runs: only when something has to be found in a user's file. */
export function loadMorph(): Morph {
  // A require, because importing this package as a module takes half as long again.
  return createRequire(import.meta.url)("ts-morph") as Morph; // require knows no types
}
