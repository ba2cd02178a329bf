import type { RuleId } from "./rules.js";

/** A difference that is not told yet. */
export interface Difference {
  readonly rule: RuleId;
  readonly what: string;
}

interface AnySize {
  readonly kind: string;
  readonly value?: unknown;
}

/** The lengths that `min`, `max` and `length` leave. */
export function boundsOf(checks: readonly AnySize[]): {
  readonly min: number;
  readonly max: number;
} {
  const values = (...kinds: readonly string[]): number[] =>
    checks.flatMap(({ kind, value }) => (kinds.includes(kind) ? [Number(value)] : []));
  return {
    min: Math.max(0, ...values("min", "length")),
    max: Math.min(Number.POSITIVE_INFINITY, ...values("max", "length")),
  };
}

export function sizeDifferences(
  before: readonly AnySize[],
  after: readonly AnySize[],
): readonly Difference[] {
  const [old, now] = [boundsOf(before), boundsOf(after)];
  const differences: Difference[] = [];
  if (old.min !== now.min) {
    const rule = now.min > old.min ? "length-min-raised" : "length-min-lowered";
    differences.push({ rule, what: `The least length was ${old.min} and is ${now.min}` });
  }
  if (old.max !== now.max) {
    const rule = now.max > old.max ? "length-max-raised" : "length-max-lowered";
    const what = `The greatest length was ${shown(old.max)} and is ${shown(now.max)}`;
    differences.push({ rule, what });
  }
  return differences;
}

function shown(limit: number): string {
  return Number.isFinite(limit) ? String(limit) : "unlimited";
}
