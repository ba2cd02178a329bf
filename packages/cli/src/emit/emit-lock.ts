import type { Contract } from "../ir/contract.js";
import type { Lock } from "../lock/lock.js";
import { lockText } from "../lock/lock-text.js";

/** Emits `wsgen.lock.json`: the contract of every endpoint, with its fingerprint, and the releases that there were. */
export function emitLock(contracts: Readonly<Record<string, Contract>>, lock: Lock): string {
  return lockText({ ...lock, endpoints: new Map(Object.entries(contracts)) });
}
