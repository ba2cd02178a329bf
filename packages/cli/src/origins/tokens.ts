/** A word, a string, a bracket: TypeScript as far as it has to be told apart to find keys of objects. */
export interface Token {
  readonly kind: "name" | "string" | "other";
  readonly text: string;
  readonly start: number;
  /** Of an opening bracket: the index of the one that closes it. */
  readonly closedBy: number | null;
}

const CLOSERS: Readonly<Record<string, string>> = { "{": "}", "(": ")", "[": "]" };

const SPACE = /(?:\s|\/\/[^\n\r\u2028\u2029]*|\/\*[^]*?\*\/)+/y;
const NAME = /[\p{ID_Start}$_#@][\p{ID_Continue}$\u200c\u200d]*/uy;
const STRING = /"(?:[^"\\\n\r]|\\[^])*"|'(?:[^'\\\n\r]|\\[^])*'/y;
const NUMBER = /\d[\w.]*/y;
const SIGN = /\.\.\.|=>|\?\.(?!\d)|[^]/uy;
const REGEXP = /\/(?:[^\\/[\n\r]|\\.|\[(?:[^\]\\\n\r]|\\.)*\])+\/\w*/y;

/** Words behind which a slash begins a regular expression; behind others it divides. */
const BEFORE_VALUE = new Set(
  "await case delete do else in instanceof new of return typeof".split(" "),
);

/** The tokens of a file; `null` if its brackets do not match. */
export function tokenize(text: string): readonly Token[] | null {
  const tokens = new Tokenizer(text).read();
  return tokens === null ? null : paired(tokens);
}

type Bare = Omit<Token, "closedBy">;

class Tokenizer {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
    if (text.startsWith("#!")) this.#position = text.search(/[\n\r]|$/);
  }

  /** The tokens up to the end, or up to the `}` that ends a part of a template. */
  read(isInTemplate = false): Bare[] | null {
    const tokens: Bare[] = [];
    let depth = 0;
    for (;;) {
      this.#match(SPACE);
      if (this.#position >= this.#text.length) return isInTemplate ? null : tokens;
      const token = this.#next(tokens.at(-1));
      if (token === null) return null;
      if (token.text === "{") depth += 1;
      if (token.text === "}") depth -= 1;
      if (isInTemplate && depth < 0) return tokens;
      tokens.push(token);
    }
  }

  #next(before: Bare | undefined): Bare | null {
    const start = this.#position;
    const name = this.#match(NAME);
    if (name !== null) return { kind: "name", text: name, start };
    const string = this.#match(STRING);
    if (string !== null) return { kind: "string", text: string, start };
    if (this.#text[start] === "`") return this.#template(start);
    const isValue = this.#text[start] === "/" && beginsValue(before);
    const other =
      this.#match(NUMBER) ?? (isValue ? this.#match(REGEXP) : null) ?? this.#match(SIGN) ?? "";
    return { kind: "other", text: other, start };
  }

  #template(start: number): Bare | null {
    this.#position += 1;
    for (;;) {
      const letter = this.#text[this.#position];
      if (letter === undefined) return null;
      this.#position += letter === "\\" ? 2 : 1;
      if (letter === "`") break;
      if (letter !== "$" || this.#text[this.#position] !== "{") continue;
      this.#position += 1;
      if (this.read(true) === null) return null;
    }
    return { kind: "other", text: this.#text.slice(start, this.#position), start };
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#position;
    const found = pattern.exec(this.#text)?.[0] ?? null;
    this.#position += found?.length ?? 0;
    return found;
  }
}

function beginsValue(before: Bare | undefined): boolean {
  if (before === undefined) return true;
  if (before.kind === "name") return BEFORE_VALUE.has(before.text);
  return before.kind === "other" && !/^[\w)\]}`]/.test(before.text);
}

function paired(tokens: readonly Bare[]): Token[] | null {
  const closedBy = new Map<number, number>();
  const open: number[] = [];
  for (const [index, { kind, text }] of tokens.entries()) {
    if (kind !== "other") continue;
    if (text in CLOSERS) open.push(index);
    else if (/^[})\]]$/.test(text)) {
      const opener = open.pop();
      if (opener === undefined || CLOSERS[tokens[opener]?.text ?? ""] !== text) return null;
      closedBy.set(opener, index);
    }
  }
  if (open.length > 0) return null;
  return tokens.map((token, index) => ({ ...token, closedBy: closedBy.get(index) ?? null }));
}
