import type { CheckedEndpoint } from "./checked-endpoint.js";
import type { EndpointDefinition } from "./endpoint-definition.js";

/** Marks what `endpoint` returned; its value tells where in the schema it was called. */
export const endpointMark: unique symbol = Symbol.for("wsgen.endpoint");

export interface EndpointMark {
  readonly [endpointMark]: CallSite;
}

/** An error, whose text is made when it is read. Its first frame is the function of this package, the second its call. */
export interface CallSite {
  readonly stack?: string;
}

/**
 * Declares one endpoint: path, mode and the contract in each direction.
 * Mistakes are type errors here and diagnostics of `wsgen generate`.
 */
export function endpoint<const Definition extends EndpointDefinition>(
  definition: Definition & CheckedEndpoint<Definition>,
): Definition & EndpointMark {
  return { ...definition, [endpointMark]: new Error("endpoint") };
}
