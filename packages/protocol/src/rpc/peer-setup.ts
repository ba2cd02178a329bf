import type { CallHandler } from "./callee.js";
import type { IncomingTables, OutgoingTables } from "./direction-tables.js";
import type { FrameEncoder } from "./encode-frame.js";
import type { Frame } from "./frame.js";

/** Bounds on what one side may make the other hold. */
export interface PeerLimits {
  /** Calls whose handlers may run at a time. */
  readonly maxCalls: number;
  /** Those among them that have items or uploads; 0 where a response is all that can be sent. */
  readonly maxStreams: number;
  /** Levels of arrays and objects in a frame. */
  readonly maxDepth: number;
}

/** What a peer is given: its contract, its connection and its application. */
export interface PeerSetup {
  readonly incoming: IncomingTables;
  readonly outgoing: OutgoingTables;
  readonly limits: PeerLimits;
  /** Asked for each frame: it depends on what the other side is known to be. */
  readonly encoder: FrameEncoder;
  /** Whether the other side is not known to be a wsgen peer: it gets no `$/error`, and may send batches. */
  isPlain(): boolean;
  /** As `send`, for a request: it may be refused when too much is on its way, and the call fails with that. */
  request(frame: Frame): Promise<void> | null;
  /**
   * Writes a frame of a call of ours (`request`) or of the other side's (`reply`); a promise for room for more when there is
   * none. Ignoring it is safe.
   */
  send(frame: Frame, kind: "request" | "reply"): Promise<void> | null;
  /** `null` when there is room for more, else a promise for that. Ignoring it is safe. */
  room(): Promise<void> | null;
  /** Writes a frame that may be left out when the other side is not keeping up. */
  notify(frame: string): void;
  /** A notification of the protocol's has arrived that is not about calls. */
  control(method: string, params: Readonly<Record<string, unknown>>): void;
  /** A message has arrived and fits. `bytes`: its size on the wire. */
  deliver(message: { readonly type: string; readonly data: unknown }, bytes: number): void;
  /** What serves a call at this moment. */
  findHandler(method: string): CallHandler | undefined;
  /** Something of the other side's did not fit. */
  countInvalid(): void;
  /** The other side says that something of ours did not fit. */
  rejectedByPeer(message: string): void;
  /** An error that the other side may not see. */
  report(error: unknown, method: string): void;
}
