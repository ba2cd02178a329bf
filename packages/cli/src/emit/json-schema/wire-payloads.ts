import type { Endpoint, Program, Type } from "../../ir/ir.js";
import { payloadsOf } from "../../ir/payloads.js";
import type { WireView } from "./schema-host.js";

/** One thing that travels, and its name in `$defs`. */
export interface WirePayload {
  readonly name: string;
  readonly type: Type;
  readonly view: WireView;
}

/** Everything that travels as JSON or as text, and what the URLs have. */
export function wirePayloads(program: Program): WirePayload[] {
  return program.endpoints.flatMap((endpoint) => [
    ...urlPayloads(endpoint),
    ...payloadsOf(endpoint)
      .filter(({ keys }) => !isBinary(endpoint, keys))
      .map(({ keys, sender, type }): WirePayload => {
        const view = sender === "client" ? "sent" : "received";
        return { name: payloadName(endpoint, keys), type, view };
      }),
  ]);
}

/**
 * The keys that lead to a payload, joined by dots: no shape has a dot in its name. A dot in one of the keys is written as in
 * a URL, so that different payloads have different names.
 */
export function payloadName({ name }: Endpoint, keys: readonly string[]): string {
  const parts = [name, ...keys].map((key) => key.replaceAll("%", "%25").replaceAll(".", "%2E"));
  return parts.join(".");
}

function urlPayloads(endpoint: Endpoint): WirePayload[] {
  return (["params", "query"] as const).flatMap((part): WirePayload[] => {
    const type = endpoint[part];
    return type === null ? [] : [{ name: payloadName(endpoint, [part]), type, view: "sent" }];
  });
}

// Frames that are bytes have nothing that a schema could describe.
function isBinary({ contract }: Endpoint, [direction]: readonly string[]): boolean {
  if (contract.kind !== "raw") return false;
  const raw = direction === "clientToServer" ? contract.clientToServer : contract.serverToClient;
  return raw?.encoding === "binary";
}
