import type { Contract } from "../ir/contract.js";
import type { Lock } from "./lock.js";

/** The lock with a release of these contracts, in place of one of the same name. */
export function withRelease(
  lock: Lock,
  name: string,
  contracts: ReadonlyMap<string, Contract>,
): Lock {
  const hashes = new Map([...contracts].map(([endpoint, { hash }]) => [endpoint, hash]));
  const added = [...contracts.values()].map(({ contract, hash }) => [hash, contract] as const);
  return withoutLeftovers({
    ...lock,
    releases: new Map([...lock.releases, [name, hashes]]),
    past: new Map([...lock.past, ...added]),
  });
}

/** The lock without a release. */
export function withoutRelease(lock: Lock, name: string): Lock {
  const releases = new Map([...lock.releases].filter(([other]) => other !== name));
  return withoutLeftovers({ ...lock, releases });
}

/** Whether the lock has a release of the name with just these contracts. */
export function isReleased(
  { releases }: Lock,
  name: string,
  contracts: ReadonlyMap<string, Contract>,
): boolean {
  const hashes = releases.get(name);
  return (
    hashes?.size === contracts.size &&
    [...contracts].every(([endpoint, { hash }]) => hashes.get(endpoint) === hash)
  );
}

function withoutLeftovers(lock: Lock): Lock {
  const used = new Set([...lock.releases.values()].flatMap((hashes) => [...hashes.values()]));
  return { ...lock, past: new Map([...lock.past].filter(([hash]) => used.has(hash))) };
}
