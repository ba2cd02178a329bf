import type { Contract } from "../ir/contract.js";

/** What `wsgen.lock.json` holds. */
export interface Lock {
  /** By endpoint: what the schema said when files were last generated. */
  readonly endpoints: ReadonlyMap<string, Contract>;
  /** By name: the hash of each endpoint's contract, as `wsgen release` found them. */
  readonly releases: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** The contracts of releases, by hash. */
  readonly past: ReadonlyMap<string, unknown>;
}

export const emptyLock: Lock = { endpoints: new Map(), releases: new Map(), past: new Map() };

/** The contracts of one release by endpoint; `null` if there is no such release. */
export function releasedContracts(
  { past, releases }: Lock,
  release: string,
): Map<string, Contract> | null {
  const hashes = releases.get(release);
  if (hashes === undefined) return null;
  return new Map(
    [...hashes].map(([endpoint, hash]) => [endpoint, { hash, contract: past.get(hash) }]),
  );
}
