/** Functions that are called in the order in which they came. One that fails stops nobody else. */
export class Listeners<Args extends unknown[]> {
  readonly #entries = new Set<{ readonly listener: (...args: Args) => unknown }>();
  readonly #onError: (error: unknown) => void;

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Every `add` is an entry of its own, even of the same function; the result removes just that one. */
  add(listener: (...args: Args) => unknown): () => void {
    const entry = { listener };
    this.#entries.add(entry);
    return () => {
      this.#entries.delete(entry);
    };
  }

  /** Calls those that are there now, unless they are removed meanwhile. */
  emit(...args: Args): void {
    const entries = [...this.#entries];
    for (const entry of entries) {
      if (!this.#entries.has(entry)) continue;
      try {
        const result = entry.listener(...args);
        if (result instanceof Promise) result.catch(this.#onError);
      } catch (error) {
        this.#onError(error);
      }
    }
  }
}
