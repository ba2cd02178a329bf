import { callSite, type CallSite } from "./call-site.js";
import type { CheckedEndpoint } from "./checked-endpoint.js";
import type { EndpointDefinition } from "./endpoint-definition.js";

/** Marks what `endpoint` returned; its value tells where in the schema it was called. */
export const endpointMark: unique symbol = Symbol.for("wsgen.endpoint");

export interface EndpointMark {
  readonly [endpointMark]: CallSite;
}

/**
 * Declares one endpoint: path, mode and the contract in each direction.
 * Mistakes are type errors here and diagnostics of `wsgen generate`.
 */
export function endpoint<const Definition extends EndpointDefinition>(
  definition: Definition & CheckedEndpoint<Definition>,
): Definition & EndpointMark {
  return { ...definition, [endpointMark]: callSite() };
}
