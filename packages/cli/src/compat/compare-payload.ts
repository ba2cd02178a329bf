import type { Type } from "../ir/ir.js";
import type { Change } from "./change.js";
import type { LinkedTypes } from "./linked-types.js";
import type { Sender } from "./rules.js";
import { TypeWalk } from "./type-walk.js";

/** Who sends a payload, and what its types refer to. */
export interface Sending {
  readonly sender: Sender;
  readonly types: LinkedTypes;
}

/** What is different in what travels as a whole. */
export function comparePayload(
  before: Type,
  after: Type,
  sending: Sending,
  at: string,
): readonly Change[] {
  const walk = new TypeWalk({
    ...sending,
    writesInput: sending.sender === "client",
    writesWhole: false,
  });
  walk.compare(before, after, at);
  return walk.changes;
}
