import { callSite, type CallSite } from "./call-site.js";
import type { EndpointMark } from "./endpoint.js";

/** Marks what `defineSchema` returned, across copies of this package; tells where it was called. */
export const schemaMark: unique symbol = Symbol.for("wsgen.schema");

export interface SchemaMark {
  readonly [schemaMark]: CallSite;
}

/** Collects the endpoints under their names: the default export of `src/wsgen.schema.ts`. */
export function defineSchema<const Endpoints extends Readonly<Record<string, EndpointMark>>>(
  endpoints: Endpoints,
): Endpoints & SchemaMark {
  return { ...endpoints, [schemaMark]: callSite() };
}
