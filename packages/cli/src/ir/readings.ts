import { toConstant } from "./constants.js";
import type { Constant } from "./ir.js";

/** A clock that is asked twice within a millisecond gives the same. */
const APART = 1.1;

interface Reading {
  readonly value: { readonly constant: Constant } | null;
  readonly at: number;
}

/**
 * Tells what is the same each time it is read. A schema is lowered twice: what the first run has read, the second
 * reads again, so that hardly anything has to be waited for.
 */
export class Readings {
  readonly #first: Map<object, Reading> | null;
  readonly #before: ReadonlyMap<object, Reading>;

  /** @param before those of the first run, for the second; a first run takes everything for constant */
  constructor(before?: Readings) {
    this.#first = before === undefined ? new Map() : null;
    this.#before = (before === undefined ? null : before.#first) ?? new Map();
  }

  /** What reading gives each time; `null` when that differs, or is nothing that can be written down. */
  constantOf(owner: object, read: () => unknown): Constant | null {
    const first = this.#before.get(owner) ?? take(read);
    if (first.value === null) return null;
    if (this.#first !== null) {
      if (!this.#first.has(owner)) this.#first.set(owner, first);
      return first.value.constant;
    }
    while (performance.now() - first.at < APART);
    const { value } = take(read);
    const isSame = JSON.stringify(first.value) === JSON.stringify(value);
    return isSame ? first.value.constant : null;
  }
}

function take(read: () => unknown): Reading {
  const at = performance.now();
  try {
    return { value: toConstant(read()), at };
  } catch {
    // The user's function may throw; that is for the server to see.
    return { value: null, at };
  }
}
