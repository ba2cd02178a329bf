import type { Slot, TupleType, Type } from "../ir/ir.js";
import { isRequired } from "./compare-slots.js";
import type { Walk } from "./walk.js";

interface Lengths {
  readonly least: number;
  readonly most: number;
}

/** Tuples: how long they may be, and what stands at each place. */
export function compareTuples(walk: Walk, before: TupleType, after: TupleType, at: string): void {
  const output = walk.sender === "server" && !walk.writesInput;
  const [old, read] = [lengthsOf(walk, before, false), lengthsOf(walk, after, false)];
  // A server leaves out less than a client may.
  const now = read.least === old.least ? read : lengthsOf(walk, after, output);
  if (now.least < old.least || now.most > old.most) walk.report("tuple-lengths-widened", at);
  if (now.least > old.least || now.most < old.most) walk.report("tuple-lengths-narrowed", at);
  const count = Math.max(before.items.length, after.items.length);
  for (let index = 0; index < count; index += 1) {
    const [one, other] = [typeAt(before, index), typeAt(after, index)];
    // Where the other has nothing, the length says so.
    if (one !== null && other !== null) walk.compare(one, other, `${at}[${index}]`);
  }
  if (before.rest !== null && after.rest !== null) walk.compare(before.rest, after.rest, `${at}[]`);
}

function typeAt({ items, rest }: TupleType, index: number): Type | null {
  return items[index]?.type ?? rest;
}

/** @param isOutput whether a server writes it */
function lengthsOf(walk: Walk, { items, rest }: TupleType, isOutput: boolean): Lengths {
  const { traits } = walk.types;
  const isNeeded = (slot: Slot): boolean => {
    const { optin, optout, type } = slot;
    // With a rest, no length is checked: what may be nothing need not be there.
    const mayBeNothing = traits.mayBeUndefined(type) || traits.isUnknown(type);
    if (rest !== null && (mayBeNothing || type.kind === "absence")) return false;
    return isOutput
      ? !optout && (optin === null || !traits.mayBeUndefined(type, "output"))
      : isRequired(walk, slot);
  };
  const least = items.findLastIndex(isNeeded) + 1;
  return { least, most: rest === null ? items.length : Number.POSITIVE_INFINITY };
}
