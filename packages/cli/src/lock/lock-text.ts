import type { Lock } from "./lock.js";

/**
 * The text of `wsgen.lock.json`. A contract of the past and a release are one line each, so that two branches that add
 * some are merged line by line.
 */
export function lockText({ endpoints, past, releases }: Lock): string {
  const parts = [
    `"endpoints": ${indented(JSON.stringify(Object.fromEntries(endpoints), null, 2))}`,
    `"formatVersion": 1`,
  ];
  if (past.size > 0) parts.push(`"past": ${lines(past)}`);
  if (releases.size > 0) {
    const plain = [...releases].map(([name, hashes]) => [name, sorted(hashes)] as const);
    parts.push(`"releases": ${lines(new Map(plain))}`);
  }
  return `{\n  ${parts.join(",\n  ")}\n}\n`;
}

function indented(text: string): string {
  return text.replaceAll("\n", "\n  ");
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
