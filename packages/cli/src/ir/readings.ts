import type { $ZodTypes } from "zod/v4/core";
import { toConstant } from "./constants.js";
import type { Constant } from "./ir.js";

/** A clock that is asked twice within a millisecond gives the same. */
const APART = 1.1;

interface Reading {
  readonly value: { readonly constant: Constant } | null;
  readonly at: number;
}

type Definition = $ZodTypes["_zod"]["def"];

/**
 * Tells what a schema's defaults are, if they are the same each time they are read. All are read first before any is
 * read again, so that hardly anything has to be waited for.
 */
export class Readings {
  readonly #first = new Map<Definition, Reading>();

  /** Reads what the definition gives for a value, if it gives one, for the first time. */
  begin(def: Definition): void {
    const read = readerOf(def);
    if (read !== null && !this.#first.has(def)) this.#first.set(def, take(read));
  }

  /** What the definition gives each time; `null` when that differs, or is nothing that can be written down. */
  constantOf(def: Definition): Constant | null {
    const read = readerOf(def);
    if (read === null) return null;
    const first = this.#first.get(def) ?? take(read);
    if (first.value === null) return null;
    while (performance.now() - first.at < APART);
    const { value } = take(read);
    const isSame = JSON.stringify(first.value) === JSON.stringify(value);
    return isSame ? first.value.constant : null;
  }
}

/** What gives a value that takes the place of another; `null` if the definition has none, or gives it by what it replaces. */
function readerOf(def: Definition): (() => unknown) | null {
  if (def.type === "default" || def.type === "prefault") return () => def.defaultValue;
  if (def.type !== "catch" || def.catchValue.length > 0) return null;
  return def.catchValue as () => unknown;
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
