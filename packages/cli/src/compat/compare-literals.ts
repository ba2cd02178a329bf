import type { Constant, LiteralType, Type } from "../ir/ir.js";
import { wireOf } from "../ir/constants.js";
import type { Walk } from "./walk.js";

/** Two lists of literals. */
export function compareLiterals(
  walk: Walk,
  before: LiteralType,
  after: LiteralType,
  at: string,
): void {
  if ((before.tagged === true) !== (after.tagged === true))
    return walk.report("wire-form-changed", at, "The JSON has the index of a literal, or had it");
  if (before.tagged === true) return compareTagged(walk, before.values, after.values, at);
  const [old, now] = [before.values.map(key), after.values.map(key)];
  for (const value of now.filter((known) => !old.includes(known)))
    walk.report("literal-added", at, `${value} is allowed`);
  for (const value of old.filter((known) => !now.includes(known)))
    walk.report("literal-removed", at, `${value} is not allowed any more`);
}

function key(value: Constant): string {
  return JSON.stringify(value);
}

function compareTagged(
  walk: Walk,
  before: readonly Constant[],
  after: readonly Constant[],
  at: string,
): void {
  const length = Math.max(before.length, after.length);
  for (let index = 0; index < length; index += 1) {
    const [old, now] = [before[index], after[index]];
    if (old === undefined) walk.report("literal-added", at, `${key(now ?? null)} is allowed`);
    else if (now === undefined) walk.report("literal-removed", at, `${key(old)} is gone`);
    else if (key(old) !== key(now)) walk.report("option-moved", at);
  }
}

/** Literals on one side, any value of a kind on the other. */
export function compareWithLiterals(walk: Walk, before: Type, after: Type, at: string): void {
  const { type, values } = literalsIn(before, after);
  const taken = values.map((value) => walk.types.fits(type, wireOf(value)));
  if (taken.every((result) => result === true))
    return walk.report(before.kind === "literal" ? "literal-to-kind" : "kind-to-literal", at);
  const isSure = taken.includes(false);
  walk.report(isSure ? "kind-changed" : "kind-unclear", at, told(before, after));
}

function literalsIn(
  before: Type,
  after: Type,
): { readonly values: readonly Constant[]; readonly type: Type } {
  if (before.kind === "literal" && before.tagged !== true)
    return { values: before.values, type: after };
  if (after.kind === "literal" && after.tagged !== true)
    return { values: after.values, type: before };
  return { values: [], type: { kind: "never" } };
}

function told(before: Type, after: Type): string {
  return `${before.kind} became ${after.kind}`;
}
