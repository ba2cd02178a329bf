import {
  CloseCode,
  type CloseInfo,
  cutCloseReason,
  type Frame,
  type FrameKind,
  isSendableCloseCode,
  MessageQueue,
  settled,
  SocketClosedError,
  type WaitOptions,
} from "@wsgen/protocol";
import type { Monitor } from "../monitor.js";
import type { ResolvedOptions } from "../options.js";
import { Heartbeat } from "./heartbeat.js";
import { Outbox } from "./outbox.js";
import type { Transport } from "./transport.js";

const SENT = Promise.resolve();

/** What a socket needs to know of the server it belongs to. */
export interface SocketSetup {
  readonly options: ResolvedOptions;
  readonly monitor: Monitor;
  /** The path of its endpoint, as declared. */
  readonly path: string;
}

/**
 * A WebSocket whose messages wait in a queue until the handler asks for them. The queue is attached
 * before the handshake is answered, is bounded by pausing the TCP stream, and outlives the connection:
 * what arrived before the close stays readable. Subclasses say what a frame means.
 */
export abstract class BaseSocket<Message> {
  readonly #transport: Transport;
  readonly #setup: SocketSetup;
  readonly #queue: MessageQueue<Message>;
  readonly #outbox: Outbox;
  readonly #heartbeat: Heartbeat;
  readonly #closed: Promise<CloseInfo>;
  #settleClosed!: (info: CloseInfo) => void;
  #closing: { code: number; reason: string } | null = null;
  #stopped = false;

