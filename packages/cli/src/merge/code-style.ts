/** How somebody writes their code, as far as an insertion has to know. */
export interface CodeStyle {
  readonly lineEnd: "\n" | "\r\n";
  /** One level of indentation. */
  readonly unit: string;
  readonly quote: '"' | "'";
  readonly semicolons: boolean;
}

/** Reads the style off the text; what the text does not tell is as in a file that is written anew. */
export function styleOf(text: string): CodeStyle {
  const windows = count(text, /\r\n/g);
  // The apostrophes of a comment are no quotes.
  const code = text.replaceAll(/\/\*[^]*?\*\/|(?<!:)\/\/[^\n]*/g, "");
  const singles = count(code, /'[^'"\n]*'/g);
  const doubles = count(code, /"[^'"\n]*"/g);
  return {
    lineEnd: windows > count(text, /\n/g) - windows ? "\r\n" : "\n",
    unit: unitOf(text),
    quote: singles > doubles ? "'" : '"',
    semicolons:
      count(text, /;\s*$/gm) > 0 || count(text, /^(?:import|export \*) .*['"]\s*$/gm) === 0,
  };
}

// The smallest step that a line makes; comments with a star are one column off.
function unitOf(text: string): string {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "" && !/^\s*\*/.test(line));
  const indents = lines.map((line) => /^[\t ]*/.exec(line)?.[0] ?? "");
  if (indents.some((indent) => indent.startsWith("\t"))) return "\t";
  const steps = indents
    .slice(1)
    .map((indent, index) => indent.length - (indents[index]?.length ?? 0))
    .filter((step) => step > 1);
  return " ".repeat(steps.length === 0 ? 2 : Math.min(...steps));
}

const LITERAL = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g;

// A literal in which there are quotes has those that need fewer escapes.
function inSingleQuotes(literal: string): string {
  const inner = literal.slice(1, -1);
  return /["']/.test(inner) ? literal : `'${inner}'`;
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}

/** Lines of ours, with two spaces per level, as somebody else would have written them. */
export function restyle(text: string, { lineEnd, quote, semicolons, unit }: CodeStyle): string {
  const lines = text.split("\n").map((line) => {
    const [indent = ""] = /^ */.exec(line) ?? [];
    const code = line.slice(indent.length);
    const quoted = quote === "'" ? code.replaceAll(LITERAL, inSingleQuotes) : code;
    const ended = semicolons ? quoted : quoted.replace(/;$/, "");
    return `${unit.repeat(indent.length / 2)}${ended}`;
  });
  return lines.join(lineEnd);
}
