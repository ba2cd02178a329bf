import type { Lock } from "./lock.js";

/** A release of one name that two locks tell differently. */
export class ReleaseConflict extends Error {}

/**
 * All releases of both; what the schema says now is told by the schema, so that of `endpoints` either would do.
 * @throws ReleaseConflict if both have a release of the same name with other contracts
 */
export function mergeLocks(ours: Lock, theirs: Lock): Lock {
  for (const [name, hashes] of theirs.releases) {
    const own = ours.releases.get(name);
    if (own !== undefined && !isSame(own, hashes)) throw new ReleaseConflict(name);
  }
  return {
    endpoints: new Map([...theirs.endpoints, ...ours.endpoints]),
    releases: new Map([...theirs.releases, ...ours.releases]),
    past: new Map([...theirs.past, ...ours.past]),
  };
}

function isSame(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
}
