import { compareContracts, type Change } from "./compat/compare-contracts.js";
import { contractsOf } from "./ir/contract.js";
import { loadProgram, type ProjectOptions } from "./load-program.js";
import type { Waiver } from "./load/config.js";
import { findBaselines } from "./lock/find-baselines.js";

export interface CompareOptions extends ProjectOptions {
  /** `lock` (every release in it), `lock:<release>`, `git:<ref>`, or the path of a lock. */
  readonly against: string;
}

/** A change since one or more baselines. */
export interface ContractChange extends Change {
  /** Their names: the releases whose clients the change concerns, for example. */
  readonly since: readonly string[];
}

export interface ContractChanges {
  /** What was compared with. */
  readonly baselines: readonly string[];
  readonly changes: readonly ContractChange[];
  /** From the configuration. */
  readonly waivers: readonly Waiver[];
  /** Absolute path. */
  readonly schemaFile: string;
}

/** A change that counts as breaking, unless it is waived. */
export interface BreakingChange extends ContractChange {
  readonly waiver: Waiver | null;
}

export interface BreakingReport {
  readonly baselines: readonly string[];
  readonly changes: readonly BreakingChange[];
  /** Waivers whose day has passed, and those that no change needs. */
  readonly expired: readonly Waiver[];
  readonly unused: readonly Waiver[];
  readonly schemaFile: string;
}

/**
 * Tells how the schema's contract differs from earlier ones, as their clients see it.
 * @throws WsgenError with diagnostics, if the schema, the configuration or a baseline cannot be read
 */
export async function compareWith({
  against,
  ...options
}: CompareOptions): Promise<ContractChanges> {
  const { program, project, waivers } = await loadProgram(options);
  const baselines = findBaselines(against, project.root, options.cwd ?? ".");
  const current = contractsOf(program);
  const found = new Map<string, ContractChange>();
  for (const { contracts, name } of baselines) {
    for (const change of compareContracts(Object.fromEntries(contracts), current)) {
      const key = JSON.stringify(change);
      found.set(key, { ...change, since: [...(found.get(key)?.since ?? []), name] });
    }
  }
  const changes = [...found.values()].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const names = baselines.map(({ name }) => name);
  return { baselines: names, changes, waivers, schemaFile: project.schemaFile };
}

/**
 * Finds what breaks clients that were generated earlier.
 * @param strict whether what cannot be judged counts too
 * @param today as `2026-12-31`
 * @throws WsgenError with diagnostics, if the schema, the configuration or a baseline cannot be read
 */
export async function findBreaking(
  options: CompareOptions & { readonly strict?: boolean },
  today: string = new Date().toISOString().slice(0, 10),
): Promise<BreakingReport> {
  const { baselines, changes, schemaFile, waivers } = await compareWith(options);
  const expired = waivers.filter(({ until }) => until < today);
  const valid = waivers.filter((waiver) => !expired.includes(waiver));
  const isSerious = ({ verdict }: Change): boolean =>
    verdict === "breaking" || (options.strict === true && verdict === "unknown");
  const serious = changes.filter(isSerious);
  const judged = serious.map((change) => {
    return { ...change, waiver: valid.find((waiver) => covers(waiver, change)) ?? null };
  });
  const unused = valid.filter((waiver) => !changes.some((change) => covers(waiver, change)));
  return { baselines, changes: judged, expired, unused, schemaFile };
}

/** A waiver covers its place, and what is inside of it. */
function covers({ at, rule }: Waiver, change: Change): boolean {
  return rule === change.rule && (change.at === at || change.at.startsWith(`${at}.`));
}
