import { changesText } from "../ir/changes-text.js";
import type { StringCheck } from "../ir/ir.js";

/** Checks of a text as it is at that point, and the change that comes after them. */
export interface TextStep {
  readonly checks: readonly StringCheck[];
  readonly change: StringCheck | null;
}

export function stepsOf(checks: readonly StringCheck[]): readonly TextStep[] {
  const steps: TextStep[] = [];
  let run: StringCheck[] = [];
  for (const check of checks) {
    if (changesText(check)) {
      steps.push({ checks: run, change: check });
      run = [];
    } else run.push(check);
  }
  return [...steps, { checks: run, change: null }];
}

/** The same text for checks that take the same, whatever issues say. */
export function checkKey(check: StringCheck): string {
  const isPattern = check.kind === "pattern";
  const silent = new Set(["abort", "message", "shown", ...(isPattern ? ["format"] : [])]);
  const entries = Object.entries(check).filter(([key]) => !silent.has(key));
  return JSON.stringify(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
