/** A part of a merge that a human would have to look at: our lines, perhaps those of the base, and theirs. */
const CONFLICT =
  /^<{7}[^\n]*\n(?<ours>[^]*?)(?:^\|{7}[^\n]*\n[^]*?)?^={7}\r?\n(?<theirs>[^]*?)^>{7}[^\n]*(?:\n|$)/gm;

/** The text as each side of a merge has it; the text alone, if there are no merge markers in it. */
export function sidesOf(text: string): string[] {
  // Most texts have none, and the pattern is slow.
  if (!text.includes("<<<<<<<")) return [text];
  const ours = text.replaceAll(CONFLICT, "$<ours>");
  return ours === text ? [text] : [ours, text.replaceAll(CONFLICT, "$<theirs>")];
}
