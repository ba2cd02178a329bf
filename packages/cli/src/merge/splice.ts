/** Text that is put into a file, and where: an offset into the old text. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** Text that takes the place of other text. */
export interface Replacement extends Insertion {
  readonly old: string;
}

export type Edit = Insertion | Replacement;

/** The text with the edits; those at one place in their order. */
export function splice(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const edit of sorted(edits)) {
    parts.push(text.slice(from, edit.at), edit.text);
    from = edit.at + oldOf(edit).length;
  }
  return [...parts, text.slice(from)].join("");
}

/** What `splice` was given: the new text without the insertions, and with what was replaced. */
export function unsplice(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let from = 0;
  let shift = 0;
  for (const edit of sorted(edits)) {
    const [old, at] = [oldOf(edit), edit.at + shift];
    parts.push(text.slice(from, at), old);
    shift += edit.text.length - old.length;
    from = at + edit.text.length;
  }
  return [...parts, text.slice(from)].join("");
}

function oldOf(edit: Edit): string {
  return "old" in edit ? edit.old : "";
}

function sorted(edits: readonly Edit[]): readonly Edit[] {
  return edits.toSorted((a, b) => a.at - b.at);
}
