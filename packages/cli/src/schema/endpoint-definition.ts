import type { $ZodObject, $ZodType } from "zod/v4/core";

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
