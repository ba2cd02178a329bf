import type { Contract } from "../ir/contract.js";
import type { Lock } from "../lock/lock.js";
import { compareContracts } from "./compare-contracts.js";
import { patternOf } from "./path-pattern.js";

/** Whether a client with an older contract understands a server with the current one. */
export type PastVerdict = "compatible" | "breaking" | "unknown";

/** By endpoint: the contracts that it had in releases, by hash, with the current one left out. */
export type PastVerdicts = ReadonlyMap<string, ReadonlyMap<string, PastVerdict>>;

/** Judges every released contract of every endpoint that there still is; clients know an endpoint by its path. */
export function judgePast(contracts: Readonly<Record<string, Contract>>, lock: Lock): PastVerdicts {
  const released = new Map<string, Map<string, Contract>>();
  for (const [hash, contract] of lock.past) {
    const pattern = pathPatternOf(contract);
    released.set(pattern, (released.get(pattern) ?? new Map()).set(hash, { contract, hash }));
  }
  const entries = Object.entries(contracts).map(([name, current]) => {
    const past = [...(released.get(pathPatternOf(current.contract))?.values() ?? [])];
    const verdicts = past
      .filter(({ hash }) => hash !== current.hash)
      .toSorted((a, b) => (a.hash < b.hash ? -1 : 1))
      .map((before) => [before.hash, verdictOf(name, before, current)] as const);
    return [name, new Map(verdicts)] as const;
  });
  return new Map(entries);
}

function pathPatternOf(contract: unknown): string {
  const { path } = contract as { readonly path?: unknown }; // every contract that was released is an object
  return typeof path === "string" ? patternOf(path) : "";
}

function verdictOf(name: string, before: Contract, after: Contract): PastVerdict {
  const changes = compareContracts({ [name]: before }, { [name]: after });
  const has = (verdict: PastVerdict): boolean =>
    changes.some((change) => change.verdict === verdict);
  return has("breaking") ? "breaking" : has("unknown") ? "unknown" : "compatible";
}
