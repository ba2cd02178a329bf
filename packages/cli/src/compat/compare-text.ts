import type { PartCheck, StringCheck } from "../ir/ir.js";
import { type Difference, sizeDifferences } from "./compare-sizes.js";
import { RULES } from "./rules.js";
import { checkKey, stepsOf, type TextStep } from "./text-steps.js";
import type { Walk } from "./walk.js";

type Checks = readonly StringCheck[];

/** What two texts have to be, in the order in which they are checked and changed. */
export function compareText(walk: Walk, before: Checks, after: Checks, at: string): void {
  const [old, now] = [stepsOf(before), stepsOf(after)];
  const report = (differences: readonly Difference[]): void =>
    differences.forEach(({ rule, what }) => walk.report(rule, at, what));
  if (changesIn(old) === changesIn(now)) {
    // At each step both have the same text.
    old.forEach((step, index) => report(checkDifferences(step.checks, now[index]?.checks ?? [])));
    return;
  }
  const first = checkDifferences(old[0]?.checks ?? [], now[0]?.checks ?? []);
  const { to } = walk.ends(old, now);
  const isTaken = first.every(({ rule }) => RULES[rule][walk.sender] === "compatible");
  const isLast = to.slice(1).every(({ checks }) => checks.length === 0) && !to.some(refuses);
  if (!isTaken || !isLast) return walk.report("text-change-unclear", at);
  report(first);
  walk.report("text-change-harmless", at);
}

function changesIn(steps: readonly TextStep[]): string {
  return steps.map(({ change }) => (change === null ? "" : checkKey(change))).join(" ");
}

// A URL is checked, too.
function refuses({ change }: TextStep): boolean {
  return change?.kind === "format";
}

function checkDifferences(before: Checks, after: Checks): readonly Difference[] {
  return [
    ...sizeDifferences(before, after),
    ...patternDifferences(before, after),
    ...partDifferences(before.filter(isPart), after.filter(isPart)),
  ];
}

function isPart(check: StringCheck): check is PartCheck {
  return ["startsWith", "endsWith", "includes"].includes(check.kind);
}

function patternDifferences(before: Checks, after: Checks): readonly Difference[] {
  const [old, now] = [patternsOf(before), patternsOf(after)];
  const added = [...now].filter(([key]) => !old.has(key)).map(([, name]) => name);
  const removed = [...old].filter(([key]) => !now.has(key)).map(([, name]) => name);
  if (added.length > 0 && removed.length > 0) {
    const what = `The text had to match ${removed.join(", ")}, and has to match ${added.join(", ")}`;
    return [{ rule: "pattern-changed", what }];
  }
  return [
    ...added.map((name): Difference => ({
      rule: "pattern-added",
      what: `The text has to match ${name}`,
    })),
    ...removed.map((name): Difference => ({
      rule: "pattern-removed",
      what: `The text need not match ${name} any more`,
    })),
  ];
}

/** What a text has to match, with what that is called. */
function patternsOf(checks: Checks): ReadonlyMap<string, string> {
  return new Map(
    checks.flatMap((check): [string, string][] => {
      if (check.kind === "format") return [[checkKey(check), check.format]];
      if (check.kind !== "pattern") return [];
      const isNamed = check.format !== "regex" && check.format !== "template_literal";
      return [[checkKey(check), isNamed ? check.format : `/${check.source}/${check.flags}`]];
    }),
  );
}

function partDifferences(
  before: readonly PartCheck[],
  after: readonly PartCheck[],
): readonly Difference[] {
  const missing = (from: readonly PartCheck[], to: readonly PartCheck[]): readonly PartCheck[] =>
    to.filter((check) => !from.some((known) => implies(known, check)));
  return [
    ...missing(before, after).map((check): Difference => ({
      rule: "text-part-added",
      what: `${check.kind}(${JSON.stringify(check.value)}) has to hold`,
    })),
    ...missing(after, before).map((check): Difference => ({
      rule: "text-part-removed",
      what: `${check.kind}(${JSON.stringify(check.value)}) need not hold any more`,
    })),
  ];
}

/** Whether a text that has the one has the other. */
function implies(known: PartCheck, wanted: PartCheck): boolean {
  if (wanted.kind === "includes") {
    const isAnywhere = wanted.position === undefined && known.value.includes(wanted.value);
    return isAnywhere || checkKey(known) === checkKey(wanted);
  }
  if (known.kind !== wanted.kind) return false;
  return wanted.kind === "startsWith"
    ? known.value.startsWith(wanted.value)
    : known.value.endsWith(wanted.value);
}
