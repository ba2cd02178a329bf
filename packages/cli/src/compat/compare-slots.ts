import type { OptionalType, Property, Slot, Type } from "../ir/ir.js";
import { hasHiddenDefault } from "./alternatives.js";
import { doubtfulPrefaults } from "./prefault.js";
import type { RuleId } from "./rules.js";
import type { Walk } from "./walk.js";

/** Whether a property has to be there, may be left out, or has something that takes its place. */
type Presence = "required" | "optional" | "defaulted";

const TRANSITIONS: Readonly<Record<Presence, Readonly<Record<Presence, RuleId | null>>>> = {
  required: {
    required: null,
    optional: "property-made-optional",
    defaulted: "property-made-defaulted",
  },
  optional: {
    required: "property-made-required",
    optional: null,
    defaulted: "property-default-given",
  },
  defaulted: {
    required: "property-default-removed",
    optional: "property-default-dropped",
    defaulted: null,
  },
};

/** A property of both versions. */
export function compareSlots(walk: Walk, before: Property, after: Property, at: string): void {
  const isSame = walk.types.same(before.type, after.type);
  if (isSame && before.optin === after.optin && before.optout === after.optout) return;
  const [old, now] = [presenceOf(walk, before), presenceOf(walk, after)];
  const rule = isLeftOut(walk, before, after) ? "property-made-optional" : TRANSITIONS[old][now];
  if (rule !== null) walk.report(rule, at, `"${after.name}" was ${old} and is ${now}`);
  const [was, is] = [optionalOf(walk, before.type), optionalOf(walk, after.type)];
  if (was && is && was.exact !== is.exact) walk.report("exact-optional-changed", at);
  walk.compare(before.type, after.type, at);
}

/** A property that the sender does not have. What takes its place may not fit. */
export function compareAbsent(walk: Walk, { type }: Slot, at: string): void {
  if (doubtfulPrefaults(type, walk.types).length > 0) walk.report("default-unclear", at);
}

/** Whether who reads it needs it. */
export function isRequired(walk: Walk, slot: Slot): boolean {
  return presenceOf(walk, slot) === "required";
}

/** Optional is what both may leave out; what clients alone may leave out has a default. */
function presenceOf(walk: Walk, slot: Slot): Presence {
  if (slot.optin === null) return "required";
  const isRead = walk.sender === "server" && !slot.optout;
  if (isRead && hasHiddenDefault(slot.type, walk.types)) return "required";
  return slot.optout ? "optional" : "defaulted";
}

/** Whether the server may write nothing, because that is what the schema makes of a value, where old clients need something. */
function isLeftOut(walk: Walk, before: Slot, after: Slot): boolean {
  const { traits } = walk.types;
  if (walk.sender === "client" || !isRequired(walk, before)) return false;
  const hasCode = walk.types.resolve(after.type).kind === "zod";
  return after.optout || ((after.optin !== null || hasCode) && traits.mayVanish(after.type));
}

function optionalOf({ types }: Walk, type: Type): OptionalType | null {
  const resolved = types.resolve(type);
  return resolved.kind === "optional" ? resolved : null;
}
