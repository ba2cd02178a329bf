import {
  CloseCode,
  type CloseInfo,
  cutCloseReason,
  type Frame,
  settled,
  SocketClosedError,
  SUBPROTOCOL,
  type WaitOptions,
} from "@wsgen/protocol";
import { Connection } from "./connection.js";
import type { ClientStats, EndpointClient, Status } from "./endpoint-client.js";
import { Inbox, type InboxOptions } from "./inbox.js";
import { Listeners } from "./listeners.js";
import { Monitor } from "./monitor.js";
import type { ResolvedOptions } from "./options.js";
import { Outbox } from "./outbox.js";

const SENT = Promise.resolve();

export interface SocketSetup {
  readonly url: string;
  /** The path of the endpoint, as declared. */
  readonly path: string;
  readonly options: ResolvedOptions;
  readonly signal: AbortSignal | undefined;
}

/** What lasts from `client.chat()` to the end: queue, listeners, outbox, status. Subclasses say what a frame means. */
export abstract class ClientSocket<Message> implements EndpointClient<Message> {
  readonly closed: Promise<CloseInfo>;
  protected readonly monitor: Monitor;
  protected readonly inbox: Inbox<Message>;
  readonly #connection: Connection;
  readonly #outbox: Outbox;
  readonly #statusListeners: Listeners<[status: Status, why?: CloseInfo]>;
  readonly #signal: AbortSignal | undefined;
  #settleClosed!: (info: CloseInfo) => void;
  #status: Status = "connecting";
  #stopped = false;
  #onEnded: (error: SocketClosedError) => void = () => undefined;
  #closing: { readonly code: number; readonly reason: string } | null = null;

