import type { ArrayType, MapType, SetType, Type } from "../ir/ir.js";
import { boundsOf, sizeDifferences } from "./compare-sizes.js";
import type { Walk } from "./walk.js";

type Collection = ArrayType | MapType | SetType;

export function isCollection(type: Type): type is Collection {
  return type.kind === "array" || type.kind === "set" || type.kind === "map";
}

/** Lists, sets and maps: what is inside, and how much of it. */
export function compareCollections(
  walk: Walk,
  before: Collection,
  after: Collection,
  at: string,
): void {
  if (before.kind === "map" || after.kind === "map") {
    if (before.kind !== after.kind)
      return walk.report("kind-unclear", at, "A map is an array of pairs");
  } else if (before.kind !== after.kind) walk.report("collection-changed", at);
  for (const { rule, what } of sizeDifferences(before.checks, after.checks))
    walk.report(rule, at, what);
  const { from, to } = walk.ends(before, after);
  const { types } = walk;
  const isSame = from.kind === to.kind && types.same(unique(from), unique(to));
  // One alone stays one.
  const mayShrink = to.kind !== "array" && boundsOf(to.checks).min > 1 && !isSame;
  if (mayShrink) walk.report("set-size-unclear", at);
  if (before.kind === "map" && after.kind === "map") {
    walk.compare(before.key, after.key, `${at}.key`);
    walk.compare(before.value, after.value, `${at}.value`);
  } else if (before.kind !== "map" && after.kind !== "map")
    walk.compare(before.item, after.item, `${at}[]`);
}

function unique(type: Collection): Type {
  return type.kind === "map" ? type.key : type.item;
}
