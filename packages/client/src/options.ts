import { SocketClosedError } from "@wsgen/protocol";
import type { WebSocketConstructor } from "./web-socket.js";

/** What went wrong where; handed to `onError` beside the error. */
export interface ErrorSource {
  /**
   * `listener`: a listener threw. `send`: a `send` or a call failed and nobody awaited it. `call`: the handler of a call threw,
   * or gave what does not fit. `peer`: the server reports a
   * message of ours as invalid. `auth`: it threw or rejected. `connect`: no WebSocket could be made. `queue`: messages
   * that nobody took were lost. `receive`: a frame could not be read because of a fault on this side.
   */
  readonly kind: "listener" | "send" | "call" | "peer" | "auth" | "connect" | "queue" | "receive";
  /** The path of the endpoint, as it was declared. */
  readonly path: string;
}

/** Why a ticket is asked for. */
export interface AuthInfo {
  /** `connect`: for the first time. `reconnect`: the connection was lost. `expired`: the server does not take the last ticket any more. */
  readonly reason: "connect" | "reconnect" | "expired";
}

type Ticket = string | null | undefined;

export interface ClientOptions {
  /**
   * Asked at every attempt to connect; what it returns reaches the server's `authenticate` as `request.ticket`. It travels
   * in the subprotocol list, never in the URL. `null` or `undefined`: no ticket.
   */
  readonly auth?: ((info: AuthInfo) => Ticket | Promise<Ticket>) | undefined;
  /**
   * Whether a lost connection is replaced by another, and its session resumed. Default `true`; with `false` the socket ends with
   * its one connection.
   */
  readonly reconnect?: boolean | undefined;
  /** Default: the global one. Where there is none (Node 20), pass `WebSocket` of the package `ws`. */
  readonly WebSocket?: WebSocketConstructor | undefined;
  /** Errors that are nobody's to catch. Default: `console.error`, except for what an ordinary close brings about. */
  readonly onError?: ((error: unknown, source: ErrorSource) => void) | undefined;
  /** Milliseconds that an attempt to connect may take, `auth` included. Default 10,000. */
  readonly connectTimeout?: number | undefined;
  /** Milliseconds that the longest pause between two attempts takes; the first are shorter. Default 30,000. */
  readonly reconnectDelay?: number | undefined;
  /**
   * Milliseconds without a connection after which whatever waits for one fails with an `OfflineError`; attempts go on. Not less
   * than the session outlives its connection. Default 120,000.
   */
  readonly offlineTimeout?: number | undefined;
  /** Milliseconds to wait for the server's half of the closing handshake. Default 3,000. */
  readonly closeTimeout?: number | undefined;
  /** Calls of the server whose handlers may run at a time; more are refused with `TOO_MANY_CALLS`. Default 1,000. */
  readonly maxCalls?: number | undefined;
  /** Those among them that have items or uploads. Default 100. */
  readonly maxStreams?: number | undefined;
  /** Levels of arrays and objects in a message; a deeper one counts as invalid. Default 64. */
  readonly maxDepth?: number | undefined;
  /** Messages queued per socket. Default 1,000. */
  readonly queueMessages?: number | undefined;
  /** Bytes queued per socket. Default 4 MiB. */
  readonly queueBytes?: number | undefined;
  /** Bytes on their way to the server from which on `send` waits, until they are down to half. Default 256 KiB. */
  readonly sendHighWater?: number | undefined;
  /** Bytes on their way to the server at which one more `send` rejects with `OutboxFullError`. Default 4 MiB. */
  readonly sendLimit?: number | undefined;
}

/** What may be said of one socket. */
export interface ConnectOptions {
  /** Aborting it closes the socket with 1000. */
  readonly signal?: AbortSignal | undefined;
}

type NumberName = Exclude<keyof ClientOptions, "auth" | "reconnect" | "WebSocket" | "onError">;

export type ResolvedOptions = Readonly<Record<NumberName, number>> &
  Pick<ClientOptions, "auth" | "WebSocket"> & {
    readonly reconnect: boolean;
    readonly onError: (error: unknown, source: ErrorSource) => void;
  };

const DEFAULTS: ResolvedOptions = {
  auth: undefined,
  reconnect: true,
  WebSocket: undefined,
  onError: logErrors,
  connectTimeout: 10_000,
  reconnectDelay: 30_000,
  offlineTimeout: 120_000,
  closeTimeout: 3_000,
  maxCalls: 1_000,
  maxStreams: 100,
  maxDepth: 64,
  queueMessages: 1_000,
  queueBytes: 4 * 1024 * 1024,
  sendHighWater: 256 * 1024,
  sendLimit: 4 * 1024 * 1024,
};

const LARGEST = 2 ** 31 - 1;

/**
 * Fills in the defaults. Names and kinds of options are the compiler's to check.
 * @throws {RangeError} for a number that neither a timer nor a bound can be.
 */
export function resolveOptions(options: ClientOptions = {}): ResolvedOptions {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  for (const [name, value] of given) {
    if (typeof value === "number" && !(value >= 1 && value <= LARGEST)) {
      throw new RangeError(`${name} is a number from 1 to ${LARGEST}.`);
    }
  }
  return { ...DEFAULTS, ...Object.fromEntries(given) };
}

function logErrors(error: unknown, { kind, path }: ErrorSource): void {
  if (error instanceof SocketClosedError) return;
  console.error(`[wsgen] ${path}: error in ${kind}:`, error);
}
