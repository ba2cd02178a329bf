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

/** What a name of another file is called there; `*` is the file as a whole. */
export interface Imported {
  readonly specifier: string;
  readonly name: string;
}

/** One file of the schema's, as tokens: what it declares, imports and exports. */
export class SourceCode {
  readonly file: string;
  readonly tokens: readonly Token[];
  readonly #lines: Lines;
  readonly #declared = new Map<string, Span>();
  readonly #imported = new Map<string, Imported>();
  readonly #exported = new Map<string, string>();
  readonly #reexported = new Map<string, Imported>();
  /** Of `export * from`. */
  readonly #passedOn: string[] = [];

  constructor(file: string, text: string) {
    this.file = file;
    this.tokens = tokenize(text) ?? [];
    this.#lines = new Lines(text);
    this.#readStatements();
  }

  /** What the name is declared as in this file, outside of functions. */
  declared(name: string): Span | null {
    return this.#declared.get(name) ?? null;
  }

  imported(name: string): Imported | null {
    return this.#imported.get(name) ?? null;
  }

  /** What others import under the name: something declared here, or where to look for it. */
  exported(name: string): Span | readonly Imported[] {
    const own = this.#exported.get(name);
    const span = own === undefined ? null : this.declared(own);
    if (span !== null) return span;
    const imported = own === undefined ? this.#reexported.get(name) : this.#imported.get(own);
    if (imported !== undefined) return [imported];
    return this.#passedOn.map((specifier) => ({ specifier, name }));
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
    const text = this.#nameAt(token);
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

  #nameAt(index: number): string | null {
    const token = this.tokens[index];
    if (token?.kind === "name") return token.text;
    if (token?.kind === "string") return stringValue(token.text);
    return token !== undefined && /^\d+$/.test(token.text) ? token.text : null;
  }

  #readStatements(): void {
    for (let index = 0; index < this.tokens.length; index = this.after(index)) {
      const word = this.text(index);
      if (word === "import") this.#readImport(index + 1);
      else if (word === "export") this.#readExport(index + 1);
      else if (word === "const" || word === "let" || word === "var") this.#readDeclaration(index);
    }
  }

  #readDeclaration(index: number): void {
    const name = this.text(index + 1);
    const equals = this.find(["=", ";"], index + 2, this.tokens.length);
    if (this.text(equals) !== "=") return;
    this.#declared.set(name, { code: this, from: equals + 1, to: this.#endOf(equals + 1) });
    if (this.text(index - 1) === "export") this.#exported.set(name, name);
  }

  /** Where an expression at the top of the file ends: at `;`, or where a line begins with what cannot go on with it. */
  #endOf(from: number): number {
    let index = this.after(from);
    while (index < this.tokens.length && !/^[;,]$/.test(this.text(index))) {
      const isWord = this.tokens[index]?.kind === "name";
      const follows = /^[\w$"'`)}\]]/.test(this.text(index - 1).slice(-1));
      if (isWord && follows && this.line(index) > this.line(index - 1)) break;
      index = this.after(index);
    }
    return index;
  }

  #readImport(index: number): void {
    const from = this.find(["from", ";"], index, this.tokens.length);
    const specifier = this.#nameAt(from + 1);
    if (this.text(from) !== "from" || specifier === null) return;
    for (let at = index; at < from; at = this.after(at)) {
      if (this.text(at) === "{") {
        for (const [name, local] of this.#namesIn(at))
          this.#imported.set(local, { specifier, name });
      } else if (this.text(at) === "*") {
        this.#imported.set(this.text(at + 2), { specifier, name: "*" });
        at += 2;
      } else if (this.tokens[at]?.kind === "name" && this.text(at) !== "type") {
        this.#imported.set(this.text(at), { specifier, name: "default" });
      }
    }
  }

  #readExport(index: number): void {
    if (this.text(index) === "default") {
      const span = { code: this, from: index + 1, to: this.#endOf(index + 1) };
      this.#declared.set("export default", span);
      this.#exported.set("default", "export default");
      return;
    }
    const from = this.after(index);
    const specifier = this.text(from) === "from" ? this.#nameAt(from + 1) : null;
    if (this.text(index) === "*" && specifier !== null) this.#passedOn.push(specifier);
    if (this.text(index) !== "{") return;
    for (const [name, exported] of this.#namesIn(index)) {
      if (specifier === null) this.#exported.set(exported, name);
      else this.#reexported.set(exported, { specifier, name });
    }
  }

  /** `{ a, b as c, type d }`: what each is called there, and what here. */
  #namesIn(open: number): [string, string][] {
    return this.items(open).map(({ from, to }) => {
      const isType = this.text(from) === "type" && to - from > 1 && this.text(from + 1) !== "as";
      return [this.text(isType ? from + 1 : from), this.text(to - 1)];
    });
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
