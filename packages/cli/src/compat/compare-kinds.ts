import type { Type } from "../ir/ir.js";
import { compareBoxes } from "./compare-boxes.js";
import { compareCode } from "./compare-code.js";
import { compareCollections, isCollection } from "./compare-collections.js";
import { compareLiterals, compareWithLiterals } from "./compare-literals.js";
import { compareNumbers } from "./compare-numbers.js";
import { compareObjects } from "./compare-objects.js";
import { comparePipes } from "./compare-pipes.js";
import { compareRecords } from "./compare-records.js";
import { compareTagged } from "./compare-tagged.js";
import { compareText } from "./compare-text.js";
import { compareTuples } from "./compare-tuples.js";
import type { Walk } from "./walk.js";

/** Two kinds of values, without wrappers. */
export function compareKinds(walk: Walk, before: Type, after: Type, at: string): void {
  if (walk.types.same(before, after)) return;
  if (before.kind === "zod" || after.kind === "zod") return compareCode(walk, before, after, at);
  if (before.kind === "pipe" || after.kind === "pipe") return comparePipes(walk, before, after, at);
  if (isMarked(before) !== isMarked(after) || (isMarked(before) && before.kind !== after.kind))
    return walk.report("wire-form-changed", at, "The JSON has an index or a box, or had one");
  if (before.kind === after.kind) return compareSame(walk, before, after, at);
  if (before.kind === "unknown" || after.kind === "unknown")
    return compareWithUnknown(walk, before, after, at);
  if (before.kind === "literal" || after.kind === "literal")
    return compareWithLiterals(walk, before, after, at);
  if (isCollection(before) && isCollection(after))
    return compareCollections(walk, before, after, at);
  compareOthers(walk, before, after, at);
}

/** Whether the JSON says more than the value: an index, or a box. */
function isMarked(type: Type): boolean {
  if (type.kind === "union" || type.kind === "literal") return type.tagged === true;
  return type.kind === "absence";
}

function compareSame(walk: Walk, before: Type, after: Type, at: string): void {
  switch (before.kind) {
    case "string":
      return after.kind === "string"
        ? compareText(walk, before.checks, after.checks, at)
        : undefined;
    case "number":
    case "bigint":
    case "date":
      return "checks" in after && after.kind === before.kind
        ? compareNumbers(walk, before.checks, after.checks, at)
        : undefined;
    case "literal":
      return after.kind === "literal" ? compareLiterals(walk, before, after, at) : undefined;
    case "array":
    case "set":
    case "map":
      return isCollection(after) ? compareCollections(walk, before, after, at) : undefined;
    case "tuple":
      return after.kind === "tuple" ? compareTuples(walk, before, after, at) : undefined;
    case "object":
      return after.kind === "object" ? compareObjects(walk, before, after, at) : undefined;
    case "record":
      return after.kind === "record" ? compareRecords(walk, before, after, at) : undefined;
    case "union":
      return after.kind === "union" ? compareTagged(walk, before, after, at) : undefined;
    case "absence":
      return after.kind === "absence" ? compareBoxes(walk, before, after, at) : undefined;
    case "intersection":
      return walk.report("intersection-changed", at);
    case "boolean":
    case "bytes":
    case "nan":
    case "unknown":
      return undefined;
    default:
      // Of a newer version, perhaps.
      return walk.report("kind-unclear", at);
  }
}

function compareWithUnknown(walk: Walk, before: Type, after: Type, at: string): void {
  const [other, rule] =
    after.kind === "unknown"
      ? ([before, "type-to-unknown"] as const)
      : ([after, "unknown-to-type"] as const);
  if (!walk.types.traits.isRich(other)) return walk.report(rule, at);
  walk.report(after.kind === "unknown" ? "rich-to-unknown" : "unknown-to-rich", at);
}

function compareOthers(walk: Walk, before: Type, after: Type, at: string): void {
  const what = `${before.kind} became ${after.kind}`;
  const { from, to } = walk.ends(before, after);
  const isText = (type: Type): boolean => type.kind === "date" || type.kind === "bigint";
  if (isText(before) && isFreeText(after)) return walk.report("text-widened", at, what);
  if (isText(after) && isFreeText(before)) return walk.report("text-narrowed", at, what);
  const { traits } = walk.types;
  const kinds = traits.wireKinds(to);
  const mayFit = [...traits.wireKinds(from)].some((kind) => kinds.has(kind));
  walk.report(mayFit ? "kind-unclear" : "kind-changed", at, what);
}

function isFreeText(type: Type): boolean {
  return type.kind === "string" && type.checks.length === 0;
}
