import type { Credit } from "./credit.js";

/** Where items come from: an async generator, a stream, an array. */
export type ItemSource = AsyncIterable<unknown> | Iterable<unknown>;

/** How a sender's items leave. */
export interface ItemSink {
  /** `null` when there is room for an item, else a promise for that. */
  readonly room: () => Promise<void> | null;
  /** Sends one item and tells its size. @throws {ValidationError} when it does not fit. */
  readonly send: (item: unknown) => number;
  /** The source failed while nobody waited for it. */
  readonly onError: (error: unknown) => void;
}

/** Pulls items from a source and sends them, no faster than the other side grants credit and takes what is sent. */
export class ItemSender {
  readonly #credit: Credit;
  readonly #iterator: AsyncIterator<unknown> | Iterator<unknown>;
  readonly #sink: ItemSink;
  #stopped = false;
  #finished = false;
  /** Settles when the source has ended after `stop`. */
  #closed: Promise<unknown> | null = null;

  constructor(source: ItemSource, credit: Credit, sink: ItemSink) {
    this.#iterator = openIterator(source);
    this.#credit = credit;
    this.#sink = sink;
  }

  /**
   * Sends until the source ends; the result is what it returned, or `undefined` after `stop`.
   * @throws what the source throws, and what `send` throws for an item that does not fit; the source is then closed.
   */
  async run(): Promise<unknown> {
    try {
      for (;;) {
        await this.#ready();
        if (this.#stopped) return undefined;
        const { done, value } = await this.#iterator.next();
        if (done === true) this.#finished = true;
        if (done === true || this.#stopped) return value;
        // Others may have had an item ready in the same turn: between the last look and sending, nothing is awaited.
        for (let room = this.#room(); room !== null; room = this.#room()) await room;
        if (this.#stopped) return undefined;
        this.#credit.spend(this.#sink.send(value));
      }
    } catch (error) {
      this.stop();
      throw error;
    } finally {
      await this.#closed;
    }
  }

  /** Sends nothing more, and ends the source: the `finally` of a generator runs. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#credit.release();
    if (this.#finished) return;
    try {
      const closed: unknown = this.#iterator.return?.(undefined);
      this.#closed = Promise.resolve(closed).catch(this.#sink.onError);
    } catch (error) {
      this.#sink.onError(error);
    }
  }

  #room(): Promise<void> | null {
    return this.#stopped ? null : this.#sink.room();
  }

  /** Waits for credit and for room; both may be gone again when a promise for one of them resolves. */
  async #ready(): Promise<void> {
    while (!this.#stopped) {
      const waiting = this.#credit.wait() ?? this.#sink.room();
      if (waiting === null) return;
      await waiting;
    }
  }
}

function openIterator(source: ItemSource): AsyncIterator<unknown> | Iterator<unknown> {
  const given: unknown = source;
  if (typeof given === "object" && given !== null) {
    if (Symbol.asyncIterator in source) return source[Symbol.asyncIterator]();
    if (Symbol.iterator in source) return source[Symbol.iterator]();
  }
  throw new TypeError(
    "Items come from something that can be iterated, such as an async generator.",
  );
}
