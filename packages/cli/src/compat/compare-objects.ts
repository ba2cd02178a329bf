import type { ObjectType, Property, Type } from "../ir/ir.js";
import { compareAbsent, compareSlots, isRequired } from "./compare-slots.js";
import type { Walk } from "./walk.js";

type Others = ObjectType["others"];

/** Objects: each property by its name, and what happens to unknown keys. */
export function compareObjects(
  walk: Walk,
  before: ObjectType,
  after: ObjectType,
  at: string,
): void {
  const [old, now] = [byName(before), byName(after)];
  for (const [name, property] of old) {
    const other = now.get(name);
    const place = `${at}.${name}`;
    if (other === undefined) compareRemoved(walk, property, after.others, place);
    else compareSlots(walk, property, other, place);
  }
  for (const [name, property] of now) {
    if (!old.has(name)) compareAdded(walk, property, before.others, `${at}.${name}`);
  }
  compareOthers(walk, before.others, after.others, at);
}

function byName({ properties }: ObjectType): ReadonlyMap<string, Property> {
  return new Map(properties.map((property) => [property.name, property]));
}

function compareAdded(walk: Walk, property: Property, others: Others, at: string): void {
  const isNeeded = isRequired(walk, property);
  const rule = isNeeded ? "property-added-required" : "property-added-optional";
  const what = `"${property.name}" is new`;
  if (walk.sender === "client") {
    walk.report(rule, at, isNeeded ? `${what}, and required` : what);
    if (!isNeeded) compareAbsent(walk, property, at);
    const isOpen = others === "loose" || (walk.writesWhole && others === "strip");
    if (isOpen) walk.report("property-added-open", at);
    else if (typeof others !== "string") walk.compare(others, property.type, at);
    return;
  }
  if (others === "strict") return walk.report("property-added-refused", at);
  walk.report(rule, at, what);
  if (typeof others !== "string") walk.compare(others, property.type, at);
}

function compareRemoved(walk: Walk, property: Property, others: Others, at: string): void {
  const isNeeded = isRequired(walk, property);
  const rule = isNeeded ? "property-removed-required" : "property-removed-optional";
  const what = `"${property.name}" is gone`;
  if (walk.sender === "client" && others === "strict")
    return walk.report("property-removed-refused", at);
  walk.report(rule, at, what);
  if (walk.sender === "server" && !isNeeded) compareAbsent(walk, property, at);
  if (typeof others !== "string") walk.compare(property.type, others, at);
  else if (walk.sender === "server" && others === "loose") walk.report("property-removed-open", at);
}

function compareOthers(walk: Walk, before: Others, after: Others, at: string): void {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  if (old !== null && now !== null) walk.compare(old, now, `${at}.catchall`);
  else if (before !== after) reportOthers(walk, before, after, at);
  const { from, to } = walk.ends(before, after);
  const isLookedAt = to === "strict" || typeof to !== "string";
  const isWhole = walk.sender === "client" && walk.writesWhole && from === "strip";
  if (isWhole && isLookedAt) walk.report("whole-value-unclear", at);
}

/** What unknown keys lead to, where they are passed on. */
function valuesOf(others: Others): Type | null {
  if (others === "loose") return { kind: "unknown" };
  return typeof others === "string" ? null : others;
}

function reportOthers(walk: Walk, before: Others, after: Others, at: string): void {
  if (after === "strict") {
    const isOpen = before !== "strip";
    return walk.report(isOpen ? "unknown-keys-refused-open" : "unknown-keys-refused", at);
  }
  if (after === "strip") return walk.report("unknown-keys-dropped", at);
  const rule = before === "strict" ? "unknown-keys-passed-on-refusal" : "unknown-keys-passed";
  walk.report(rule, at);
}
