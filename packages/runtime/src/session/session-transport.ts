import {
  CloseCode,
  type Frame,
  type FrameKind,
  SessionLink,
  SUBPROTOCOL,
  writeFarewell,
} from "@wsgen/protocol";
import type { ResolvedOptions } from "../options.js";
import type { Transport, TransportListener } from "../socket/transport.js";

/** Codes that a connection ends with while its client may well come back: it was lost, or something between broke. */
const COMES_BACK: ReadonlySet<number> = new Set([1005, 1006, 1011, 1012, 1013, 1014, 1015]);

/** Bytes that may come after the client was asked to send no more, before its connection is paused: twice what `send` waits at. */
const OVERRUN = 512 * 1024;
/** Frames that a client may leave without an acknowledgement. */
const MAX_UNACKNOWLEDGED = 65_536;

export interface SessionHooks {
  /** It has lost its connection. */
  left(): void;
  /** It has none, and keeps another number of bytes. */
  kept(): void;
  /** The client has shown that it got the newest key. */
  confirmed(): void;
  /** The last call. */
  ended(): void;
}

/**
 * A session as one transport, over the connections that its client has one after the other. While there is none, what is sent is
 * kept, within bounds; whoever waits for room then waits for the client.
 */
export class SessionTransport implements Transport {
  readonly subprotocol: string = SUBPROTOCOL;
  readonly #options: ResolvedOptions;
  readonly #hooks: SessionHooks;
  readonly #link: SessionLink;
  #listener: TransportListener | null = null;
  #connection: Transport | null = null;
  /** Bytes that have come since the client was asked to send no more; `null`: it may send. */
  #overrun: number | null = null;
  #closing = false;
  #ended = false;
  /** How it is to be closed when its client is back. */
  #lastWord: { readonly code: number; readonly reason: string } | null = null;
  /** What waits until the client knows that a close will follow. */
  #announced: { readonly number: number; readonly resolve: () => void } | null = null;

