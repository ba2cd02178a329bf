import { type Frame, type FrameKind, SocketClosedError } from "@wsgen/protocol";
import type { Transport } from "./transport.js";

export interface OutboxOptions {
  /** Bytes buffered from which on `send` waits, until they are down to half. */
  readonly highWater: number;
  /** Bytes buffered at which one more `send` is too much. */
  readonly limit: number;
  readonly onOverflow: () => void;
}

/** Writes frames in order and tells when there is room for more. */
export class Outbox {
  readonly #transport: Transport;
  readonly #options: OutboxOptions;
  #waiting: { resolve: () => void; reject: (error: Error) => void; promise: Promise<void> } | null =
    null;

  constructor(transport: Transport, options: OutboxOptions) {
    this.#transport = transport;
    this.#options = options;
  }

  /** Whether a `send` now would resolve at once. */
  get hasRoom(): boolean {
    return !this.#waits(this.#options.highWater + 1);
  }

  /** `null` while there is room for more, else a promise for when the peer has taken half of what waits. */
  send(frame: Frame, kind: FrameKind): Promise<void> | null {
    if (this.#waits(this.#options.limit)) {
      this.#options.onOverflow();
      return Promise.reject(new SocketClosedError(1013, "the peer reads too slowly"));
    }
    this.#transport.send(frame, kind);
    return this.room();
  }

  /** `null` while there is room for more, else a promise for when the peer has taken half of what waits. */
  room(): Promise<void> | null {
    if (this.hasRoom) return null;
    this.#waiting ??= waiting();
    return this.#waiting.promise;
  }

  /** To be called when the transport has drained. */
  drained(): void {
    if (this.#waiting === null) return;
    if (this.#transport.bufferedAmount > this.#options.highWater / 2) return;
    this.#waiting.resolve();
    this.#waiting = null;
  }

  /** Fails everyone who waits for room. */
  fail(error: Error): void {
    this.#waiting?.reject(error);
    this.#waiting = null;
  }

  /** Whether at least so many bytes wait, also after the kernel was offered what this turn has sent so far. */
  #waits(bytes: number): boolean {
    if (this.#transport.bufferedAmount < bytes) return false;
    this.#transport.flush();
    return this.#transport.bufferedAmount >= bytes;
  }
}

function waiting(): {
  resolve: () => void;
  reject: (error: Error) => void;
  promise: Promise<void>;
} {
  let resolve!: () => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<void>((onRoom, onFailure) => {
    resolve = onRoom;
    reject = onFailure;
  });
  return { resolve, reject, promise };
}
