import type { CloseInfo, Skew, WaitOptions } from "@wsgen/protocol";
import type { MessageRoom, RawRoom } from "../rooms/room.js";

/** What a handler knows of the request that opened its socket. */
export interface EndpointRequest<Params, Query> {
  readonly params: Params;
  readonly query: Query;
  readonly headers: Headers;
  readonly url: string;
  /** The address at the other end of the connection. */
  readonly remoteAddress: string;
}

/** No `:params` in the path, or no `query` in the schema. */
export type None = Record<string, never>;

/** What every socket of a handler can do; messages are validated and typed by the schema. */
export interface EndpointSocket<Message, Context, Params, Query> extends AsyncIterable<Message> {
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
  /** Performs the closing handshake; resolves when the connection is gone. Default code 1000; the reason is cut to 123 bytes. */
  close(code?: number, reason?: string): Promise<void>;
  /**
   * Settles once, whatever ended the socket. A peer that leaves while the queue is full is noticed when the queue
   * is read, or by the heartbeat.
   */
  readonly closed: Promise<CloseInfo>;
  /** Whether a `send` can still reach the peer. */
  readonly connected: boolean;
  /** What `authenticate` returned. */
  readonly context: Context;
  readonly request: EndpointRequest<Params, Query>;
  /**
   * Enters a room of this endpoint; being in it twice is being in it once. The end of the socket leaves every room.
   * @throws {SocketClosedError} after the close. @throws {TypeError} when the name is empty.
   */
  join(room: string): Promise<void>;
  leave(room: string): Promise<void>;
}

/** The socket of a raw endpoint: frames carry just the value. */
export interface RawSocket<In, Out, Context, Params = None, Query = None> extends EndpointSocket<
  In,
  Context,
  Params,
  Query
> {
  /**
   * Sends a message; resolves when there is room for more. Not awaiting is safe.
   * @throws {SocketClosedError} after the close. @throws {ValidationError} when the value does not fit the contract.
   */
  send(message: Out): Promise<void>;
  /** Everybody of this endpoint who is in the room, whether this socket is or not. */
  room(name: string): RawRoom<Out>;
}

/** The socket of an enveloped endpoint: messages are `{ type, data }`. */
export interface MessageSocket<
  Message,
  Out,
  OutMessage,
  Context,
  Params = None,
  Query = None,
> extends EndpointSocket<Message, Context, Params, Query> {
  /**
   * Sends a message; resolves when there is room for more. Not awaiting is safe.
   * @throws {SocketClosedError} after the close. @throws {ValidationError} when the data does not fit the contract.
   */
  send<Type extends keyof Out & string>(type: Type, data: Out[Type]): Promise<void>;
  send(message: OutMessage): Promise<void>;
  /** How the contract of the client's that began the session differs; `null` when it does not, or nobody knows. */
  readonly skew: Skew | null;
  /** Everybody of this endpoint who is in the room, whether this socket is or not. */
  room(name: string): MessageRoom<Out, OutMessage>;
}
