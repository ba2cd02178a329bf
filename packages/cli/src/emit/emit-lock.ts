import { contractsOf } from "../ir/contract.js";
import type { Program } from "../ir/ir.js";

/** Emits `wsgen.lock.json`: the contract of every endpoint, with its fingerprint. */
export function emitLock(program: Program): string {
  const lock = { endpoints: contractsOf(program), formatVersion: 1 };
  return `${JSON.stringify(lock, null, 2)}\n`;
}
