import { lockText } from "../lock/lock-text.js";
import type { Surroundings } from "./surroundings.js";

/** Emits `wsgen.lock.json`: the contract of every endpoint, with its fingerprint, and the releases that there were. */
export function emitLock({ contracts, lock }: Pick<Surroundings, "contracts" | "lock">): string {
  return lockText({ ...lock, endpoints: new Map(Object.entries(contracts)) });
}
