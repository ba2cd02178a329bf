import type { IncomingMessage } from "node:http";
import type { Transport } from "../socket/transport.js";
import type { EndpointMode } from "./endpoint-mode.js";

/** What answers on a path; the upgrade side knows nothing else about endpoints. */
export interface Route {
  /** As declared: `/rooms/:room`. */
  readonly path: string;
  /** `null`: an ordinary page, which takes no WebSocket unless all are accepted. */
  readonly mode: EndpointMode | null;
  /** Judges a handshake: a `Response` refuses it, anything else is called with the open transport. */
  admit(message: IncomingMessage, params: PathParams): Promise<Response | OpenConnection>;
  /** Answers plain HTTP; never called in mode `require`. */
  http(message: IncomingMessage, params: PathParams): Promise<Response>;
}

export type PathParams = Readonly<Record<string, string>>;

/** Must attach to the transport before it returns. */
export type OpenConnection = (transport: Transport) => Connection;

/** A connection that is being served. */
export interface Connection {
  close(code: number, reason: string): Promise<void>;
  terminate(): void;
  /** Resolves, never rejects, when the handler has finished and the socket is closed. */
  readonly finished: Promise<void>;
}
