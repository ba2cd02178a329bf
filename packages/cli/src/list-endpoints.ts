import { resolve } from "node:path";
import { NOWHERE, placesOf, type EndpointPlaces } from "./endpoint-places.js";
import type { Direction, Endpoint, RawDirection } from "./ir/ir.js";
import { loadProgram, type ProjectOptions } from "./load-program.js";

/** One endpoint in a line. */
export interface EndpointSummary extends EndpointPlaces {
  readonly name: string;
  readonly mode: "accept" | "require";
  readonly path: string;
  readonly clientToServer: DirectionSummary;
  readonly serverToClient: DirectionSummary;
}

/** How much travels one way; on a raw endpoint the encoding of its frames, `null` where there are none. */
export type DirectionSummary =
  | { readonly kind: "messages"; readonly messages: number; readonly calls: number }
  | { readonly kind: "raw"; readonly encoding: "text" | "json" | "binary" | null };

/**
 * The endpoints of a schema, in the order they were written. Writes nothing.
 * @throws WsgenError with diagnostics, for everything the user can mend
 */
export async function listEndpoints(options: ProjectOptions = {}): Promise<EndpointSummary[]> {
  const loaded = await loadProgram(options);
  const cwd = resolve(options.cwd ?? ".");
  const places = placesOf(loaded, cwd);
  return loaded.program.endpoints.map((endpoint) => ({
    ...summaryOf(endpoint),
    ...(places.get(endpoint.name) ?? NOWHERE),
  }));
}

function summaryOf({
  contract,
  mode,
  name,
  path,
}: Endpoint): Omit<EndpointSummary, keyof EndpointPlaces> {
  const [clientToServer, serverToClient] =
    contract.kind === "raw"
      ? [rawSummary(contract.clientToServer), rawSummary(contract.serverToClient)]
      : [directionSummary(contract.clientToServer), directionSummary(contract.serverToClient)];
  return { name, mode, path, clientToServer, serverToClient };
}

function rawSummary(direction: RawDirection | null): DirectionSummary {
  return { kind: "raw", encoding: direction?.encoding ?? null };
}

function directionSummary({ calls, messages }: Direction): DirectionSummary {
  return { kind: "messages", messages: messages.length, calls: calls.length };
}
