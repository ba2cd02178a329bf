/** Text that is put into a file, and where: an offset into the old text. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** The text with the insertions; those at one place in their order. */
export function splice(text: string, insertions: readonly Insertion[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { at, text: inserted } of sorted(insertions)) {
    parts.push(text.slice(from, at), inserted);
    from = at;
  }
  return [...parts, text.slice(from)].join("");
}

/** What `splice` was given: the new text without the insertions. */
export function withoutInsertions(text: string, insertions: readonly Insertion[]): string {
  const parts: string[] = [];
  let from = 0;
  let shift = 0;
  for (const { at, text: inserted } of sorted(insertions)) {
    parts.push(text.slice(from, at + shift));
    shift += inserted.length;
    from = at + shift;
  }
  return [...parts, text.slice(from)].join("");
}

function sorted(insertions: readonly Insertion[]): readonly Insertion[] {
  return insertions.toSorted((a, b) => a.at - b.at);
}
