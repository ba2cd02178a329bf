import type { Credit } from "./credit.js";

/** Where items come from: an async generator, a stream, an array. */
export type ItemSource = AsyncIterable<unknown> | Iterable<unknown>;

/** Pulls items from a source and sends them, no faster than the other side grants credit. */
export class ItemSender {
  readonly #credit: Credit;
  readonly #iterator: AsyncIterator<unknown> | Iterator<unknown>;
  /** Sends one item and tells its size; the promise, if any, is for room for more. */
  readonly #send: (item: unknown) => { bytes: number; room: Promise<void> | null };
  readonly #onError: (error: unknown) => void;
  #stopped = false;
  #finished = false;

  constructor(
    source: ItemSource,
    credit: Credit,
    send: (item: unknown) => { bytes: number; room: Promise<void> | null },
    onError: (error: unknown) => void,
  ) {
    this.#iterator = openIterator(source);
    this.#credit = credit;
    this.#send = send;
    this.#onError = onError;
  }

  /**
   * Sends until the source ends; the result is what it returned, or `undefined` after `stop`.
   * @throws what the source throws, and what `send` throws for an item that does not fit; the source is then closed.
   */
  async run(): Promise<unknown> {
    try {
      for (;;) {
        await this.#credit.wait();
        if (this.#stopped) return undefined;
        const { done, value } = await this.#iterator.next();
        if (done === true) this.#finished = true;
        if (done === true || this.#stopped) return value;
        const { bytes, room } = this.#send(value);
        this.#credit.spend(bytes);
        await room;
      }
    } catch (error) {
      this.stop();
      throw error;
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
      Promise.resolve(closed).catch(this.#onError);
    } catch (error) {
      this.#onError(error);
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
