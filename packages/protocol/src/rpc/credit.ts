/** What a sender of items may send before it is granted more (PROTOCOL.md, "Flow control"). */
export const INITIAL_ITEMS = 32;
export const INITIAL_BYTES: number = 64 * 1024;

/** More than this is not counted: a grant cannot push the sums out of the safe integers. */
const MOST = 2 ** 40;

/** The sender's side of flow control. An item may be sent while both counts are above zero, and may overshoot the bytes. */
export class Credit {
  #items = INITIAL_ITEMS;
  #bytes = INITIAL_BYTES;
  #released = false;
  #wake: (() => void) | null = null;

  spend(bytes: number): void {
    this.#items -= 1;
    this.#bytes -= bytes;
  }

  /** Whether the grant is one: two integers from 0 upwards. */
  grant(items: unknown, bytes: unknown): boolean {
    if (!isCount(items) || !isCount(bytes)) return false;
    this.#items = Math.min(this.#items + items, MOST);
    this.#bytes = Math.min(this.#bytes + bytes, MOST);
    if (this.#available) this.#settle();
    return true;
  }

  /** `null` when an item may be sent now, else a promise for that, or for the release. One waits at a time. */
  wait(): Promise<void> | null {
    if (this.#available || this.#released) return null;
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  /** Nothing more will be sent: lets go of who waits. */
  release(): void {
    this.#released = true;
    this.#settle();
  }

  get #available(): boolean {
    return this.#items > 0 && this.#bytes > 0;
  }

  #settle(): void {
    this.#wake?.();
    this.#wake = null;
  }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