  constructor(options: ResolvedOptions, hooks: SessionHooks) {
    this.#options = options;
    this.#hooks = hooks;
    this.#link = new SessionLink({
      limits: options,
      schedule: (callback, delay) => {
        const timer = setTimeout(callback, delay);
        return () => clearTimeout(timer);
      },
      // Messages of a client that were lost are its own affair: it never drops any in silence.
      onGap: () => undefined,
      onAcknowledged: () => {
        this.#settleAnnouncement();
        this.#listener?.drain();
      },
      // The heartbeat of the socket looks after that.
      onSilence: () => undefined,
    });
  }

  get open(): boolean {
    return !this.#closing && !this.#ended;
  }

  get bufferedAmount(): number {
    const { keptBytes } = this.#link;
    // Acknowledgements cannot arrive: whoever reads and answers must not wait for them.
    if (this.#connection !== null && this.#isPaused) return this.#connection.bufferedAmount;
    // Nothing is dropped that somebody waits for: they wait from half of what may be kept.
    return this.#connection === null && this.#isHalfFull
      ? Math.max(keptBytes, this.#options.sendHighWater + 1)
      : keptBytes;
  }

  /** Bytes that are kept for the client. */
  get keptBytes(): number {
    return this.#link.keptBytes;
  }

  /** How many numbered frames of the client have arrived. */
  get received(): number {
    return this.#link.received;
  }

  /**
   * Goes on over this connection; the one before is closed with 4409.
   * @param received how many numbered frames the client has had
   * @param greeting the answer to its request, which goes before everything else
   * @returns what is to be told of the connection
   */
  connect(connection: Transport, received: number, greeting: Frame): TransportListener {
    const before = this.#connection;
    this.#connection = connection;
    if (before !== null) {
      this.#link.detach();
      before.resume();
      before.close(CloseCode.TAKEN_OVER, "another connection has taken over this session");
    }
    connection.send(greeting, "reply");
    const write = (frame: Frame): void => connection.send(frame, "volatile");
    if (!this.#link.attach(write, received)) this.#violated();
    else if (this.#lastWord !== null) {
      connection.close(this.#lastWord.code, this.#lastWord.reason);
    } else if (this.#isPaused) connection.pause();
    // There may be room again.
    this.#listener?.drain();
    return this.#listenTo(connection);
  }

  /** The client has not come back in time, or keeps too much. */
  expire(): void {
    this.#end(CloseCode.ABNORMAL, "the client did not come back", false);
  }

  listen(listener: TransportListener): void {
    this.#listener = listener;
  }

  send(frame: Frame, kind: FrameKind): void {
    if (this.#ended) return;
    const fits = this.#link.send(frame, kind);
    if (this.#connection !== null) return this.#checkUnacknowledged();
    if (fits) this.#hooks.kept();
    else this.#end(CloseCode.OVERLOADED, "more calls wait for the client than may be kept", false);
  }

  flush(): void {
    this.#connection?.flush();
  }

  control(method: string, params: Readonly<Record<string, unknown>>): void {
    if (this.#link.control(method, params) === "invalid") this.#violated();
  }

  /** Who is away is not asked whether they are there. */
  ping(): void {
    if (this.#connection === null) this.#listener?.pong();
    else this.#connection.ping();
  }

  /** Asks the client to send no more: its acknowledgements and answers still come. If it goes on, its connection is paused. */
  pause(): void {
    this.#overrun ??= 0;
    this.#link.withhold(true);
  }

  resume(): void {
    this.#overrun = null;
    this.#link.withhold(false);
    this.#connection?.resume();
  }

  announceClose(retry: number): Promise<void> {
    if (this.#connection === null) return Promise.resolve();
    this.#link.send(writeFarewell({ retry }), "reply");
    const number = this.#link.sent;
    return new Promise((resolve) => {
      this.#announced = { number, resolve };
    });
  }

  close(code: number, reason: string): void {
    if (!this.open) return;
    this.#closing = true;
    if (this.#connection === null) {
      // Who is away still gets what was sent, and why it was the last. A server that goes away cannot wait for that.
      if (code === CloseCode.GOING_AWAY) this.#end(code, reason, false);
      else this.#lastWord = { code, reason };
      return;
    }
    // So that the client knows what has arrived, and what has not.
    this.#link.acknowledge();
    this.#connection.close(code, reason);
  }

  lost(): void {
    this.#connection?.terminate();
  }

  terminate(): void {
    this.#closing = true;
    if (this.#connection === null) this.#end(CloseCode.ABNORMAL, "", false);
    else this.#connection.terminate();
  }

  get #isPaused(): boolean {
    return this.#overrun !== null && this.#overrun > OVERRUN;
  }

  get #isHalfFull(): boolean {
    const { replayBytes, replayFrames } = this.#options;
    const { keptBytes, keptFrames } = this.#link;
    return keptBytes > replayBytes / 2 || keptFrames > replayFrames / 2;
  }

  #listenTo(connection: Transport): TransportListener {
    let isConfirmed = false;
    // Late events of a connection that was taken over are nobody's.
    const isCurrent = (): boolean => this.#connection === connection && !this.#ended;
    return {
      message: (data, bytes) => {
        if (!isCurrent() || this.#closing) return;
        if (!isConfirmed) this.#hooks.confirmed();
        isConfirmed = true;
        this.#listener?.message(data, bytes);
        this.#link.arrived(bytes);
        this.#countOverrun(bytes);
      },
      pong: () => {
        if (isCurrent()) this.#listener?.pong();
      },
      drain: () => {
        if (isCurrent()) this.#listener?.drain();
      },
      close: (code, reason, wasClean) => {
        if (isCurrent()) this.#disconnected(code, reason, wasClean);
      },
    };
  }

  #countOverrun(bytes: number): void {
    if (this.#overrun === null || this.#isPaused) return;
    this.#overrun += bytes;
    if (!this.#isPaused) return;
    this.#connection?.pause();
    // There may be room by the other measure.
    this.#listener?.drain();
  }

  /** A client that reads and does not say so must not make its server hold everything. */
  #checkUnacknowledged(): void {
    const { acknowledged, keptBytes, sent } = this.#link;
    const tooMany = sent - acknowledged > MAX_UNACKNOWLEDGED;
    if (tooMany || keptBytes > this.#options.sendLimit + this.#options.maxMessageBytes) {
      this.close(CloseCode.OVERLOADED, "too much was sent without an acknowledgement");
    }
  }

  /** The client knows of the close, or cannot be told any more. */
  #settleAnnouncement(): void {
    if (this.#announced === null) return;
    if (this.#connection !== null && this.#link.acknowledged < this.#announced.number) return;
    this.#announced.resolve();
    this.#announced = null;
  }

  #disconnected(code: number, reason: string, wasClean: boolean): void {
    this.#connection = null;
    this.#settleAnnouncement();
    if (this.#closing || !COMES_BACK.has(code)) return this.#end(code, reason, wasClean);
    if (this.#link.detach()) return this.#hooks.left();
    this.#end(CloseCode.OVERLOADED, "more calls wait for the client than may be kept", false);
  }

  #violated(): void {
    this.close(CloseCode.SESSION_VIOLATION, "a rule of the session was broken");
  }

  #end(code: number, reason: string, wasClean: boolean): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#link.end();
    this.#hooks.ended();
    this.#listener?.close(code, reason, wasClean);
  }
}
