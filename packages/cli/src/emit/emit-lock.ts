import { contractsOf, type Contract } from "../ir/contract.js";
import type { Program } from "../ir/ir.js";

/** The text of a contract, as long as it is the same object. */
const texts = new WeakMap<Contract, string>();

/** Emits `wsgen.lock.json`: the contract of every endpoint, with its fingerprint. */
export function emitLock(program: Program): string {
  const endpoints = Object.entries(contractsOf(program)).map(
    ([name, contract]) => `    ${JSON.stringify(name)}: ${contractText(contract)}`,
  );
  // As JSON.stringify has it.
  const table = endpoints.length === 0 ? "{}" : `{\n${endpoints.join(",\n")}\n  }`;
  return `{\n  "endpoints": ${table},\n  "formatVersion": 1\n}\n`;
}

function contractText(contract: Contract): string {
  const known = texts.get(contract);
  if (known !== undefined) return known;
  const text = JSON.stringify(contract, null, 2).replaceAll("\n", "\n    ");
  texts.set(contract, text);
  return text;
}
