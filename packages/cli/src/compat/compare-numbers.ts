import type { LimitCheck, NumberCheck } from "../ir/ir.js";
import type { Difference } from "./compare-sizes.js";
import type { Walk } from "./walk.js";

/** Checks of a number or a date, or of a bigint, whose limits are digits. */
type Checks = readonly (NumberCheck | LimitCheck<string>)[];

type Amount = number | bigint;

interface Bound {
  readonly value: Amount;
  readonly exclusive: boolean;
}

interface Range {
  readonly min: Bound | null;
  readonly max: Bound | null;
  readonly integer: boolean;
  readonly steps: readonly Amount[];
}

const SAFE = Number.MAX_SAFE_INTEGER;

/** What two numbers, bigints or dates have to be. */
export function compareNumbers(walk: Walk, before: Checks, after: Checks, at: string): void {
  const [old, now] = [rangeOf(before), rangeOf(after)];
  for (const { rule, what } of differences(old, now)) walk.report(rule, at, what);
}

function differences(old: Range, now: Range): readonly Difference[] {
  const found: Difference[] = [];
  if (old.integer !== now.integer) {
    const what = now.integer ? "Only integers are taken" : "Not only integers are taken any more";
    found.push({ rule: now.integer ? "integer-added" : "integer-removed", what });
  }
  const isSafe = (bound: Bound | null): boolean =>
    old.integer !== now.integer &&
    (bound === null || (Math.abs(Number(bound.value)) === SAFE && !bound.exclusive));
  const [lower, upper] = [
    compareBounds(old.min, now.min),
    -compareBounds(negated(old.max), negated(now.max)),
  ];
  // That integers are exact is no limit of its own.
  if (lower !== 0 && !(isSafe(old.min) && isSafe(now.min))) {
    const rule = lower > 0 ? "value-min-raised" : "value-min-lowered";
    found.push({ rule, what: `The least value was ${shown(old.min)} and is ${shown(now.min)}` });
  }
  if (upper !== 0 && !(isSafe(old.max) && isSafe(now.max))) {
    const rule = upper > 0 ? "value-max-raised" : "value-max-lowered";
    found.push({ rule, what: `The greatest value was ${shown(old.max)} and is ${shown(now.max)}` });
  }
  return [...found, ...stepDifferences(old.steps, now.steps)];
}

function stepDifferences(old: readonly Amount[], now: readonly Amount[]): readonly Difference[] {
  const missing = (from: readonly Amount[], to: readonly Amount[]): readonly Amount[] =>
    to.filter((step) => !from.some((known) => isMultiple(known, step)));
  return [
    ...missing(old, now).map((step): Difference => ({
      rule: "step-added",
      what: `The value has to be a multiple of ${step}`,
    })),
    ...missing(now, old).map((step): Difference => ({
      rule: "step-removed",
      what: `The value need not be a multiple of ${step} any more`,
    })),
  ];
}

// Of fractions only the same one is sure.
function isMultiple(value: Amount, step: Amount): boolean {
  if (value === step) return true;
  if (typeof value === "bigint" && typeof step === "bigint")
    return step !== 0n && value % step === 0n;
  return Number.isInteger(value) && Number.isInteger(step) && Number(value) % Number(step) === 0;
}

/** Above 0: the second is tighter, as a lower bound. */
function compareBounds(old: Bound | null, now: Bound | null): number {
  if (old === null || now === null) return Number(now !== null) - Number(old !== null);
  if (old.value !== now.value) return now.value > old.value ? 1 : -1;
  return Number(now.exclusive) - Number(old.exclusive);
}

function negated(bound: Bound | null): Bound | null {
  return bound && { ...bound, value: -bound.value };
}

function rangeOf(checks: Checks): Range {
  let [min, max]: [Bound | null, Bound | null] = [null, null];
  let integer = false;
  const steps: Amount[] = [];
  const atLeast = (bound: Bound): void => {
    if (compareBounds(min, bound) > 0) min = bound;
  };
  const atMost = (bound: Bound): void => {
    if (compareBounds(negated(max), negated(bound)) > 0) max = bound;
  };
  for (const check of checks) {
    if (check.kind === "format") {
      atLeast({ value: check.range[0], exclusive: false });
      atMost({ value: check.range[1], exclusive: false });
      integer ||= check.int;
      continue;
    }
    const value = typeof check.value === "string" ? BigInt(check.value) : check.value;
    if (check.kind === "multipleOf") steps.push(value);
    else if (check.kind === "gt" || check.kind === "gte")
      atLeast({ value, exclusive: check.kind === "gt" });
    else atMost({ value, exclusive: check.kind === "lt" });
  }
  return { min, max, integer, steps };
}

function shown(bound: Bound | null): string {
  if (bound === null) return "unlimited";
  return bound.exclusive ? `${bound.value}, exclusive` : String(bound.value);
}
