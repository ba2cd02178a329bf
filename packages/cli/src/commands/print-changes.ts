import type { ContractChange } from "../breaking.js";
import { styled, type Output } from "./terminal.js";

const STYLES = {
  breaking: "red",
  unknown: "yellow",
  warning: "yellow",
  compatible: "green",
} as const;

/** Prints `verdict place rule`, and below it what it means. */
export function printChange(
  output: Output,
  { at, message, rule, since, verdict }: ContractChange,
  baselines: readonly string[],
): void {
  const start = `${styled(output, STYLES[verdict], verdict)} ${styled(output, "bold", at)}`;
  output.write(`${start} ${styled(output, "dim", rule)}\n  ${message}\n`);
  // Where all are concerned, saying so for each change says nothing.
  if (since.length < baselines.length) output.write(`  since ${since.join(", ")}\n`);
}

/** `1 breaking, 2 compatible`. */
export function countChanges(changes: readonly ContractChange[]): string {
  const counts = (["breaking", "unknown", "warning", "compatible"] as const).flatMap((verdict) => {
    const { length } = changes.filter((change) => change.verdict === verdict);
    return length === 0 ? [] : [`${length} ${verdict}`];
  });
  return counts.length === 0 ? "the contract is the same" : counts.join(", ");
}
