import type { CloseInfo, Skew, WaitOptions } from "@wsgen/protocol";

/** Where a socket is in its life. */
export type Status = "connecting" | "open" | "reconnecting" | "closed";

/** What a lost connection has cost. */
export interface Gap {
  /** How many messages of the server's are lost; `null` when nobody knows. */
  readonly received: number | null;
  /** How many messages of ours may not have arrived; `null` when nobody knows. */
  readonly sent: number | null;
}

/** What one socket has seen so far. */
export interface ClientStats {
  /** Messages that arrived and fit the contract. */
  readonly received: number;
  /** Frames that did not fit the contract and were not delivered. */
  readonly invalid: number;
  /** Messages that nobody took before the queue was full. */
  readonly dropped: number;
  /** Messages of ours that the server reports as invalid. */
  readonly rejectedByPeer: number;
  /** `send` and call promises that failed while nobody awaited them. */
  readonly ignoredSendFailures: number;
}

/** What the socket of every endpoint can do; messages are validated and typed by the schema. */
export interface EndpointClient<Message> extends AsyncIterable<Message> {
  /**
   * The next message; `null` only when the socket is closed and the queue is drained.
   * @throws {TimeoutError} after `timeout` milliseconds (default: never). @throws `signal.reason` when aborted.
   */
  wait(options?: WaitOptions): Promise<Message | null>;
  /** The next queued message, or `null` when there is none at this moment; never waits. */
  read(): Message | null;
  /** How many messages are queued; exact, also after the close. */
  countMessages(): number;
  hasMessages(): boolean;
  /**
   * Performs the closing handshake; resolves when the connection is gone, at the latest after `closeTimeout`. Closing twice is
   * closing once. Code 1000 (default) or 3000-4999; the reason is cut to 123 bytes.
   * @throws {RangeError} at once, for another code.
   */
  close(code?: number, reason?: string): Promise<void>;
  /** Settles once, whatever ended the socket. */
  readonly closed: Promise<CloseInfo>;
  /** Whether a `send` goes straight to the server. */
  readonly connected: boolean;
  readonly status: Status;
  /** Tells of every change of `status`, with how the socket or its connection ended when it did; returns what ends the telling. */
  onStatus(listener: (status: Status, why?: CloseInfo) => unknown): () => void;
  /** Tells when messages were lost with a connection; returns what ends the telling. */
  onGap(listener: (gap: Gap) => unknown): () => void;
  /** Counts at this moment. */
  readonly stats: ClientStats;
}

/** The socket of a raw endpoint: frames carry just the value. */
export interface RawClient<In, Out> extends EndpointClient<In> {
  /**
   * Sends a message, as soon as there is a connection; resolves when there is room for more. Not awaiting is safe.
   * @throws {SocketClosedError} once closed. @throws {ValidationError} when the value does not fit the contract.
   * @throws {OutboxFullError} when too much is on its way.
   */
  send(message: Out): Promise<void>;
  /** Takes every message, queued ones first, from now on; returns what removes the listener. */
  on(type: "message", listener: (message: In) => unknown): () => void;
}

/** The socket of an enveloped endpoint: messages are `{ type, data }`. */
export interface MessageClient<In, InMessage, Out, OutMessage> extends EndpointClient<InMessage> {
  /**
   * Sends a message, as soon as there is a connection; resolves when there is room for more. Not awaiting is safe.
   * @throws {SocketClosedError} once closed. @throws {ValidationError} when the data does not fit the contract.
   * @throws {OutboxFullError} when too much is on its way.
   */
  send<Type extends keyof Out & string>(type: Type, data: Out[Type]): Promise<void>;
  send(message: OutMessage): Promise<void>;
  /**
   * Tells when the server was generated from another contract; returns what ends the telling. Where this client's is not served
   * any more the socket closes with 4426: only another client helps, so reload the page.
   */
  onSkew(listener: (skew: Skew) => unknown): () => void;
  /** Takes the messages of one type, queued ones first, from now on; returns what removes the listener. */
  on<Type extends keyof In & string>(type: Type, listener: (data: In[Type]) => unknown): () => void;
}