  constructor(
    { options, path, signal, url }: SocketSetup,
    unpack: InboxOptions<Message>["unpack"],
  ) {
    this.monitor = new Monitor(options.onError, path);
    this.#statusListeners = new Listeners((error) => this.monitor.report(error, "listener"));
    this.#outbox = new Outbox(options);
    this.inbox = new Inbox({
      limits: options,
      monitor: this.monitor,
      unpack,
      pause: () => this.#connection.pause(),
      resume: () => this.#connection.resume(),
      onOverflow: () => this.abort(CloseCode.CLIENT_OVERLOADED, "the queue is full"),
    });
    this.closed = new Promise((resolve) => {
      this.#settleClosed = resolve;
    });
    this.#connection = new Connection(url, options, {
      opened: () => this.#opened(),
      received: (frame) => this.#received(frame),
      failed: (error, kind) => this.monitor.report(error, kind),
      closed: (info) => this.#end(info),
    });
    this.#signal = signal;
    signal?.addEventListener("abort", this.#abortBySignal);
    if (signal?.aborted) this.#abortBySignal();
  }

  wait(options?: WaitOptions): Promise<Message | null> {
    return this.inbox.queue.wait(options);
  }

  read(): Message | null {
    return this.inbox.queue.read();
  }

  countMessages(): number {
    return this.inbox.queue.countMessages();
  }

  hasMessages(): boolean {
    return this.inbox.queue.hasMessages();
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<Message> {
    return this.inbox.queue[Symbol.asyncIterator]();
  }

  get status(): Status {
    return this.#status;
  }

  get connected(): boolean {
    return this.#closing === null && this.#connection.isOpen;
  }

  get stats(): ClientStats {
    return { ...this.monitor.stats };
  }

  onStatus(listener: (status: Status, why?: CloseInfo) => unknown): () => void {
    return this.#statusListeners.add(listener);
  }

  close(code: number = CloseCode.NORMAL, reason = ""): Promise<void> {
    // Thrown, not rejected: nobody awaits every close, and a mistake must not become an unhandled rejection.
    if (code !== CloseCode.NORMAL && !(Number.isInteger(code) && code >= 3000 && code <= 4999)) {
      throw new RangeError(`A client closes with 1000 or 3000-4999, not ${code}.`);
    }
    this.abort(code, reason);
    return this.closed.then(() => undefined);
  }

  /** A frame has arrived. */
  protected abstract receive(frame: string | ArrayBuffer): void;

  /** Whether the peer agreed to speak wsgen's subprotocol. */
  protected get isWsgenPeer(): boolean {
    return this.#connection.subprotocol === SUBPROTOCOL;
  }

  /** Sends a frame; resolves when there is room for more. The promise may be ignored. */
  protected transmit(frame: Frame): Promise<void> {
    if (this.#closing !== null) return this.refuse(this.#closedError());
    const room = this.#outbox.send(frame);
    return room === null ? SENT : this.#ignorable(room);
  }

  /** Sends a frame of the protocol itself or of a call; a promise for room for more. Ignoring it is safe. */
  protected write(frame: Frame): Promise<void> | null {
    if (this.#closing !== null) return null;
    const room = this.#outbox.write(frame);
    room?.catch(() => undefined);
    return room;
  }

  /** As `write`, but refused with an `OutboxFullError` when too much is on its way. */
  protected writeRequest(frame: Frame): Promise<void> | null {
    if (this.#closing !== null) return null;
    const room = this.#outbox.send(frame);
    room?.catch(() => undefined);
    return room;
  }

  /** `null` when there is room for more on the way to the server, else a promise for that. Ignoring it is safe. */
  protected outboxRoom(): Promise<void> | null {
    if (this.#closing !== null) return null;
    const room = this.#outbox.room();
    room?.catch(() => undefined);
    return room;
  }

  /** A failure that nobody looked at. */
  protected ignored(error: unknown): void {
    this.monitor.stats.ignoredSendFailures += 1;
    this.monitor.report(error, "send");
  }

  /** Calls the listener once, when nothing can be sent any more; at once if that is so already. */
  protected whenEnded(listener: (error: SocketClosedError) => void): void {
    if (this.#stopped) listener(this.#closedError());
    else this.#onEnded = listener;
  }

  /** The answer to a `send` that cannot be carried out. */
  protected refuse(error: Error): Promise<void> {
    return this.#ignorable(Promise.reject(error));
  }

  /** Sends a frame that nobody waits for, unless the peer is not keeping up. */
  protected transmitNotice(frame: string): void {
    if (this.#closing === null && this.#outbox.hasRoom) this.#connection.send(frame);
  }

  protected abort(code: number, reason: string): void {
    if (this.#closing !== null) return;
    this.#closing = { code, reason: cutCloseReason(reason) };
    this.#stop();
    this.#connection.close(code, this.#closing.reason);
  }

  #received(frame: string | ArrayBuffer): void {
    if (this.#closing !== null) return;
    try {
      this.receive(frame);
    } catch (error) {
      // Thrown on into the event of the WebSocket, it would end a Node process, or leave the socket deaf.
      this.monitor.report(error, "receive");
      this.abort(CloseCode.CLIENT_INVALID_DATA, "a frame could not be read");
    }
  }

  readonly #abortBySignal = (): void => this.abort(CloseCode.NORMAL, "");

  #opened(): void {
    this.#status = "open";
    this.#outbox.open(this.#connection);
    this.#statusListeners.emit("open");
  }

  #end(info: CloseInfo): void {
    this.#status = "closed";
    this.#closing ??= info;
    this.#signal?.removeEventListener("abort", this.#abortBySignal);
    this.#stop();
    this.inbox.queue.end();
    this.#settleClosed(info);
    this.#statusListeners.emit("closed", info);
  }

  #stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    const error = this.#closedError();
    this.#outbox.end(error);
    this.#onEnded(error);
  }

  #ignorable(sent: Promise<void>): Promise<void> {
    return settled(sent, (error) => this.ignored(error));
  }

  #closedError(): SocketClosedError {
    const { code, reason } = this.#closing ?? { code: CloseCode.ABNORMAL, reason: "" };
    return new SocketClosedError(code, reason);
  }
}
