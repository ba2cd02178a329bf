import type { FrameKind } from "@wsgen/protocol";

/** What arrives over a transport. Text frames are strings, binary frames are bytes. */
export interface TransportListener {
  /** `bytes`: its size on the wire, without framing. */
  message(data: string | Uint8Array<ArrayBuffer>, bytes: number): void;
  pong(): void;
  /** Something that was sent has reached the kernel, or the peer. */
  drain(): void;
  /** The last call. `wasClean`: both sides sent a close frame. */
  close(code: number, reason: string, wasClean: boolean): void;
}

/** An open WebSocket without any policy, or a session of several; what is above knows neither the library nor the difference. */
export interface Transport {
  /** The subprotocol that was agreed on, or an empty string. */
  readonly subprotocol: string;
  /** Whether a frame can still be sent: false as soon as either side has begun to close. */
  readonly open: boolean;
  /** Bytes accepted by `send` that have not reached the kernel, or that the peer of a session has not acknowledged. */
  readonly bufferedAmount: number;
  /** To be called once, in the turn in which the transport was made: nothing that arrives is lost then. */
  listen(listener: TransportListener): void;
  /**
   * What is sent in one turn of the event loop leaves together, at its end.
   * @param kind what may become of it when the connection is lost, where that is not the end
   */
  send(data: string | Uint8Array<ArrayBuffer>, kind: FrameKind): void;
  /** Gives the kernel at once what was sent in this turn. */
  flush(): void;
  /** A notification of the session's own has arrived; nothing, where there is no session. */
  control(method: string, params: Readonly<Record<string, unknown>>): void;
  ping(): void;
  /** Stops reading. What has been read already still arrives. */
  pause(): void;
  resume(): void;
  /** Says that a close will follow, and that the client may come back after `retry` milliseconds; resolves when it knows. */
  announceClose(retry: number): Promise<void>;
  /** Starts the closing handshake; a peer that does not answer is cut off after the close timeout. */
  close(code: number, reason: string): void;
  /** The peer is silent: gives up the connection, but not a session. */
  lost(): void;
  /** Cuts the connection without a word. What was sent before still leaves, as far as the kernel takes it at once. */
  terminate(): void;
}
