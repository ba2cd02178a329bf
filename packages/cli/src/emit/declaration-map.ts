import { basename, dirname, relative, sep } from "node:path";
import { Lines } from "./lines.js";
import type { MarkedName } from "./marks.js";
import type { Origin } from "./origin.js";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** A segment of a source map: a column, and where it comes from; without an origin: from nowhere. */
interface Segment {
  readonly line: number;
  readonly column: number;
  readonly origin: Origin | null;
}

/**
 * The source map (version 3) that leads from names in a file to where they are declared. Editors map the start and the end
 * of a name; what stands between two names leads nowhere.
 * @param path the file that the text is for
 */
export function declarationMap(path: string, text: string, names: readonly MarkedName[]): string {
  const lines = new Lines(text);
  const at = (offset: number): Omit<Segment, "origin"> => lines.at(offset);
  const segments = names.flatMap(({ end, origin, start }): Segment[] => [
    { ...at(start), origin },
    { ...at(end), origin: { ...origin, column: origin.column + origin.length } },
    { ...at(end + 1), origin: null },
  ]);
  const files = [...new Set(names.map(({ origin }) => origin.file))].toSorted();
  const map = {
    version: 3,
    file: basename(path),
    sources: files.map((file) => relative(dirname(path), file).split(sep).join("/")),
    names: [],
    mappings: mappingsText(segments, files),
  };
  return `${JSON.stringify(map)}\n`;
}

/** Lines are separated by `;`, segments by `,`; numbers are differences to those before. */
function mappingsText(segments: readonly Segment[], files: readonly string[]): string {
  let [text, line] = ["", 1];
  let column = 0;
  let before = [0, 0, 0];
  for (const segment of segments) {
    const breaks = ";".repeat(segment.line - line);
    if (breaks !== "") column = 0;
    const fields = [segment.column - 1 - column];
    if (segment.origin !== null) {
      const { file, line: originLine, column: originColumn } = segment.origin;
      const now = [files.indexOf(file), originLine - 1, originColumn - 1];
      fields.push(...now.map((value, index) => value - (before[index] ?? 0)));
      before = now;
    }
    text += `${breaks === "" && text !== "" ? "," : breaks}${fields.map(base64Vlq).join("")}`;
    [line, column] = [segment.line, segment.column - 1];
  }
  return text;
}

/** A number in digits of five bits, lowest first, the sign in the lowest bit. */
function base64Vlq(value: number): string {
  let rest = value < 0 ? -value * 2 + 1 : value * 2;
  let text = "";
  do {
    const digit = rest % 32;
    rest = Math.floor(rest / 32);
    text += DIGITS[rest > 0 ? digit + 32 : digit];
  } while (rest > 0);
  return text;
}
