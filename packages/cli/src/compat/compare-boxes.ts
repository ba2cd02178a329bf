import type { AbsenceType } from "../ir/ir.js";
import { mayBeNothing } from "./alternatives.js";
import { viewsOf, type Walk } from "./walk.js";

/** What is `[value]` in JSON, or `null` for nothing. */
export function compareBoxes(
  walk: Walk,
  before: AbsenceType,
  after: AbsenceType,
  at: string,
): void {
  const [old, now] = viewsOf(walk);
  const was = mayBeNothing(before.inner, walk.types, old);
  const is = mayBeNothing(after.inner, walk.types, now);
  if (was !== is) walk.report(is ? "null-added" : "null-removed", at);
  walk.compare(before.inner, after.inner, at);
}
