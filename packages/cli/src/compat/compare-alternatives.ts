import type { Constant, Type } from "../ir/ir.js";
import { type Alternatives, alternativesOf } from "./alternatives.js";
import { isCompatible } from "./change.js";
import { compareChoice } from "./compare-choice.js";
import { compareKinds } from "./compare-kinds.js";
import { doubtfulPrefaults } from "./prefault.js";
import { viewsOf, type Walk } from "./walk.js";

type Both = readonly [before: Alternatives, after: Alternatives];

/** Two types without their wrappers: what may stand beside the values, then the values. */
export function compareAlternatives(walk: Walk, before: Type, after: Type, at: string): void {
  const [old, now] = viewsOf(walk);
  const both: Both = [
    alternativesOf(before, walk.types, old),
    alternativesOf(after, walk.types, now),
  ];
  compareNull(walk, both, at);
  compareInstead(walk, both, at);
  comparePrefaults(walk, before, after, at);
  const { from, to } = walk.ends(...both);
  if (to.overlaps) walk.report("exclusive-unclear", at);
  const isWhole = walk.sender === "client" && from.whole;
  const inner = isWhole ? walk.writing("whole") : walk;
  if (!to.caught) return compareCores(inner, both, at);
  const trial = inner.trial(...bare(both), at);
  if (isCompatible(trial)) walk.adopt(trial);
  else walk.report("catch-covers", at);
}

/** What takes the place of what does not fit is looked at without its wrapper. */
function bare([before, after]: Both): readonly [Type, Type] {
  return [choiceOf(before), choiceOf(after)];
}

function choiceOf({ cores, exclusive }: Alternatives): Type {
  const [only] = cores;
  if (only !== undefined && cores.length === 1) return only;
  return { kind: "union", options: cores, ...(exclusive && { exclusive }) };
}

function compareNull(walk: Walk, [before, after]: Both, at: string): void {
  const [was, is] = [before.null || before.nothing, after.null || after.nothing];
  const takesAny = ({ cores }: Alternatives): boolean =>
    cores.some(({ kind }) => kind === "unknown");
  if (was && !is && !takesAny(after) && !after.caught) walk.report("null-removed", at);
  else if (!was && is && !takesAny(before) && !before.caught) walk.report("null-added", at);
  else if (was && is && before.null !== after.null) walk.report("nothing-form-changed", at);
}

function compareInstead(walk: Walk, [before, after]: Both, at: string): void {
  if (!before.caught && after.caught) walk.report("catch-added", at);
  if (before.caught && !after.caught) walk.report("catch-removed", at);
  for (const now of after.instead) {
    const old = before.instead.find(({ kind }) => kind === now.kind);
    if (old !== undefined && !sameConstant(old.value, now.value))
      walk.report("default-changed", at, "Another value takes the place of what is not there");
  }
}

/** What takes the place of nothing is checked, and may not fit any more. */
function comparePrefaults(walk: Walk, before: Type, after: Type, at: string): void {
  const { types } = walk;
  const { from, to } = walk.ends(before, after);
  const known = alternativesOf(from, types, "sent").instead;
  const isNew = (type: Type): boolean => !known.some((each) => types.same(each, type));
  if (doubtfulPrefaults(to, types).some(isNew)) walk.report("default-unclear", at);
}

function sameConstant(a: Constant, b: Constant): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function compareCores(walk: Walk, both: Both, at: string): void {
  const [before, after] = both;
  const [old, now] = [before.cores[0], after.cores[0]];
  const isOne = before.cores.length === 1 && after.cores.length === 1;
  if (isOne && old !== undefined && now !== undefined) return compareKinds(walk, old, now, at);
  if (before.cores.length + after.cores.length > 0) compareChoice(walk, ...both, at);
}
