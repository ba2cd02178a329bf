import type { Type, UnionType } from "../ir/ir.js";
import type { Walk } from "./walk.js";

/** Unions of which the JSON has the index of the option: an index has to mean the same to both. */
export function compareTagged(walk: Walk, before: UnionType, after: UnionType, at: string): void {
  const { types } = walk;
  const isIn = (type: Type, options: readonly Type[]): boolean =>
    options.some((option) => types.same(option, type));
  const length = Math.max(before.options.length, after.options.length);
  for (let index = 0; index < length; index += 1) {
    const [old, now] = [before.options[index], after.options[index]];
    const place = `${at}[${index}]`;
    if (old === undefined) walk.report("option-added", place);
    else if (now === undefined) walk.report("option-removed", place);
    else if (types.same(old, now)) continue;
    else if (isIn(old, after.options) || isIn(now, before.options))
      walk.report("option-moved", place);
    else walk.compare(old, now, place);
  }
}
