/** What went wrong where; handed to `onError` beside the error. */
export interface ErrorSource {
  /**
   * `handler`: a view or handler threw. `call`: the handler of a call did, or gave what does not fit. `http`: the plain-HTTP
   * side did. `authenticate`: the check before the handshake did. `send`: a `send`, or a call to the client, failed and
   * nobody awaited it. `peer`: the peer reports a message of ours as invalid.
   */
  readonly kind: "handler" | "call" | "http" | "authenticate" | "send" | "peer";
  /** The path of the endpoint, as it was declared. */
  readonly path: string;
  /** The name of the call, where it is about one. */
  readonly method?: string;
}

export interface ServerOptions {
  /**
   * Origins from which browsers may connect, exactly as they send them (`https://example.com`), or `"*"`.
   * Default: only pages from the host that is asked. Peers that send no `Origin` are not browsers and pass.
   */
  readonly origins?: readonly string[] | "*" | undefined;
  /** Errors that are nobody's to catch. Default: handlers' errors go to `console.error`, the rest is only counted. */
  readonly onError?: ((error: unknown, source: ErrorSource) => void) | undefined;
  /** Milliseconds that the check before the handshake may take. Default 10,000. */
  readonly handshakeTimeout?: number | undefined;
  /** Milliseconds to wait for the peer's half of the closing handshake. Default 3,000. */
  readonly closeTimeout?: number | undefined;
  /** Milliseconds of silence after which the peer is pinged; 0 turns it off. Default 25,000. */
  readonly heartbeatInterval?: number | undefined;
  /** Milliseconds that a pinged peer may stay silent before it counts as lost. Default 10,000. */
  readonly heartbeatTimeout?: number | undefined;
  /** Largest message taken, in bytes; a larger one closes with 1009. Default 1 MiB. */
  readonly maxMessageBytes?: number | undefined;
  /** Levels of arrays and objects in a message; a deeper one counts as invalid. Default 64. */
  readonly maxDepth?: number | undefined;
  /** Calls of one client whose handlers may run at a time; more are refused with `TOO_MANY_CALLS`. Default 1,000. */
  readonly maxCalls?: number | undefined;
  /** Those among them that have items or uploads. Default 100. */
  readonly maxStreams?: number | undefined;
  /** Milliseconds that running calls have to finish after their endpoint's `websocket` has returned. Default 5,000. */
  readonly finishTimeout?: number | undefined;
  /** Messages queued per socket before its TCP stream is paused. Default 64. */
  readonly queueMessages?: number | undefined;
  /** Bytes queued per socket before its TCP stream is paused. Default 256 KiB. */
  readonly queueBytes?: number | undefined;
  /** Bytes on their way to a peer from which on `send` waits, until they are down to half. Default 256 KiB. */
  readonly sendHighWater?: number | undefined;
  /**
   * Milliseconds that a session outlives its connection, for the client to come back without loss; 0: there are no sessions.
   * Default 120,000.
   */
  readonly sessionTtl?: number | undefined;
  /** Characters and bytes kept for a client that is away; beyond it its oldest messages are lost, with a word. Default 256 KiB. */
  readonly replayBytes?: number | undefined;
  /** Frames kept for a client that is away. Default 1,000. */
  readonly replayFrames?: number | undefined;
  /** As `replayBytes`, for all who are away together; beyond it the session of who is away longest ends. Default 256 MiB. */
  readonly sessionsBytes?: number | undefined;
  /** Bytes on their way to a peer at which one more `send` closes the socket with 1013. Default 16 MiB. */
  readonly sendLimit?: number | undefined;
}

export type ResolvedOptions = Required<{
  [Key in keyof Omit<ServerOptions, "origins" | "onError">]: number;
}> & {
  readonly origins: readonly string[] | "*" | null;
  readonly onError: (error: unknown, source: ErrorSource) => void;
};

const DEFAULTS: ResolvedOptions = {
  origins: null,
  onError: logHandlerErrors,
  handshakeTimeout: 10_000,
  closeTimeout: 3_000,
  heartbeatInterval: 25_000,
  heartbeatTimeout: 10_000,
  maxMessageBytes: 1024 * 1024,
  maxDepth: 64,
  maxCalls: 1_000,
  maxStreams: 100,
  finishTimeout: 5_000,
  queueMessages: 64,
  queueBytes: 256 * 1024,
  sendHighWater: 256 * 1024,
  sendLimit: 16 * 1024 * 1024,
  sessionTtl: 120_000,
  replayBytes: 256 * 1024,
  replayFrames: 1_000,
  sessionsBytes: 256 * 1024 * 1024,
};

/** 0 pings never, makes every `send` wait until it is out, or holds no sessions; elsewhere it would stop everything. */
const MAY_BE_ZERO: ReadonlySet<string> = new Set([
  "heartbeatInterval",
  "sendHighWater",
  "sessionTtl",
]);

/** The largest number that a timer takes; anything above it, Infinity too, would come out as next to nothing. */
const LARGEST = 2 ** 31 - 1;

/**
 * Fills in the defaults.
 * @throws {TypeError} naming the option that does not exist or has a value it cannot have.
 */
export function resolveOptions(options: ServerOptions = {}): ResolvedOptions {
  const given = Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]): [string, unknown] => [name, resolveValue(name, value)]);
  return { ...DEFAULTS, ...Object.fromEntries(given) };
}

function resolveValue(name: string, value: unknown): unknown {
  if (!Object.hasOwn(DEFAULTS, name)) throw new TypeError(`There is no option "${name}".`);
  if (name === "origins" || name === "onError") return value;
  const least = MAY_BE_ZERO.has(name) ? 0 : 1;
  if (typeof value === "number" && value >= least) return Math.min(value, LARGEST);
  throw new TypeError(`The option "${name}" is a number from ${least} upwards.`);
}

function logHandlerErrors(error: unknown, source: ErrorSource): void {
  if (source.kind === "send" || source.kind === "peer") return;
  console.error(`[wsgen] ${source.path}: error in ${source.kind}:`, error);
}
