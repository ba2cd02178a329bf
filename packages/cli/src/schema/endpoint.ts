import type { $ZodObject, $ZodType } from "zod/v4/core";
import type { CheckedEndpoint } from "./checked-endpoint.js";

/** `accept`: plain HTTP and WebSocket on the same path; `require`: WebSocket only. */
export type Mode = "accept" | "require";

/** Messages by type; the other form of a direction is a bare zod type (a raw endpoint). */
export interface MessagesDirection {
  readonly messages: Readonly<Record<string, $ZodType>>;
}

/** What `endpoint` takes: one path, its mode, and what travels in each direction. */
export interface EndpointDefinition {
  /** `accept`: plain HTTP and WebSocket on the same path; `require`: WebSocket only. */
  readonly mode: Mode;
  /** Absolute path with `:name` parameters, for example `/rooms/:room`. */
  readonly path: string;
  /** One scalar for each `:name` of the path. */
  readonly params?: $ZodObject;
  /** Scalars and lists of scalars, each of them optional if it likes. */
  readonly query?: $ZodObject;
  /** What a client sends: a bare zod type (raw frames) or `{ messages }`. */
  readonly clientToServer?: $ZodType | MessagesDirection;
  /** What the server sends, in the same form as `clientToServer`. */
  readonly serverToClient?: $ZodType | MessagesDirection;
}

/** Marks what `endpoint` returned; its value tells where in the schema it was called. */
export const endpointMark: unique symbol = Symbol.for("wsgen.endpoint");

export interface EndpointMark {
  readonly [endpointMark]: CallSite;
}

/** A stack: its first frame is the function of this package, the second its call. */
export interface CallSite {
  readonly stack: string;
}

/**
 * Declares one endpoint: path, mode and the contract in each direction.
 * Mistakes are type errors here and diagnostics of `wsgen generate`.
 */
export function endpoint<const Definition extends EndpointDefinition>(
  definition: Definition & CheckedEndpoint<Definition>,
): Definition & EndpointMark {
  return { ...definition, [endpointMark]: { stack: new Error("endpoint").stack ?? "" } };
}
