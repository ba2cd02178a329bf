import { isDeepStrictEqual, inspect } from "node:util";
import { type Case, deviates } from "./deviations.js";
import type { Outcome } from "./outcome.js";

export interface Strictness {
  /** Path and code of the first issue. */
  readonly issue: boolean;
  readonly message: boolean;
}

/** The text about a disagreement, or `null`. */
export function disagreement(found: Case, strictness: Strictness): string | null {
  if (agree(found.zod, found.own, strictness) || deviates(found)) return null;
  return [
    `${found.name}, ${found.way}: ${show(found.value)}`,
    `  zod: ${showOutcome(found.zod)}`,
    `  own: ${showOutcome(found.own)}`,
  ].join("\n");
}

function showOutcome(outcome: Outcome): string {
  if (outcome.kind === "accepted") return `took ${show(outcome.value)}`;
  if (outcome.kind === "threw") return `threw ${show(outcome.error)}`;
  return `refused ${outcome.code} at ${show(outcome.path)}: ${outcome.message}`;
}

function show(value: unknown): string {
  if (value instanceof Error) return (value.stack ?? value.message).split("\n", 3).join("");
  return inspect(value, { depth: 8, breakLength: Infinity, compact: 9, maxStringLength: 200 });
}

function agree(zod: Outcome, own: Outcome, { issue, message }: Strictness): boolean {
  // What zod itself cannot answer, such as an intersection that cannot be merged, has to be refused.
  if (zod.kind === "threw") return own.kind === "refused";
  if (zod.kind === "accepted")
    return own.kind === "accepted" && isDeepStrictEqual(own.value, zod.value);
  if (own.kind !== "refused") return false;
  if (!issue) return true;
  if (own.code !== zod.code || !isDeepStrictEqual(own.path, zod.path)) return false;
  return !message || own.message === zod.message;
}
