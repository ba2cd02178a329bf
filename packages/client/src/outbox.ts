import { type Frame, type FrameKind, SessionLink, WsgenError } from "@wsgen/protocol";

/** More is on its way to the server than `sendLimit` allows; this message was not sent. Code `OUTBOX_FULL`. */
export class OutboxFullError extends WsgenError {
  constructor(limit: number) {
    super("OUTBOX_FULL", `${limit} bytes or more wait to be sent; await send() to be slower.`);
  }
}

/** There was no connection for `offlineTimeout`, and this waited for one. Code `OFFLINE`. */
export class OfflineError extends WsgenError {
  constructor(timeout: number) {
    super("OFFLINE", `There was no connection for ${timeout} ms.`);
  }
}

/** Where frames go once it is open. */
export interface FrameSink {
  readonly isOpen: boolean;
  /** Whether nothing is read of it, acknowledgements neither. */
  readonly isPaused: boolean;
  readonly bufferedAmount: number;
  send(frame: Frame): void;
}

export interface OutboxOptions {
  /** Bytes from which on `send` waits, until they are down to half. */
  readonly sendHighWater: number;
  /** Bytes at which one more `send` is too much. */
  readonly sendLimit: number;
}

export interface OutboxHooks {
  /** So many messages of the server's are lost. */
  onGap(lost: number): void;
  /** Nothing has arrived for so long that the connection is probably gone. */
  onSilence(): void;
}

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

const POLL_INTERVAL = 20;
/** What a kept frame costs beside its text: without it, empty frames would be free. */
const FRAME_OVERHEAD = 64;
/** Nothing that is kept is dropped: more is refused instead. */
const UNBOUNDED = { replayBytes: Number.POSITIVE_INFINITY, replayFrames: Number.POSITIVE_INFINITY };

/**
 * What is on its way to the server: keeps frames until there is an open connection, and within a session until they have arrived;
 * writes them in order and tells when there is room for more.
 */
export class Outbox {
  /** What is numbered, and what the server has said of it. */
  readonly link: SessionLink;
  readonly #options: OutboxOptions;
  #sink: FrameSink | null = null;
  /** What was begun after the server had said that it will close: it is for the next connection. */
  #held: { readonly frame: Frame; readonly kind: FrameKind }[] | null = null;
  #heldSize = 0;
  #waiters: Waiter[] = [];
  /** A browser has no drain event: the buffer is looked at from time to time, only while somebody waits. */
  #poll: ReturnType<typeof setTimeout> | undefined;

  constructor(options: OutboxOptions, hooks: OutboxHooks) {
    this.#options = options;
    this.link = new SessionLink({
      limits: UNBOUNDED,
      schedule: (callback, delay) => {
        const timer = setTimeout(callback, delay);
        return () => clearTimeout(timer);
      },
      onGap: (lost) => hooks.onGap(lost),
      onAcknowledged: () => this.#settleWaiters(),
      onSilence: () => hooks.onSilence(),
    });
  }

  /** Whether a `send` now would be written and resolve at once. */
  get hasRoom(): boolean {
    if (this.#sink?.isOpen !== true || this.#held !== null) return false;
    return this.#waiting <= this.#options.sendHighWater;
  }

  /** `null` when the frame is written and there is room for more, else a promise for that. */
  send(frame: Frame, kind: FrameKind): Promise<void> | null {
    const { sendLimit } = this.#options;
    // A frame larger than the limit goes alone.
    const kept = this.link.keptFrames * FRAME_OVERHEAD + this.#heldSize;
    if (this.#waiting + kept >= sendLimit) {
      return Promise.reject(new OutboxFullError(sendLimit));
    }
    if (this.#held === null) return this.write(frame, kind);
    this.#held.push({ frame, kind });
    this.#heldSize += frame.length + FRAME_OVERHEAD;
    return this.#wait();
  }

  /** The server will close: what is new from now on waits for the next connection. */
  hold(): void {
    this.#held ??= [];
    // When it has been counted, the server gets to know that nothing new is under way.
    queueMicrotask(() => this.link.acknowledge());
  }

  /** What no connection was given. */
  unwritten(): ReadonlySet<Frame> {
    return new Set([...this.link.unwritten(), ...(this.#held ?? []).map(({ frame }) => frame)]);
  }

  /** Forgets everything that waits. */
  clear(): void {
    this.link.clear();
    this.#held = null;
    this.#heldSize = 0;
  }

  /** As `send`, for what must not be refused: it is bounded by those who send it. */
  write(frame: Frame, kind: FrameKind): Promise<void> | null {
    // A WebSocket that is closing would swallow it.
    if (this.#sink?.isOpen === false) this.lost();
    this.link.send(frame, kind);
    return this.room();
  }

  /** `null` when there is room for more, else a promise for that. */
  room(): Promise<void> | null {
    if (this.hasRoom) return null;
    if (this.#sink?.isOpen) this.#poll ??= setTimeout(this.#look, POLL_INTERVAL);
    return this.#wait();
  }

  #wait(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiters.push({ resolve, reject });
    });
  }

  /**
   * The connection is usable: writes what it has not had.
   * @param received how many numbered frames the server has had; `null` when it holds no sessions
   * @returns `false` when that cannot be
   */
  open(sink: FrameSink, received: number | null): boolean {
    const write = (frame: Frame): void => sink.send(frame);
    if (received === null) this.link.attachUncounted(write);
    else if (!this.link.attach(write, received)) return false;
    this.#sink = sink;
    const held = this.#held ?? [];
    this.#held = null;
    this.#heldSize = 0;
    for (const { frame, kind } of held) this.link.send(frame, kind);
    this.#settleWaiters();
    return true;
  }

  /** The connection is gone. */
  lost(): void {
    this.#sink = null;
    this.link.detach();
  }

  /** Fails everyone who waits. */
  fail(error: Error): void {
    clearTimeout(this.#poll);
    this.#poll = undefined;
    for (const { reject } of this.#waiters.splice(0)) reject(error);
  }

  /** Nothing will be sent any more. */
  end(error: Error): void {
    this.#sink = null;
    this.link.end();
    this.fail(error);
  }

  /** Bytes that have not arrived, as far as is known. */
  get #waiting(): number {
    const buffered = this.#sink?.bufferedAmount ?? 0;
    return this.#sink?.isPaused === true ? buffered : Math.max(this.link.keptBytes, buffered);
  }

  readonly #look = (): void => {
    this.#poll = undefined;
    this.#settleWaiters();
  };

  #settleWaiters(): void {
    if (this.#waiters.length === 0 || this.#sink?.isOpen !== true || this.#held !== null) return;
    if (this.#waiting > this.#options.sendHighWater / 2) {
      this.#poll ??= setTimeout(this.#look, POLL_INTERVAL);
      return;
    }
    for (const { resolve } of this.#waiters.splice(0)) resolve();
  }
}
