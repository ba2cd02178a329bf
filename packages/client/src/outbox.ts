import { type Frame, WsgenError } from "@wsgen/protocol";

/** More is on its way to the server than `sendLimit` allows; this message was not sent. Code `OUTBOX_FULL`. */
export class OutboxFullError extends WsgenError {
  constructor(limit: number) {
    super("OUTBOX_FULL", `${limit} bytes or more wait to be sent; await send() to be slower.`);
  }
}

/** Where frames go once it is open. */
export interface FrameSink {
  readonly isOpen: boolean;
  readonly bufferedAmount: number;
  send(frame: Frame): void;
}

export interface OutboxOptions {
  /** Bytes from which on `send` waits, until they are down to half. */
  readonly sendHighWater: number;
  /** Bytes at which one more `send` is too much. */
  readonly sendLimit: number;
}

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

const POLL_INTERVAL = 20;
/** What a kept frame costs beside its text: without it, empty frames would be free. */
const FRAME_OVERHEAD = 64;

/** Keeps frames until there is an open connection, then writes them in order and tells when there is room for more. */
export class Outbox {
  readonly #options: OutboxOptions;
  #sink: FrameSink | null = null;
  #kept: Frame[] = [];
  #keptBytes = 0;
  #waiters: Waiter[] = [];
  /** A browser has no drain event: the buffer is looked at from time to time, only while somebody waits. */
  #poll: ReturnType<typeof setTimeout> | undefined;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Whether a `send` now would be written and resolve at once. */
  get hasRoom(): boolean {
    const sink = this.#sink;
    return sink !== null && sink.isOpen && sink.bufferedAmount <= this.#options.sendHighWater;
  }

  /** `null` when the frame is written and there is room for more, else a promise for that. */
  send(frame: Frame): Promise<void> | null {
    const { sendLimit } = this.#options;
    // A frame larger than the limit goes alone.
    if (this.#keptBytes + (this.#sink?.bufferedAmount ?? 0) >= sendLimit) {
      return Promise.reject(new OutboxFullError(sendLimit));
    }
    return this.write(frame);
  }

  /** As `send`, for what must not be refused: it is bounded by those who send it. */
  write(frame: Frame): Promise<void> | null {
    if (this.#sink?.isOpen) {
      this.#sink.send(frame);
      if (this.hasRoom) return null;
      this.#poll ??= setTimeout(this.#settleWaiters, POLL_INTERVAL);
    } else {
      this.#kept.push(frame);
      this.#keptBytes += frame.length + FRAME_OVERHEAD;
    }
    return this.#wait();
  }

  /** `null` when there is room for more, else a promise for that. */
  room(): Promise<void> | null {
    if (this.hasRoom) return null;
    if (this.#sink?.isOpen) this.#poll ??= setTimeout(this.#settleWaiters, POLL_INTERVAL);
    return this.#wait();
  }

  #wait(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiters.push({ resolve, reject });
    });
  }

  /** The connection is open: writes what was kept. */
  open(sink: FrameSink): void {
    this.#sink = sink;
    for (const frame of this.#kept.splice(0)) sink.send(frame);
    this.#keptBytes = 0;
    this.#settleWaiters();
  }

  /** Nothing will be sent any more: fails everyone who waits. */
  end(error: Error): void {
    clearTimeout(this.#poll);
    this.#kept = [];
    for (const { reject } of this.#waiters.splice(0)) reject(error);
  }

  readonly #settleWaiters = (): void => {
    this.#poll = undefined;
    if (this.#waiters.length === 0 || !this.#sink?.isOpen) return;
    if (this.#sink.bufferedAmount > this.#options.sendHighWater / 2) {
      this.#poll = setTimeout(this.#settleWaiters, POLL_INTERVAL);
      return;
    }
    for (const { resolve } of this.#waiters.splice(0)) resolve();
  };
}
