import type { Type } from "../ir/ir.js";
import type { Change } from "./change.js";
import type { LinkedTypes } from "./linked-types.js";
import type { RuleId, Sender } from "./rules.js";

/** The type of what is written, and of what is read. */
export interface Ends<T> {
  readonly from: T;
  readonly to: T;
}

/** What comparing the inside of a type needs: who sends, and where differences are told. */
export interface Walk {
  readonly sender: Sender;
  readonly types: LinkedTypes;
  /** Whether the sender writes zod's input: a client does, and a server inside of code of the user's. */
  readonly writesInput: boolean;
  /** Whether the sender writes objects as they are, with keys that the contract does not have. */
  readonly writesWhole: boolean;
  report(rule: RuleId, at: string, what?: string): void;
  compare(before: Type, after: Type, at: string): void;
  /** What comparing finds, without telling it. */
  trial(before: Type, after: Type, at: string): readonly Change[];
  /** Takes over what a trial has found. */
  adopt(changes: readonly Change[]): void;
  /** The same walk, where the sender writes in that way. */
  writing(way: "input" | "whole"): Walk;
  /** Old clients send what was before to what is after; the new server sends what is after to what was before. */
  ends<T>(before: T, after: T): Ends<T>;
}

/** How a type is seen: by a client that sends it, or the server that reads that; by the server that sends it; by a client that reads it. */
export type View = "sent" | "output" | "received";

export function viewsOf({ sender, writesInput }: Walk): readonly [before: View, after: View] {
  if (sender === "client") return ["sent", "sent"];
  return ["received", writesInput ? "sent" : "output"];
}
