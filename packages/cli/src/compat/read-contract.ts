import type { Endpoint, MessagesContract, RawContract } from "../ir/ir.js";
import type { LinkedTypes } from "./linked-types.js";

/** One endpoint as a lock file has it. */
export type EndpointContract = Pick<Endpoint, "mode" | "params" | "path" | "query"> &
  (RawContract | MessagesContract);

/** `null` for what no contract of this version looks like. */
export function readContract(
  contract: unknown,
  version: string,
  types: LinkedTypes,
): EndpointContract | null {
  if (typeof contract !== "object" || contract === null) return null;
  const linked = types.link(contract, version) as Partial<EndpointContract>; // looked at below
  const isKnown = linked.kind === "raw" || linked.kind === "messages";
  if (!isKnown || typeof linked.path !== "string") return null;
  // What contractsOf has written, and nobody edits by hand.
  return linked as EndpointContract;
}
