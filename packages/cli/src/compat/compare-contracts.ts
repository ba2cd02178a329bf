import { changeOf, type Change } from "./change.js";
import { compareEndpoint } from "./compare-endpoint.js";
import { LinkedTypes } from "./linked-types.js";
import { overlap, patternOf } from "./path-pattern.js";
import { type EndpointContract, readContract } from "./read-contract.js";

export { type Change, isCompatible } from "./change.js";
export type { Verdict } from "./rules.js";

/** Contracts by endpoint, as `wsgen.lock.json` has them. */
export type Contracts = Readonly<
  Record<string, { readonly contract: unknown; readonly hash: string }>
>;

interface Version {
  readonly name: string;
  /** `null`: it cannot be read. */
  readonly contract: EndpointContract | null;
}

/**
 * What is different for clients that were generated from `before` and talk to a server generated from `after`; sorted by place. Nothing, if
 * there is no difference.
 */
export function compareContracts(before: Contracts, after: Contracts): readonly Change[] {
  const types = new LinkedTypes();
  const [old, now] = [read(before, "before", types), read(after, "after", types)];
  const changes: Change[] = [];
  const matched = new Set<Version>();
  for (const version of old) {
    const partner = partnerOf(version, old, now);
    if (partner === null) changes.push(changeOf("endpoint-removed", version.name, null));
    else {
      matched.add(partner);
      changes.push(...compareVersions(version, partner, types));
    }
  }
  for (const version of now.filter((candidate) => !matched.has(candidate))) {
    changes.push(changeOf("endpoint-added", version.name, null));
    changes.push(...overlaps(version, old, types));
  }
  return changes.toSorted(byPlace);
}

function read(contracts: Contracts, version: "before" | "after", types: LinkedTypes): Version[] {
  return Object.entries(contracts).map(([name, { contract }]) => ({
    name,
    contract: readContract(contract, `${version} ${name}`, types),
  }));
}

/** Clients know an endpoint by its path: the one with the same path is the same, whatever it is called. */
function partnerOf(
  { contract, name }: Version,
  old: readonly Version[],
  now: readonly Version[],
): Version | null {
  const pathOf = (version: Version): string | null =>
    version.contract && patternOf(version.contract.path);
  const path = contract && patternOf(contract.path);
  const same = now.find((candidate) => path !== null && pathOf(candidate) === path);
  if (same !== undefined) return same;
  const namesake = now.find((candidate) => candidate.name === name);
  // Its path may have been another's.
  const isFree = namesake && !old.some((other) => pathOf(other) === pathOf(namesake));
  return isFree === true || (namesake && contract === null) ? namesake : null;
}

function compareVersions(old: Version, now: Version, types: LinkedTypes): readonly Change[] {
  if (old.contract === null || now.contract === null)
    return [changeOf("contract-unclear", old.name, null)];
  const renamed =
    old.name === now.name
      ? []
      : [changeOf("endpoint-renamed", old.name, null, `It is called ${now.name} now`)];
  return [...renamed, ...compareEndpoint(old.contract, now.contract, types, old.name)];
}

/** What was another's: URLs that its parameters took. */
function overlaps(
  { contract, name }: Version,
  old: readonly Version[],
  types: LinkedTypes,
): readonly Change[] {
  if (contract === null) return [];
  const takes = (other: EndpointContract): boolean => {
    const values = overlap(other.path, contract.path);
    if (values === null || patternOf(other.path) === patternOf(contract.path)) return false;
    return [...values].every(([parameter, value]) => {
      const property = other.params?.properties.find((candidate) => candidate.name === parameter);
      if (value === null || property === undefined) return true;
      return types.fits(property.type, value) !== false;
    });
  };
  return old.flatMap((other) =>
    other.contract !== null && takes(other.contract)
      ? [
          changeOf(
            "path-overlapped",
            `${name}.path`,
            null,
            `${contract.path} may be taken for ${other.contract.path}`,
          ),
        ]
      : [],
  );
}

function byPlace(a: Change, b: Change): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.rule < b.rule ? -1 : Number(a.rule > b.rule);
}
