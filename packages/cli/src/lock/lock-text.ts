import type { Contract } from "../ir/contract.js";
import type { Lock } from "./lock.js";

/** What was written before; in a watch most contracts are the same objects again. */
const texts = new WeakMap<Contract, string>();

/**
 * The text of `wsgen.lock.json`. A contract of the past and a release are one line each, so that two branches that add
 * some are merged line by line.
 */
export function lockText({ endpoints, past, releases }: Lock): string {
  const parts = [`"endpoints": ${endpointsText(endpoints)}`, `"formatVersion": 1`];
  if (past.size > 0) parts.push(`"past": ${lines(past)}`);
  if (releases.size > 0) {
    const plain = [...releases].map(([name, hashes]) => [name, sorted(hashes)] as const);
    parts.push(`"releases": ${lines(new Map(plain))}`);
  }
  return `{\n  ${parts.join(",\n  ")}\n}\n`;
}

function endpointsText(endpoints: Lock["endpoints"]): string {
  if (endpoints.size === 0) return "{}";
  const entries = [...endpoints].map(
    ([name, contract]) => `    ${JSON.stringify(name)}: ${contractText(contract)}`,
  );
  return `{\n${entries.join(",\n")}\n  }`;
}

function contractText(contract: Contract): string {
  const known = texts.get(contract);
  if (known !== undefined) return known;
  // Joined lines are one string in memory, replaced ones a chain that is walked again whenever it is copied.
  const text = JSON.stringify(contract, null, 2).split("\n").join("\n    ");
  texts.set(contract, text);
  return text;
}

function lines(entries: ReadonlyMap<string, unknown>): string {
  const texts = byKey(entries).map(
    ([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  return `{\n${texts.join(",\n")}\n  }`;
}

function sorted(entries: ReadonlyMap<string, unknown>): object {
  return Object.fromEntries(byKey(entries));
}

function byKey(entries: ReadonlyMap<string, unknown>): [string, unknown][] {
  return [...entries].toSorted(([a], [b]) => (a < b ? -1 : 1));
}
