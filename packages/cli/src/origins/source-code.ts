import { Lines } from "../emit/lines.js";
import type { Origin } from "../emit/origin.js";
import { tokenize, type Token } from "./tokens.js";

/** Some tokens in a row, of one file: an expression, as a rule. */
export interface Span {
  readonly code: SourceCode;
  readonly from: number;
  /** The first token behind it. */
  readonly to: number;
}

/** A member of an object literal; without a name it is a spread. */
export interface Member {
  readonly name: { readonly text: string; readonly token: number } | null;
  readonly value: Span;
}

/** One file of the schema's, as tokens. */
export class SourceCode {
  readonly file: string;
  readonly tokens: readonly Token[];
  readonly #lines: Lines;

  constructor(file: string, text: string) {
    this.file = file;
    this.tokens = tokenize(text) ?? [];
    this.#lines = new Lines(text);
  }

  text(index: number): string {
    return this.tokens[index]?.text ?? "";
  }

  origin(index: number): Origin {
    const { start, text } = this.tokens[index] ?? { start: 0, text: "" };
    return { file: this.file, ...this.#lines.at(start), length: text.length };
  }

  line(index: number): number {
    return this.#lines.at(this.tokens[index]?.start ?? 0).line;
  }

  /** The index behind the token, or behind the brackets that it opens. */
  after(index: number): number {
    return (this.tokens[index]?.closedBy ?? index) + 1;
  }

  /** The first of some tokens outside of brackets, from an index on; `to` if there is none. */
  find(texts: readonly string[], from: number, to: number): number {
    let index = from;
    while (index < to && !texts.includes(this.text(index))) index = this.after(index);
    return Math.min(index, to);
  }

  /** What stands between commas in the brackets that open at an index. */
  items(open: number): Span[] {
    const end = this.after(open) - 1;
    const items: Span[] = [];
    for (let from = open + 1; from < end;) {
      const to = this.find([","], from, end);
      if (to > from) items.push({ code: this, from, to });
      from = to + 1;
    }
    return items;
  }

  /** The members of the object literal that opens at an index, as far as their names are known. */
  members(open: number): Member[] {
    return this.items(open).flatMap((item) => this.#member(item) ?? []);
  }

  #member({ from, to }: Span): Member | null {
    if (this.text(from) === "...") return { name: null, value: { code: this, from: from + 1, to } };
    const isGetter = this.text(from) === "get" && to - from > 2 && this.text(from + 1) !== ":";
    const token = isGetter ? from + 1 : from;
    const text = this.nameAt(token);
    if (text === null) return null;
    const name = { text, token };
    const colon = token + 1;
    if (colon === to) return { name, value: { code: this, from: token, to } };
    if (this.text(colon) === ":") return { name, value: { code: this, from: colon + 1, to } };
    return { name, value: this.#returned(this.find(["{"], colon, to), to) };
  }

  // What a getter gives: the expression behind `return`, if it does nothing else.
  #returned(open: number, to: number): Span {
    const end = this.after(open) - 1;
    if (this.text(open + 1) !== "return") return { code: this, from: to, to };
    return { code: this, from: open + 2, to: this.find([";"], open + 2, end) };
  }

  /** The name or the text of a string at an index. */
  nameAt(index: number): string | null {
    const token = this.tokens[index];
    if (token?.kind === "name") return token.text;
    if (token?.kind === "string") return stringValue(token.text);
    return token !== undefined && /^\d+$/.test(token.text) ? token.text : null;
  }
}

function stringValue(text: string): string | null {
  // What has escapes in it is compared as JSON has it.
  if (!text.includes("\\")) return text.slice(1, -1);
  const inner = text.slice(1, -1).replaceAll("\\'", "'");
  try {
    const json = text.startsWith("'") ? inner.replaceAll(/(?<!\\)"/g, '\\"') : inner;
    return JSON.parse(`"${json}"`) as string; // what is in quotes is a string
  } catch {
    return null;
  }
}
