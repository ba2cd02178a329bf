import { contractsOf } from "../ir/contract.js";
import type { Endpoint, Program } from "../ir/ir.js";
import type { Lock } from "../lock/lock.js";
import type { Named, Renaming } from "./renaming.js";

/**
 * What may have been renamed since the lock was written: where exactly one thing is gone and exactly one is new,
 * and both promise the same. Only what handlers have; what the schema says was renamed is no suspicion.
 */
export function suspectRenamings(lock: Lock, program: Program): Renaming[] {
  const before: Contracts = Object.fromEntries(lock.endpoints);
  const now: Contracts = contractsOf(program);
  const inEndpoints = program.endpoints.flatMap((endpoint) => {
    const [past, contract] = [before[endpoint.name]?.contract, now[endpoint.name]?.contract];
    return past === undefined || contract === undefined ? [] : inEndpoint(endpoint, past, contract);
  });
  return [...amongEndpoints(program, before, now), ...inEndpoints];
}

/** The parts of a contract that are compared; a file that people edit may lack all of them. */
interface Contract {
  readonly clientToServer?: Readonly<Record<"messages" | "calls", readonly Item[]>> | null;
  readonly shapes?: readonly Item[];
}

type Item = Readonly<Record<string, unknown>> & { readonly name: string };
type Contracts = Readonly<Record<string, { readonly contract?: unknown } | undefined>>;

function amongEndpoints({ endpoints }: Program, before: Contracts, now: Contracts): Renaming[] {
  const names = endpoints.map(({ name }) => name);
  const gone = Object.keys(before).filter((name) => !names.includes(name));
  const added = endpoints.filter(({ name }) => !Object.hasOwn(before, name));
  const [[from, ...otherGone], [to, ...otherAdded]] = [gone, added];
  if (from === undefined || to === undefined || to.renamedFrom !== undefined) return [];
  if (otherGone.length > 0 || otherAdded.length > 0) return [];
  if (promise(before[from]?.contract) !== promise(now[to.name]?.contract)) return [];
  const thing: Named = { kind: "endpoint", endpoint: from, direction: null, name: from };
  return [{ thing, to: to.name, inSchema: false }];
}

function inEndpoint(endpoint: Endpoint, before: unknown, now: unknown): Renaming[] {
  const past = new Set(pastNames(endpoint));
  return (["message", "call"] as const).flatMap((kind): Renaming[] => {
    const [old, current] = [itemsOf(before, kind), itemsOf(now, kind)];
    const gone = old.filter(({ name }) => !current.some((item) => item.name === name));
    const added = current.filter(({ name }) => !old.some((item) => item.name === name));
    const [[from, ...otherGone], [to, ...otherAdded]] = [gone, added];
    if (from === undefined || to === undefined || past.has(to.name)) return [];
    if (otherGone.length > 0 || otherAdded.length > 0) return [];
    if (promise({ ...from, name: "" }, before) !== promise({ ...to, name: "" }, now)) return [];
    const direction = "clientToServer";
    const thing: Named = { kind, endpoint: endpoint.name, direction, name: from.name };
    return [{ thing, to: to.name, inSchema: false }];
  });
}

/** What says itself that it was renamed. */
function pastNames(endpoint: Endpoint): string[] {
  if (endpoint.contract.kind === "raw") return [];
  const { calls, messages } = endpoint.contract.clientToServer;
  return [...calls, ...messages].flatMap(({ name, renamedFrom }) =>
    renamedFrom === undefined ? [] : [name],
  );
}

// A lock that people have edited may say anything.
function itemsOf(contract: unknown, kind: "message" | "call"): readonly Item[] {
  return items((contract as Contract | null)?.clientToServer?.[`${kind}s`]);
}

function items(list: unknown): readonly Item[] {
  return Array.isArray(list) ? list.filter(isItem) : [];
}

function isItem(value: unknown): value is Item {
  return typeof value === "object" && value !== null && "name" in value;
}

/** The same text for the same promise, whatever the types in it are called. */
function promise(part: unknown, contract: unknown = part): string {
  const shapes = items((contract as Contract | null)?.shapes);
  const types = new Map(shapes.map((shape) => [shape.name, shape["type"]]));
  const expand = (value: unknown, inside: readonly string[]): unknown => {
    if (Array.isArray(value)) return value.map((item: unknown) => expand(item, inside));
    if (typeof value !== "object" || value === null) return value;
    if ("kind" in value && value.kind === "ref" && "name" in value) {
      const name = String(value.name);
      const depth = inside.indexOf(name);
      return depth >= 0 ? { depth } : expand(types.get(name), [...inside, name]);
    }
    const entries = Object.entries(value).filter(([key]) => key !== "shapes");
    return Object.fromEntries(entries.map(([key, inner]) => [key, expand(inner, inside)]));
  };
  return JSON.stringify(expand(part, []));
}