  constructor(transport: Transport, setup: SocketSetup) {
    const { options } = setup;
    this.#transport = transport;
    this.#setup = setup;
    this.#queue = new MessageQueue<Message>({
      maxMessages: options.queueMessages,
      maxBytes: options.queueBytes,
      onFull: () => this.#pause(),
      onRoom: () => this.#resume(),
    });
    this.#outbox = new Outbox(transport, {
      highWater: options.sendHighWater,
      limit: options.sendLimit,
      onOverflow: () => this.abort(CloseCode.OVERLOADED, "the peer reads too slowly"),
    });
    this.#heartbeat = new Heartbeat({
      interval: options.heartbeatInterval,
      timeout: options.heartbeatTimeout,
      ping: () => transport.ping(),
      lost: () => transport.lost(),
    });
    this.#closed = new Promise((resolve) => {
      this.#settleClosed = resolve;
    });
    transport.listen({
      message: (data, bytes) => this.#receive(data, bytes),
      pong: () => this.#heartbeat.beat(),
      drain: () => this.#outbox.drained(),
      close: (code, reason, wasClean) => this.#end(code, reason, wasClean),
    });
  }

  /**
   * The next message; `null` only when the socket is closed and the queue is drained.
   * @throws {TimeoutError} after `timeout` milliseconds (default: never). @throws `signal.reason` when aborted.
   */
  wait(options?: WaitOptions): Promise<Message | null> {
    return this.#queue.wait(options);
  }

  /** The next queued message, or `null` when there is none at this moment; never waits. */
  read(): Message | null {
    return this.#queue.read();
  }

  /** How many messages are queued; exact, also after the close. */
  countMessages(): number {
    return this.#queue.countMessages();
  }

  hasMessages(): boolean {
    return this.#queue.hasMessages();
  }

  /** Drains what is queued, then follows what comes, and ends at the close. Leaving the loop closes nothing. */
  [Symbol.asyncIterator](): AsyncIterableIterator<Message> {
    return this.#queue[Symbol.asyncIterator]();
  }

  /**
   * Performs the closing handshake; resolves when the connection is gone. Closing twice is closing once.
   * @param code 1000 (default), 1001-1014 as RFC 6455 allows, or 3000-4999.
   * @param reason for the peer; cut to 123 bytes.
   * @throws {RangeError} at once, for a code that may not be sent.
   */
  close(code: number = CloseCode.NORMAL, reason = ""): Promise<void> {
    // Thrown, not rejected: nobody awaits every close, and a mistake must not become an unhandled rejection.
    if (!isSendableCloseCode(code)) {
      throw new RangeError(`${code} is not a close code that may be sent (RFC 6455, section 7.4).`);
    }
    this.#startClosing(code, reason);
    return this.#closed.then(() => undefined);
  }

  /**
   * Cuts the connection without a closing handshake; `closed` reports 1006. What was sent before still leaves, as far
   * as the kernel takes it at once; the rest is dropped.
   */
  terminate(): void {
    this.#closing ??= { code: CloseCode.ABNORMAL, reason: "" };
    this.#transport.terminate();
  }

  /**
   * Settles once, whatever ended the socket. A peer that leaves while the queue is full is noticed when the queue
   * is read, or by the heartbeat.
   */
  get closed(): Promise<CloseInfo> {
    return this.#closed;
  }

  /** Whether a `send` can still reach the peer. */
  get connected(): boolean {
    return this.#closing === null && this.#transport.open;
  }

  /** The subprotocol that was agreed on, or an empty string. */
  get subprotocol(): string {
    return this.#transport.subprotocol;
  }

  /** Nothing can be sent any more, and what still arrives is not looked at. Called once. */
  protected ended(_error: SocketClosedError): void {}

  /** A frame has arrived. */
  protected abstract receive(frame: Frame, bytes: number): void;

  protected deliver(message: Message, bytes: number): void {
    this.#queue.push(message, bytes);
  }

  /** Sends the frame of a message; resolves when there is room for more. The promise may be ignored. */
  protected transmit(frame: Frame): Promise<void> {
    if (!this.connected) return this.refuseClosed();
    const room = this.#outbox.send(frame, "message");
    return room === null ? SENT : this.#ignorable(room);
  }

  /** Writes a frame; a promise for room for more when there is none. Ignoring it is safe, and counts as nothing. */
  protected write(frame: Frame, kind: FrameKind): Promise<void> | null {
    const room = this.connected ? this.#outbox.send(frame, kind) : this.#rejectClosed();
    room?.catch(() => undefined);
    return room;
  }

  /** `null` when there is room for more, else a promise for that. Ignoring it is safe, and counts as nothing. */
  protected outboxRoom(): Promise<void> | null {
    const room = this.connected ? this.#outbox.room() : this.#rejectClosed();
    room?.catch(() => undefined);
    return room;
  }

  /** A failure that nobody looked at. */
  protected ignored(error: unknown): void {
    const { monitor, path } = this.#setup;
    monitor.ignoredSend(error, path);
  }

  /** The answer to a `send` that cannot be carried out. */
  protected refuse(error: Error): Promise<void> {
    return this.#ignorable(Promise.reject(error));
  }

  /** The answer to what can only be done while the socket is open. */
  protected refuseClosed(): Promise<void> {
    return this.#ignorable(this.#rejectClosed());
  }

  /** Sends a frame that nobody waits for, unless the peer is not keeping up. */
  protected transmitNotice(frame: string): void {
    if (this.connected && this.#outbox.hasRoom) this.#transport.send(frame, "volatile");
  }

  /** Closes because of a fault. The peer is told, but not waited for longer than the close timeout. */
  protected abort(code: number, reason: string): void {
    this.#startClosing(code, reason);
  }

  #receive(frame: Frame, bytes: number): void {
    this.#heartbeat.beat();
    if (this.#closing !== null) return;
    try {
      this.receive(frame, bytes);
    } catch (error) {
      // A validator that is broken, or that a deeply nested value has run out of stack: thrown on into the
      // event of the connection, it would end the process.
      this.#setup.monitor.report(error, { kind: "handler", path: this.#setup.path });
      this.abort(CloseCode.INTERNAL_ERROR, "");
    }
  }

  #startClosing(code: number, reason: string): void {
    if (!this.connected) return;
    this.#closing = { code, reason: cutCloseReason(reason) };
    this.#stop();
    // Unread frames would hide the peer's close frame.
    this.#transport.resume();
    this.#transport.close(code, this.#closing.reason);
  }

  #end(code: number, reason: string, wasClean: boolean): void {
    const initiator = this.#closing === null ? "remote" : "local";
    this.#closing ??= { code, reason };
    this.#heartbeat.stop();
    this.#stop();
    this.#queue.end();
    this.#settleClosed({ code, reason, wasClean, initiator });
  }

  #stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    const error = this.#closedError();
    this.#outbox.fail(error);
    this.ended(error);
  }

  #ignorable(sent: Promise<void>): Promise<void> {
    return settled(sent, (error) => this.ignored(error));
  }

  /** Rejects; while the peer's closing handshake is under way, as soon as its code is known. */
  async #rejectClosed(): Promise<never> {
    if (this.#closing === null) await this.#closed;
    throw this.#closedError();
  }

  #closedError(): SocketClosedError {
    return new SocketClosedError(
      this.#closing?.code ?? CloseCode.ABNORMAL,
      this.#closing?.reason ?? "",
    );
  }

  #pause(): void {
    this.#heartbeat.pause();
    this.#transport.pause();
  }

  #resume(): void {
    this.#heartbeat.resume();
    if (this.#closing === null) this.#transport.resume();
  }
}
