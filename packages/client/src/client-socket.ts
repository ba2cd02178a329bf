import {
  CloseCode,
  type CloseInfo,
  cutCloseReason,
  type Frame,
  type FrameKind,
  SESSION_OFFER,
  type SessionLink,
  settled,
  SocketClosedError,
  SUBPROTOCOL,
  type WaitOptions,
} from "@wsgen/protocol";
import type { ClientStats, EndpointClient, Gap, Status } from "./endpoint-client.js";
import { Inbox, type InboxOptions } from "./inbox.js";
import { Listeners } from "./listeners.js";
import { Monitor } from "./monitor.js";
import type { ResolvedOptions } from "./options.js";
import { OfflineError, Outbox } from "./outbox.js";
import { Reconnector } from "./reconnector.js";

/** Milliseconds: a server that is there says something more often. */
const LONGEST_SILENCE = 35_000;

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
  readonly #options: ResolvedOptions;
  readonly #reconnector: Reconnector;
  readonly #outbox: Outbox;
  readonly #statusListeners: Listeners<[status: Status, why?: CloseInfo]>;
  readonly #gapListeners: Listeners<[gap: Gap]>;
  readonly #signal: AbortSignal | undefined;
  /** Until nobody who waits for a connection waits any longer. */
  #patience: ReturnType<typeof setTimeout> | undefined;
  #settleClosed!: (info: CloseInfo) => void;
  #status: Status = "connecting";
  #stopped = false;
  #onEnded: (error: SocketClosedError) => void = () => undefined;
  #closing: { readonly code: number; readonly reason: string } | null = null;

  constructor(
    { options, path, signal, url }: SocketSetup,
    unpack: InboxOptions<Message>["unpack"],
    wantsSession: boolean,
  ) {
    this.#options = options;
    this.monitor = new Monitor(options.onError, path);
    this.#statusListeners = new Listeners((error) => this.monitor.report(error, "listener"));
    this.#gapListeners = new Listeners((error) => this.monitor.report(error, "listener"));
    this.#outbox = new Outbox(options, {
      onGap: (received) => this.gap({ received, sent: 0 }),
      onSilence: () => this.#silent(),
    });
    this.inbox = new Inbox({
      limits: options,
      monitor: this.monitor,
      unpack,
      slow: () => {
        this.#outbox.link.withhold(true);
        return this.#outbox.link.isWithholding;
      },
      pause: () => this.#reconnector.connection?.pause() ?? true,
      resume: () => {
        this.#outbox.link.withhold(false);
        this.#reconnector.connection?.resume();
      },
      onOverflow: () => this.abort(CloseCode.CLIENT_OVERLOADED, "the queue is full"),
    });
    this.closed = new Promise((resolve) => {
      this.#settleClosed = resolve;
    });
    const subprotocols = wantsSession ? [SUBPROTOCOL, SESSION_OFFER] : [SUBPROTOCOL];
    this.#reconnector = new Reconnector(url, subprotocols, options, {
      opened: () => this.greet(),
      received: (frame) => this.#received(frame),
      woken: (silence) => {
        if (silence > LONGEST_SILENCE && this.#outbox.link.hearsPings) this.#silent();
      },
      failed: (error, kind) => this.monitor.report(error, kind),
      lost: (info) => this.#lost(info),
      closed: (info) => this.#end(info),
    });
    this.#losePatience();
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
    return this.#closing === null && this.#status === "open" && this.#isOpen;
  }

  get stats(): ClientStats {
    return { ...this.monitor.stats };
  }

  onStatus(listener: (status: Status, why?: CloseInfo) => unknown): () => void {
    return this.#statusListeners.add(listener);
  }

  onGap(listener: (gap: Gap) => unknown): () => void {
    return this.#gapListeners.add(listener);
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

  /** A connection is open; `ready` has to follow. */
  protected abstract greet(): void;

  /** There was no connection for too long: whatever waits for one fails. */
  protected gaveUp(_error: Error): void {}

  /** What is numbered in a session. */
  protected get link(): SessionLink {
    return this.#outbox.link;
  }

  /** What no connection was given. */
  protected unwritten(): ReadonlySet<Frame> {
    return this.#outbox.unwritten();
  }

  /** The server will close: what is new waits for the next connection, which is opened after `retry` milliseconds. */
  protected leave(retry: number): void {
    this.#outbox.hold();
    this.#reconnector.postpone(retry);
    this.#losePatience();
  }

  /**
   * The connection is usable: writes what waits for it.
   * @param received how many numbered frames the server has had; `null` when it holds no sessions
   * @returns `false` when that cannot be
   */
  protected ready(received: number | null): boolean {
    const { connection } = this.#reconnector;
    if (connection === null || !this.#outbox.open(connection, received)) return false;
    this.#reconnector.ready();
    clearTimeout(this.#patience);
    this.#setStatus("open");
    return true;
  }

  /** Messages were lost with a connection. */
  protected gap(gap: Gap): void {
    this.#gapListeners.emit(gap);
  }

  /** Sends a frame of the opening, before the connection is usable. */
  protected sendFirst(frame: Frame): void {
    this.#reconnector.connection?.send(frame);
  }

  /** Closes the connection of this moment; another follows. */
  protected hangUp(code: number, reason: string): void {
    this.#reconnector.connection?.close(code, reason);
  }

  /** Whether the peer agreed to speak wsgen's subprotocol. */
  protected get isWsgenPeer(): boolean {
    return this.#reconnector.connection?.subprotocol === SUBPROTOCOL;
  }

  /** Sends the frame of a message; resolves when there is room for more. The promise may be ignored. */
  protected transmit(frame: Frame): Promise<void> {
    if (this.#closing !== null) return this.refuse(this.#closedError());
    const room = this.#outbox.send(frame, "message");
    return room === null ? SENT : this.#ignorable(room);
  }

  /** Sends a frame of a call; a promise for room for more. Ignoring it is safe. */
  protected write(frame: Frame, kind: FrameKind): Promise<void> | null {
    if (this.#closing !== null) return null;
    const room = this.#outbox.write(frame, kind);
    room?.catch(() => undefined);
    return room;
  }

  /** As `write`, but refused with an `OutboxFullError` when too much is on its way. */
  protected writeRequest(frame: Frame): Promise<void> | null {
    if (this.#closing !== null) return null;
    const room = this.#outbox.send(frame, "request");
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
    if (this.#closing === null && this.#outbox.hasRoom) void this.write(frame, "volatile");
  }

  protected abort(code: number, reason: string): void {
    if (this.#closing !== null) return;
    this.#closing = { code, reason: cutCloseReason(reason) };
    this.#stop();
    this.#reconnector.close(code, this.#closing.reason);
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

  get #isOpen(): boolean {
    return this.#reconnector.connection?.isOpen === true;
  }

  #setStatus(status: Status, why?: CloseInfo): void {
    this.#status = status;
    this.#statusListeners.emit(status, ...(why === undefined ? [] : ([why] as const)));
  }

  #lost(info: CloseInfo): void {
    this.#outbox.lost();
    if (this.#status !== "open") return;
    this.#losePatience();
    this.#setStatus("reconnecting", info);
  }

  /** Who is not read from is not expected to be heard. */
  #silent(): void {
    const { connection } = this.#reconnector;
    if (connection?.isPaused === false) connection.abandon("nothing was heard of the server");
  }

  #losePatience(): void {
    const { offlineTimeout, reconnect } = this.#options;
    if (!reconnect) return;
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => {
      // It has said that it would close, and does not.
      if (this.#status === "open") return this.#reconnector.connection?.abandon("it did not close");
      const error = new OfflineError(offlineTimeout);
      this.gaveUp(error);
      this.#outbox.clear();
      this.#outbox.fail(error);
      this.#losePatience();
    }, offlineTimeout);
  }

  #end(info: CloseInfo): void {
    this.#closing ??= info;
    this.#signal?.removeEventListener("abort", this.#abortBySignal);
    this.#stop();
    this.inbox.queue.end();
    this.#settleClosed(info);
    this.#setStatus("closed", info);
  }

  #stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    clearTimeout(this.#patience);
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
