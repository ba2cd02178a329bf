import type { Program } from "../../ir/ir.js";
import { definitionsOf } from "./definitions.js";
import { listEndpoint, type ListedEndpoint } from "./endpoint-listing.js";
import type { JsonSchema } from "./json-schema.js";
import { WireNames } from "./wire-names.js";
import { wirePayloads } from "./wire-payloads.js";

/** What travels on the endpoints of a program, as one JSON Schema of draft 2020-12. */
export interface JsonSchemaDocument {
  readonly $schema: "https://json-schema.org/draft/2020-12/schema";
  /** Not of JSON Schema: what there is on each endpoint, by name. */
  readonly endpoints: Readonly<Record<string, ListedEndpoint>>;
  /** Payloads (`chat.clientToServer.messages.say`) and named types. */
  readonly $defs: Readonly<Record<string, JsonSchema>>;
}

export function emitJsonSchema(program: Program): JsonSchemaDocument {
  const names = new WireNames(program);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    endpoints: Object.fromEntries(
      program.endpoints.map((endpoint) => [endpoint.name, listEndpoint(endpoint)]),
    ),
    $defs: definitionsOf(program, names, wirePayloads(program)),
  };
}
