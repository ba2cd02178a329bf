import stringWidth from "string-width";
import { styled, type Output } from "./terminal.js";

/** Columns of source beside the line numbers; of longer lines the part around the mark is shown. */
const WIDTH = 100;

/**
 * The lines around a place in a text, with a mark below it.
 * @param line from 1
 * @param column from 1; without it the line is shown without a mark
 * @returns one text for each line to print; none, if the text has no such line
 */
export function codeFrame(
  output: Output,
  text: string,
  line: number,
  column: number | undefined,
): string[] {
  const lines = text.split(/\r\n|\r|\n/);
  const source = lines[line - 1];
  if (source === undefined) return [];
  const digits = String(line + 1).length;
  const start = column === undefined ? 0 : Math.min(column - 1, source.length);
  const from = cutAt(source, start);
  const numbered = (number: number): string[] => {
    const content = lines[number - 1];
    const shown = content?.slice(from).trim() ?? "";
    if (content === undefined || (number !== line && shown === "")) return [];
    const pointer = number === line ? styled(output, "red", ">") : " ";
    const gutter = styled(output, "dim", `${String(number).padStart(digits)} |`);
    return [`  ${pointer} ${gutter} ${cut(content, from)}`.trimEnd()];
  };
  const gutter = styled(output, "dim", `${" ".repeat(digits)} |`);
  const mark = `    ${gutter} ${blank(source, from, start)}${styled(output, "red", "^".repeat(tokenWidth(source, start)))}`;
  return [
    ...numbered(line - 1),
    ...numbered(line),
    ...(column === undefined ? [] : [mark]),
    ...numbered(line + 1),
  ];
}

/** Where a line is cut at its start, so that the mark is seen. */
function cutAt(source: string, start: number): number {
  return source.length <= WIDTH || start < WIDTH / 2 ? 0 : start - WIDTH / 4;
}

function cut(content: string, from: number): string {
  const end = from + WIDTH;
  const before = from === 0 ? "" : "…";
  return `${before}${content.slice(from, end)}${content.length > end ? "…" : ""}`;
}

// Tabs stay tabs, so that they are as wide as those above.
function blank(source: string, from: number, start: number): string {
  const before = `${from === 0 ? "" : "…"}${source.slice(from, start)}`;
  const parts = before.split("\t");
  return parts.map((part) => " ".repeat(stringWidth(part))).join("\t");
}

/** Columns of the name, the text or the number that begins there. */
function tokenWidth(source: string, start: number): number {
  const rest = source.slice(start, start + WIDTH / 2);
  const token = /^(?:[\p{L}\p{N}_$]+|"[^"]*"|'[^']*')/u.exec(rest)?.[0] ?? "";
  return Math.max(1, stringWidth(token));
}
