import { INITIAL_BYTES, INITIAL_ITEMS } from "./credit.js";

export interface ItemStreamHooks {
  /** Lets the sender send this much more. */
  grant(items: number, bytes: number): void;
  /** The reader leaves before the end. */
  leave(): void;
}

interface Waiter<Item> {
  readonly resolve: (result: IteratorResult<Item, undefined>) => void;
  readonly reject: (error: unknown) => void;
}

const DONE = { done: true, value: undefined } as const;

/** Items as they arrive: the receiver's side of flow control. What is taken is granted again, in halves of the window. */
export class ItemStream<Item> implements AsyncIterableIterator<Item, undefined> {
  readonly #hooks: ItemStreamHooks;
  readonly #queue: { readonly item: Item; readonly bytes: number }[] = [];
  readonly #waiters: Waiter<Item>[] = [];
  /** What the sender may still send. */
  #creditItems = INITIAL_ITEMS;
  #creditBytes = INITIAL_BYTES;
  /** What was taken and is not granted again yet. */
  #takenItems = 0;
  #takenBytes = 0;
  #end: { readonly error?: unknown } | null = null;

  constructor(hooks: ItemStreamHooks) {
    this.#hooks = hooks;
  }

  /** Whether the sender keeps to its credit; what is beyond it is not taken. */
  push(item: Item, bytes: number): boolean {
    if (this.#end !== null) return true;
    if (this.#creditItems <= 0 || this.#creditBytes <= 0) return false;
    this.#creditItems -= 1;
    this.#creditBytes -= bytes;
    const waiter = this.#waiters.shift();
    if (waiter === undefined) this.#queue.push({ item, bytes });
    else {
      waiter.resolve({ done: false, value: item });
      this.#taken(bytes);
    }
    return true;
  }

  /** Nothing more comes; what is queued stays. With an error, whoever comes after the last item gets it, once. */
  finish(end: { readonly error?: unknown } = {}): void {
    if (this.#end !== null) return;
    this.#end = end;
    for (const waiter of this.#waiters.splice(0)) this.#settle(waiter);
  }

  next(): Promise<IteratorResult<Item, undefined>> {
    const first = this.#queue.shift();
    if (first !== undefined) {
      this.#taken(first.bytes);
      return Promise.resolve({ done: false, value: first.item });
    }
    return new Promise((resolve, reject) => {
      const waiter = { resolve, reject };
      if (this.#end === null) this.#waiters.push(waiter);
      else this.#settle(waiter);
    });
  }

  return(): Promise<IteratorResult<Item, undefined>> {
    const early = this.#end === null;
    this.#queue.length = 0;
    this.finish();
    this.#end = {};
    if (early) this.#hooks.leave();
    return Promise.resolve(DONE);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #settle({ resolve, reject }: Waiter<Item>): void {
    const failed = this.#end !== null && "error" in this.#end;
    const error = this.#end?.error;
    if (failed) this.#end = {};
    if (failed) reject(error);
    else resolve(DONE);
  }

  #taken(bytes: number): void {
    if (this.#end !== null) return;
    this.#takenItems += 1;
    this.#takenBytes += bytes;
    if (this.#takenItems < INITIAL_ITEMS / 2 && this.#takenBytes < INITIAL_BYTES / 2) return;
    const items = this.#takenItems;
    const taken = this.#takenBytes;
    this.#creditItems += items;
    this.#creditBytes += taken;
    this.#takenItems = 0;
    this.#takenBytes = 0;
    this.#hooks.grant(items, taken);
  }
}
