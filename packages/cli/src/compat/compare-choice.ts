import type { Type } from "../ir/ir.js";
import { changesText } from "../ir/changes-text.js";
import { wireOf } from "../ir/constants.js";
import type { Alternatives } from "./alternatives.js";
import { type Change, isCompatible } from "./change.js";
import type { Walk } from "./walk.js";

/** An option of both versions, and what is different in it. */
interface Pair {
  readonly before: Type;
  readonly after: Type;
  readonly changes: readonly Change[];
}

/** Several kinds of values on one side or both, which the JSON does not mark. */
export function compareChoice(
  walk: Walk,
  before: Alternatives,
  after: Alternatives,
  at: string,
): void {
  const pairs = pairUp(walk, before.cores, after.cores, at);
  for (const { before: old, after: now, changes } of pairs) {
    const { from, to } = walk.ends({ type: old, of: before }, { type: now, of: after });
    const others = to.of.cores.filter((core) => core !== to.type);
    const isCovered = !isCompatible(changes) && isTaken(walk, from.type, others, at) === true;
    if (isCovered) walk.report("option-covered", at);
    else walk.adopt(changes);
  }
  compareUnpaired(walk, before, after, pairs, at);
  const { from, to } = walk.ends(before, after);
  if (isUnchanged(before, after, pairs)) return;
  const { traits } = walk.types;
  if (before.discriminator !== null && after.discriminator !== null) {
    if (before.discriminator !== after.discriminator) walk.report("discriminator-changed", at);
  }
  const needsTag = to.discriminator !== null && !traits.areTellable(to.cores);
  if (needsTag) walk.report("kind-unclear", at, "An option may be without what tells it apart");
  else reportOrder(walk, from.cores, to.cores, pairs, at);
}

function compareUnpaired(
  walk: Walk,
  before: Alternatives,
  after: Alternatives,
  pairs: readonly Pair[],
  at: string,
): void {
  const { from, to } = walk.ends(before.cores, after.cores);
  const report = (core: Type, rule: "option-removed" | "option-added"): void => {
    const taken = from.includes(core) ? isTaken(walk, core, to, at) : false;
    const what = rule === "option-added" ? "is new" : "is gone";
    if (taken === true) walk.report("option-covered", at);
    else
      walk.report(taken === null ? "kind-unclear" : rule, at, `An option (${core.kind}) ${what}`);
  };
  for (const core of before.cores) {
    if (!pairs.some((pair) => pair.before === core)) report(core, "option-removed");
  }
  for (const core of after.cores) {
    if (!pairs.some((pair) => pair.after === core)) report(core, "option-added");
  }
}

/** Whether one of the options takes all that is written of a type; of literals, each may have its own. `null`: perhaps. */
function isTaken(walk: Walk, from: Type, options: readonly Type[], at: string): boolean | null {
  const { types } = walk;
  if (from.kind === "literal" && from.tagged !== true) {
    return from.values.every((value) =>
      options.some((option) => types.fits(option, wireOf(value)) === true),
    );
  }
  const trials = options.map((option) => directed(walk, from, option, at));
  if (trials.some(isCompatible)) return true;
  return trials.some((changes) => changes.every(({ verdict }) => verdict !== "breaking"))
    ? null
    : false;
}

function directed(walk: Walk, from: Type, to: Type, at: string): readonly Change[] {
  return walk.sender === "client" ? walk.trial(from, to, at) : walk.trial(to, from, at);
}

/** The same ones first, then those that have the least differences. */
function pairUp(
  walk: Walk,
  before: readonly Type[],
  after: readonly Type[],
  at: string,
): readonly Pair[] {
  const candidates = before.flatMap((old, index) =>
    after.flatMap((now): (Pair & { readonly cost: number })[] => {
      if (!mayBePair(walk, old, now)) return [];
      const changes = walk.trial(old, now, `${at}[${index}]`);
      const bad = changes.filter((change) => !isCompatible([change])).length;
      return [{ before: old, after: now, changes, cost: bad * 1000 + changes.length }];
    }),
  );
  const pairs: Pair[] = [];
  for (const { cost: _cost, ...pair } of candidates.toSorted((a, b) => a.cost - b.cost)) {
    const isFree = pairs.every(
      (other) => other.before !== pair.before && other.after !== pair.after,
    );
    if (isFree) pairs.push(pair);
  }
  return pairs;
}

function mayBePair({ types }: Walk, before: Type, after: Type): boolean {
  if (before.kind !== after.kind) return false;
  return before.kind !== "object" || !types.traits.areTellable([before, after]);
}

function isUnchanged(before: Alternatives, after: Alternatives, pairs: readonly Pair[]): boolean {
  const all = pairs.length === before.cores.length && pairs.length === after.cores.length;
  if (!all || pairs.some(({ changes }) => changes.length > 0)) return false;
  if (before.exclusive !== after.exclusive) return false;
  if (before.discriminator !== after.discriminator) return false;
  return before.cores.every((core, index) => {
    const pair = pairs.find((candidate) => candidate.before === core);
    return pair !== undefined && after.cores[index] === pair.after;
  });
}

/** The first that takes a value wins: one that comes before may drop what the right one keeps. */
function reportOrder(
  walk: Walk,
  from: readonly Type[],
  to: readonly Type[],
  pairs: readonly Pair[],
  at: string,
): void {
  const partner = (core: Type): Type | undefined => {
    const pair = pairs.find(({ after, before }) => core === after || core === before);
    return pair?.before === core ? pair.after : pair?.before;
  };
  const matters = to.some((core, index) => {
    const own = partner(core);
    if (own === undefined) return false;
    return to.slice(0, index).some((earlier) => {
      if (!mayAlter(walk, earlier) || walk.types.traits.areTellable([earlier, core])) return false;
      const was = partner(earlier);
      const { types } = walk;
      const isOld = was !== undefined && from.indexOf(was) < from.indexOf(own);
      return !(isOld && types.same(was, earlier));
    });
  });
  if (matters) walk.report("option-order-matters", at);
}

/** Whether what it makes of a value may be less, or other, than what came. */
function mayAlter({ types }: Walk, type: Type): boolean {
  return types.traits.some(type, (part) => {
    if (part.kind === "string") return part.checks.some(changesText);
    return ["object", "record", "default", "catch", "zod", "pipe"].includes(part.kind);
  });
}
