import type { $ZodObject, $ZodType } from "zod/v4/core";
import type { MessageMark } from "./message.js";

/** `accept`: plain HTTP and WebSocket on the same path; `require`: WebSocket only. */
export type Mode = "accept" | "require";

/** What a lost reply means: `safe` and `idempotent` calls may be made again; `once`, the default, may not. */
export type Effect = "safe" | "idempotent" | "once";

/** A request with one response. Everything is optional: what is left out does not travel. */
export interface CallDefinition {
  /** What it does: the JSDoc of the call. Default: the description of its input. */
  readonly description?: string;
  readonly input?: $ZodType;
  /** What it yields before its response. */
  readonly items?: $ZodType;
  /** What the caller sends while it runs. */
  readonly uploads?: $ZodType;
  readonly output?: $ZodType;
  /** What may go wrong, by code: the type of the data that comes with it. */
  readonly errors?: Readonly<Record<string, $ZodType>>;
  /** Default: `once`. */
  readonly effect?: Effect;
  /** What it was called before, so that `wsgen rename` finds it in your handler. */
  readonly renamedFrom?: string;
}

/** Messages and calls by name; the other form of a direction is a bare zod type (a raw endpoint). */
export interface MessagesDirection {
  readonly messages?: Readonly<Record<string, $ZodType | MessageMark>>;
  readonly calls?: Readonly<Record<string, CallDefinition>>;
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
  /** What a client sends and calls: a bare zod type (raw frames) or `{ messages, calls }`. */
  readonly clientToServer?: $ZodType | MessagesDirection;
  /** What the server sends and calls, in the same form as `clientToServer`. */
  readonly serverToClient?: $ZodType | MessagesDirection;
  /** What it was called before, so that its handler is found. */
  readonly renamedFrom?: string;
}
