import type { Endpoint, Program } from "../ir/ir.js";

/** One of the two ways in which something travels. */
export type DirectionName = "clientToServer" | "serverToClient";

/** One thing with a name in a schema; an endpoint has no direction. */
export interface Named {
  readonly kind: "endpoint" | "message" | "call";
  /** The endpoint itself, or the one that the message or call is of. */
  readonly endpoint: string;
  readonly direction: DirectionName | null;
  readonly name: string;
}

/** Something that gets another name. */
export interface Renaming {
  readonly thing: Named;
  readonly to: string;
  /** `false`: the schema says the new name already, and only handlers do not. */
  readonly inSchema: boolean;
}

/** The messages and calls of an endpoint. */
export function membersOf({ contract, name: endpoint }: Endpoint): Named[] {
  if (contract.kind === "raw") return [];
  return (["clientToServer", "serverToClient"] as const).flatMap((direction) => {
    const { calls, messages } = contract[direction];
    return [
      ...messages.map(({ name }): Named => ({ kind: "message", endpoint, direction, name })),
      ...calls.map(({ name }): Named => ({ kind: "call", endpoint, direction, name })),
    ];
  });
}

/** `chat.clientToServer.calls.history`: the keys that lead there in a schema. */
export function keysOf({ direction, endpoint, kind, name }: Named): string[] {
  return direction === null ? [endpoint] : [endpoint, direction, `${kind}s`, name];
}

/** Whether two programs have the same names, but for one that was renamed. */
export function differOnlyIn(before: Program, after: Program, { thing, to }: Renaming): boolean {
  const renamed = namesIn(before).map((named) => {
    if (thing.kind === "endpoint") {
      return named.endpoint === thing.endpoint ? withEndpoint(named, to) : named;
    }
    return sameKeys(named, thing) ? { ...named, name: to } : named;
  });
  return textOf(renamed) === textOf(namesIn(after));
}

function withEndpoint(named: Named, endpoint: string): Named {
  return { ...named, endpoint, name: named.kind === "endpoint" ? endpoint : named.name };
}

function namesIn({ endpoints }: Program): Named[] {
  return endpoints.flatMap((endpoint): Named[] => {
    const { name } = endpoint;
    return [{ kind: "endpoint", endpoint: name, direction: null, name }, ...membersOf(endpoint)];
  });
}

function sameKeys(a: Named, b: Named): boolean {
  return JSON.stringify(keysOf(a)) === JSON.stringify(keysOf(b));
}

function textOf(names: readonly Named[]): string {
  return names
    .map((named) => JSON.stringify(keysOf(named)))
    .toSorted()
    .join("\n");
}
