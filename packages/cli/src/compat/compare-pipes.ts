import type { PipeType, Type } from "../ir/ir.js";
import type { Walk } from "./walk.js";

/** A pipe on one side or both: what goes in travels, and what comes out is checked as well. */
export function comparePipes(walk: Walk, before: Type, after: Type, at: string): void {
  if (before.kind === "pipe" && after.kind === "pipe") return compareBoth(walk, before, after, at);
  const { from, to } = walk.ends(before, after);
  // What is written fits what goes in; a receiver's pipe has one check more.
  if (to.kind === "pipe" || from.kind !== "pipe") return walk.report("pipe-changed", at);
  if (walk.sender === "client") walk.compare(from.in, to, at);
  else walk.compare(to, from.in, at);
}

function compareBoth(walk: Walk, before: PipeType, after: PipeType, at: string): void {
  const { types } = walk;
  if (types.same(before.in, after.in)) return walk.compare(before.out, after.out, at);
  walk.report("pipe-changed", at);
}
