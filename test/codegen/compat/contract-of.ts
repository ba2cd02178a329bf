import type { Contracts } from "../../../packages/cli/src/compat/compare-contracts.js";

interface Table {
  readonly messages: readonly { readonly name: string }[];
  readonly calls: readonly unknown[];
}

interface LockedEndpoint {
  readonly contract: { readonly clientToServer: Table; readonly serverToClient: Table };
  readonly hash: string;
}

/** What a lock file says of one message alone, under another name. */
export function contractOf(endpoint: LockedEndpoint | undefined, message: string): Contracts {
  if (endpoint === undefined) throw new Error(`no endpoint has ${message}`);
  const { contract, hash } = endpoint;
  const only = ({ messages }: Table): Table => ({
    messages: messages
      .filter(({ name }) => name === message)
      .map((found) => ({ ...found, name: "m" })),
    calls: [],
  });
  const alone = {
    ...contract,
    path: "/e",
    clientToServer: only(contract.clientToServer),
    serverToClient: only(contract.serverToClient),
  };
  return { e: { contract: alone, hash } };
}

export type Lock = Readonly<Record<string, LockedEndpoint>>;
