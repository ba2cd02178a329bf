import type { RecordType } from "../ir/ir.js";
import type { Walk } from "./walk.js";

type Keys = "all" | "some" | "open";

/** Records: which keys there are, and what they lead to. */
export function compareRecords(
  walk: Walk,
  before: RecordType,
  after: RecordType,
  at: string,
): void {
  const [old, now] = [keysOf(before), keysOf(after)];
  if (old === "all" && now === "all") compareListed(walk, before, after, at);
  else {
    if (old !== now) reportKeys(walk, old, now, at);
    walk.compare(before.key, after.key, `${at}.key`);
  }
  compareLoose(walk, before, after, at);
  walk.compare(before.value, after.value, `${at}.value`);
}

/** Whether all of the listed keys have to be there, some of them, or those that fit. */
function keysOf({ keys, partial }: RecordType): Keys {
  if (keys !== null) return "all";
  return partial === true ? "some" : "open";
}

function reportKeys(walk: Walk, old: Keys, now: Keys, at: string): void {
  if (old === "open") walk.report("record-closed", at);
  if (now === "open") walk.report("record-opened", at);
  if (old === "all") walk.report("record-keys-optional", at);
  if (now === "all") walk.report("record-keys-required", at);
}

function compareListed(walk: Walk, before: RecordType, after: RecordType, at: string): void {
  const [old, now] = [(before.keys ?? []).map(String), (after.keys ?? []).map(String)];
  for (const key of now.filter((known) => !old.includes(known)))
    walk.report("record-key-added", `${at}.${key}`);
  for (const key of old.filter((known) => !now.includes(known)))
    walk.report("record-key-removed", `${at}.${key}`);
}

function compareLoose(walk: Walk, before: RecordType, after: RecordType, at: string): void {
  const [was, is] = [before.loose === true, after.loose === true];
  if (!was && is) walk.report("record-loosened", at);
  if (was && !is) walk.report("record-tightened", at);
  const { from } = walk.ends(before, after);
  const { types } = walk;
  const isSame = types.same(before.key, after.key) && keysOf(before) === keysOf(after);
  if (from.loose === true && !isSame) walk.report("record-unclear", at);
}
