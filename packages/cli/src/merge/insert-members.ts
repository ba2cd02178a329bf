import type { ObjectLiteralExpression } from "ts-morph";
import { restyle, type CodeStyle } from "./code-style.js";
import type { Insertion } from "./splice.js";

/**
 * What has to be inserted to give an object these members behind those that it has.
 * @param texts the members, in our style, without commas
 * @param spaced whether an empty line goes between members, where those that are there do not tell
 */
export function insertMembers(
  literal: ObjectLiteralExpression,
  texts: readonly string[],
  style: CodeStyle,
  spaced: boolean,
): Insertion[] {
  const source = literal.getSourceFile().getFullText();
  const last = literal.getProperties().at(-1);
  const close = literal.getEnd() - 1;
  const base = indentAt(source, literal.getStart());
  const indent = memberIndent(literal, source) ?? `${base}${style.unit}`;
  const unit = unitBetween(base, indent) ?? style.unit;
  const { lineEnd } = style;
  const members = texts.map((text) => indented(restyle(text, { ...style, unit }), indent, lineEnd));
  if (last === undefined) {
    const body = members.join(`,${lineEnd}${spaced ? lineEnd : ""}`);
    return [emptyBody(source, literal.getStart(), close, `${body},`, base, lineEnd)];
  }
  const comma = commaAfter(source, last.getEnd(), close);
  const gap = isSpaced(literal, source, spaced) ? lineEnd : "";
  const separator = `${lineEnd}${gap}`;
  const body = `${separator}${members.join(`,${separator}`)}`;
  const end = comma === null ? last.getEnd() : comma + 1;
  const missing: Insertion[] = comma === null ? [{ at: end, text: "," }] : [];
  const rest = restOfLine(source, end, close);
  // The brace is on the same line: it goes to one of its own.
  if (rest === null) return [...missing, { at: close, text: `${body},${lineEnd}${base}` }];
  return [...missing, { at: rest, text: comma === null ? body : `${body},` }];
}

function emptyBody(
  source: string,
  open: number,
  close: number,
  body: string,
  base: string,
  lineEnd: string,
): Insertion {
  const lineStart = source.lastIndexOf("\n", close - 1) + 1;
  // A comment or nothing at all is in between; the brace may have a line of its own.
  const ownLine = lineStart > open && source.slice(lineStart, close).trim() === "";
  return ownLine
    ? { at: lineStart, text: `${body}${lineEnd}` }
    : { at: close, text: `${lineEnd}${body}${lineEnd}${base}` };
}

/** The indentation of the line that a position is on. */
function indentAt(source: string, position: number): string {
  const start = source.lastIndexOf("\n", position - 1) + 1;
  return /^[\t ]*/.exec(source.slice(start, position))?.[0] ?? "";
}

/** How far in members are; a member beside the brace or another one does not tell. */
function memberIndent(literal: ObjectLiteralExpression, source: string): string | null {
  for (const member of literal.getProperties()) {
    const start = member.getStart();
    const before = source.slice(source.lastIndexOf("\n", start - 1) + 1, start);
    if (/^[\t ]*$/.test(before)) return before;
  }
  return null;
}

/** The level that is between two indentations, if it is one. */
function unitBetween(outer: string, inner: string): string | null {
  const step = inner.startsWith(outer) ? inner.slice(outer.length) : "";
  return /^(?:\t| {1,4}| {8})$/.test(step) ? step : null;
}

function indented(text: string, indent: string, lineEnd: string): string {
  return text
    .split(lineEnd)
    .map((line) => (line === "" ? line : `${indent}${line}`))
    .join(lineEnd);
}

const TRIVIA = /^(?:\s|\/\/[^\n]*|\/\*[^]*?\*\/)*/;

/** Where the comma behind a member is, if there is one before `close`. */
export function commaAfter(source: string, end: number, close: number): number | null {
  const between = source.slice(end, close);
  const skipped = TRIVIA.exec(between)?.[0].length ?? 0;
  return between[skipped] === "," ? end + skipped : null;
}

/** Where the line ends, if only a comment follows; `null` if it goes on to the closing brace. */
function restOfLine(source: string, end: number, close: number): number | null {
  const rest = /^(?:[\t ]|\/\*[^\n]*?\*\/)*(?:\/\/[^\r\n]*)?(?=\r?\n)/.exec(
    source.slice(end, close),
  );
  return rest === null ? null : end + rest[0].length;
}

function isSpaced(literal: ObjectLiteralExpression, source: string, usual: boolean): boolean {
  const members = literal.getProperties();
  const [previous, last] = members.slice(-2);
  if (previous === undefined || last === undefined) return usual;
  return /\n[\t ]*\r?\n/.test(source.slice(previous.getEnd(), last.getStart()));
}
