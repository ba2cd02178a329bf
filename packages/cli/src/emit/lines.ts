/** A place in a text; both from 1. Columns count UTF-16 units, as editors do. */
export interface LineAndColumn {
  readonly line: number;
  readonly column: number;
}

/** Tells lines and columns of a text, with the line ends that JavaScript knows. */
export class Lines {
  readonly #starts: readonly number[];

  constructor(text: string) {
    const ends = text.matchAll(/\r\n|[\n\r\u2028\u2029]/g);
    this.#starts = [0, ...[...ends].map((end) => end.index + end[0].length)];
  }

  at(offset: number): LineAndColumn {
    let [line, after] = [0, this.#starts.length];
    while (after - line > 1) {
      const middle = (line + after) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) line = middle;
      else after = middle;
    }
    return { line: line + 1, column: offset - (this.#starts[line] ?? 0) + 1 };
  }
}
