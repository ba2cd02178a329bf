import type { Origin } from "./origin.js";

/** A name in a text, and where it comes from. */
export interface MarkedName {
  /** Where the name begins and ends in the text. */
  readonly start: number;
  readonly end: number;
  readonly origin: Origin;
}

// Halves of characters, which no file can hold: `start number middle name end`.
const [START, MIDDLE, END] = ["\uD800", "\uDC00", "\uD801"];
// With `u`, halves of whole characters do not match.
const MARK = new RegExp(`${START}(\\d+)${MIDDLE}|${END}`, "gu");

/** Remembers where names come from while the text around them is still moved and broken. */
export class Marks {
  readonly #origins: Origin[] = [];

  /** The name, marked; texts with marks are measured by `width`. */
  mark(name: string, origin: Origin): string {
    this.#origins.push(origin);
    return `${START}${this.#origins.length - 1}${MIDDLE}${name}${END}`;
  }

  /** The text without marks, and what was marked in it. */
  read(marked: string): { readonly text: string; readonly names: readonly MarkedName[] } {
    const names: MarkedName[] = [];
    let [text, from] = ["", 0];
    let open: { start: number; origin: Origin } | null = null;
    for (const mark of marked.matchAll(MARK)) {
      text += marked.slice(from, mark.index);
      from = mark.index + mark[0].length;
      const origin = mark[1] === undefined ? undefined : this.#origins[Number(mark[1])];
      if (origin !== undefined) open = { start: text.length, origin };
      else if (open !== null) names.push({ ...open, end: text.length });
    }
    return { text: text + marked.slice(from), names };
  }
}

/** How many columns a text takes without its marks. */
export function width(text: string): number {
  return text.replaceAll(MARK, "").length;
}
