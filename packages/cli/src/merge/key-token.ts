import type { Node } from "ts-morph";
import type { CodeStyle } from "./code-style.js";
import type { Morph } from "./morph.js";
import type { Edit } from "./splice.js";

const PLAIN_KEY = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u;

/** Gives a key another name, and changes nothing else: `history` becomes `past`, the shorthand `past: history`. */
export function renameKeyToken(
  { Node: is }: Morph,
  name: Node,
  to: string,
  style: CodeStyle,
): Edit {
  const parent = name.getParent();
  const plain = PLAIN_KEY.test(to) ? to : quoted(to, style.quote);
  if (is.isShorthandPropertyAssignment(parent)) return { at: name.getStart(), text: `${plain}: ` };
  const inner = is.isComputedPropertyName(name) ? name.getExpression() : name;
  const old = inner.getText();
  return { at: inner.getStart(), old, text: isQuoted(old) ? likeLiteral(old, to) : plain };
}

/** A string literal with the quotes of another one. */
export function likeLiteral(old: string, text: string): string {
  return quoted(text, old.startsWith("'") ? "'" : '"');
}

function isQuoted(token: string): boolean {
  return /^["'`]/.test(token);
}

function quoted(text: string, quote: '"' | "'"): string {
  return `${quote}${text.replaceAll("\\", "\\\\").replaceAll(quote, `\\${quote}`)}${quote}`;
}
