import type { OptionalType, Property, Slot, Type } from "../ir/ir.js";
import { sameType } from "./same-type.js";
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
  const isSame = sameType(before.type, after.type, (type) => walk.types.resolve(type));
  if (isSame && before.optin === after.optin && before.optout === after.optout) return;
  const [old, now] = [presenceOf(before), presenceOf(after)];
  const rule = isLeftOut(walk, before, after) ? MADE_OPTIONAL : TRANSITIONS[old][now];
  if (rule !== null) walk.report(rule, at, `"${after.name}" was ${old} and is ${now}`);
  const [was, is] = [optionalOf(walk, before.type), optionalOf(walk, after.type)];
  if (was && is && was.exact !== is.exact) walk.report("exact-optional-changed", at);
  walk.compare(before.type, after.type, at);
}

const MADE_OPTIONAL = "property-made-optional";

/** Optional is what both may leave out; what clients alone may leave out has a default. */
function presenceOf({ optin, optout }: Slot): Presence {
  if (optin === null) return "required";
  return optout ? "optional" : "defaulted";
}

/** Whether the server may write nothing, because that is what the schema makes of a value, where old clients need something. */
function isLeftOut({ sender, types }: Walk, before: Slot, after: Slot): boolean {
  if (sender === "client" || before.optin !== null) return false;
  const { traits } = types;
  const hasCode = types.resolve(after.type).kind === "zod";
  return after.optout || ((after.optin !== null || hasCode) && traits.mayVanish(after.type));
}

function optionalOf({ types }: Walk, type: Type): OptionalType | null {
  const resolved = types.resolve(type);
  return resolved.kind === "optional" ? resolved : null;
}
