import { TimeoutError } from "./errors.js";

/** How long to wait for the next message. */
export interface WaitOptions {
  /** Milliseconds; 0 asks once. Default: for ever. */
  readonly timeout?: number | undefined;
  /** Gives up with `signal.reason` when aborted. */
  readonly signal?: AbortSignal | undefined;
}

export interface MessageQueueOptions {
  readonly maxMessages: number;
  readonly maxBytes: number;
  /** The queue reached a bound: stop the source. What still arrives is queued all the same. */
  readonly onFull?: (() => void) | undefined;
  /** A full queue is down to half of both bounds: the source may go on. */
  readonly onRoom?: (() => void) | undefined;
}

const LONGEST_TIMER = 2 ** 31 - 1;

/** Told to those who wait when nothing more comes: a message may itself be `null`. */
const END = Symbol("end");

/**
 * Messages in order of arrival, and those who wait for them in order of asking.
 * Bounded by stopping its source, never by dropping; usable to the last message after its end.
 */
export class MessageQueue<Message> {
  readonly #options: MessageQueueOptions;
  #messages: (Message | undefined)[] = [];
  #sizes: number[] = [];
  #head = 0;
  #bytes = 0;
  #full = false;
  #ended = false;
  #readerStarted = false;
  readonly #waiters = new Set<(message: Message | typeof END) => void>();

  constructor(options: MessageQueueOptions) {
    this.#options = options;
  }

  /** Hands the message to the longest waiting reader, or queues it. `bytes` is its size on the wire. */
  push(message: Message, bytes: number): void {
    for (const deliver of this.#waiters) {
      deliver(message);
      return;
    }
    this.#messages.push(message);
    this.#sizes.push(bytes);
    this.#bytes += bytes;
    if (!this.#full && this.#atBound(1)) {
      this.#full = true;
      this.#options.onFull?.();
    }
  }

  /** Nothing more will come: queued messages stay readable, then `wait` gives `null` and iteration ends. */
  end(): void {
    this.#ended = true;
    for (const deliver of this.#waiters) deliver(END);
  }

  /**
   * The next message; `null` only when the queue has ended and is drained.
   * @throws {TimeoutError} when `timeout` runs out. @throws `signal.reason` when aborted. @throws {RangeError} for a timeout that is not one.
   */
  wait(options?: WaitOptions): Promise<Message | null> {
    return this.#take(null, options);
  }

  /** The next queued message, or `null` when there is none now; never waits. */
  read(): Message | null {
    this.#readerStarted = true;
    return this.shift();
  }

  /** How many messages are queued; exact, and reading it changes nothing. */
  countMessages(): number {
    return this.#messages.length - this.#head;
  }

  hasMessages(): boolean {
    return this.countMessages() > 0;
  }

  /** Bytes of what is queued. */
  get bytes(): number {
    return this.#bytes;
  }

  get full(): boolean {
    return this.#full;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Whether `wait`, `read` or iteration has ever been used. */
  get readerStarted(): boolean {
    return this.#readerStarted;
  }

  /** Drains what is queued, then follows what comes, and ends when the queue does. Leaving the loop loses nothing. */
  [Symbol.asyncIterator](): AsyncIterableIterator<Message> {
    let left = false;
    const done = { done: true, value: undefined } as const;
    return {
      next: async () => {
        const message = left ? END : await this.#take<typeof END>(END);
        return message === END ? done : { done: false, value: message };
      },
      return: () => {
        left = true;
        return Promise.resolve(done);
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  /** Takes out what matches, wherever it stands, without counting as a reader. */
  take(matches: (message: Message) => boolean): Message[] {
    const taken: Message[] = [];
    for (let left = this.countMessages(); left > 0; left -= 1) {
      const bytes = this.#sizes[this.#head] ?? 0;
      const message = this.shift() as Message;
      if (matches(message)) taken.push(message);
      else this.push(message, bytes);
    }
    return taken;
  }

  /** Takes the oldest message without counting as a reader. */
  shift(): Message | null {
    if (!this.hasMessages()) return null;
    const message = this.#messages[this.#head] as Message;
    this.#messages[this.#head] = undefined;
    this.#bytes -= this.#sizes[this.#head] ?? 0;
    this.#head += 1;
    this.#compact();
    if (this.#full && !this.#atBound(0.5)) {
      this.#full = false;
      this.#options.onRoom?.();
    }
    return message;
  }

  /** Cuts off what is behind the head when it is half of the array: one move per message in the end. */
  #compact(): void {
    if (this.#head * 2 < this.#messages.length) return;
    this.#messages.copyWithin(0, this.#head);
    this.#sizes.copyWithin(0, this.#head);
    this.#messages.length -= this.#head;
    this.#sizes.length -= this.#head;
    this.#head = 0;
  }

  #atBound(share: number): boolean {
    const { maxBytes, maxMessages } = this.#options;
    return this.countMessages() >= maxMessages * share || this.#bytes >= maxBytes * share;
  }

  /** The next message, or `end` when the queue has ended and is drained. */
  #take<End>(end: End, { signal, timeout }: WaitOptions = {}): Promise<Message | End> {
    this.#readerStarted = true;
    if (timeout !== undefined && !(timeout >= 0)) {
      return Promise.reject(
        new RangeError(`timeout is milliseconds from 0 upwards, not ${timeout}`),
      );
    }
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    // There is one, so that null from `shift` can only be a message.
    if (this.hasMessages()) return Promise.resolve(this.shift() as Message);
    if (this.#ended) return Promise.resolve(end);
    return this.#enlist(end, timeout, signal);
  }

  #enlist<End>(
    end: End,
    timeout: number | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Message | End> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", abort);
        this.#waiters.delete(deliver);
      };
      const deliver = (message: Message | typeof END): void => {
        leave();
        resolve(message === END ? end : message);
      };
      const abort = (): void => {
        leave();
        reject(signal?.reason as Error);
      };
      const expire = (): void => {
        leave();
        reject(new TimeoutError(`No message arrived within ${timeout} ms.`));
      };
      const timer =
        timeout === undefined || timeout > LONGEST_TIMER ? undefined : setTimeout(expire, timeout);
      signal?.addEventListener("abort", abort);
      this.#waiters.add(deliver);
    });
  }
}
