import type { SourceCode, Span } from "./source-code.js";

/** What a name of another file is called there; `*` is the file as a whole. */
export interface Imported {
  readonly specifier: string;
  readonly name: string;
}

/** What a file declares, imports and exports. */
export class ModuleNames {
  readonly #code: SourceCode;
  readonly #declared = new Map<string, Span>();
  readonly #imported = new Map<string, Imported>();
  readonly #exported = new Map<string, string>();
  readonly #reexported = new Map<string, Imported>();
  /** Of `export * from`. */
  readonly #passedOn: string[] = [];

  constructor(code: SourceCode) {
    this.#code = code;
    this.#readStatements();
  }

  /** What the name is declared as in this file, outside of functions. */
  declared(name: string): Span | null {
    return this.#declared.get(name) ?? null;
  }

  /** Everything that this file imports from, or passes on. */
  get specifiers(): string[] {
    const named = [...this.#imported.values(), ...this.#reexported.values()];
    return [...new Set([...named.map(({ specifier }) => specifier), ...this.#passedOn])];
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

  #readStatements(): void {
    const code = this.#code;
    for (let index = 0; index < code.tokens.length; index = code.after(index)) {
      const word = code.text(index);
      if (word === "import") this.#readImport(index + 1);
      else if (word === "export") this.#readExport(index + 1);
      else if (word === "const" || word === "let" || word === "var") this.#readDeclaration(index);
    }
  }

  #readDeclaration(index: number): void {
    const code = this.#code;
    const name = code.text(index + 1);
    const equals = code.find(["=", ";"], index + 2, code.tokens.length);
    if (code.text(equals) !== "=") return;
    this.#declared.set(name, { code, from: equals + 1, to: this.#endOf(equals + 1) });
    if (code.text(index - 1) === "export") this.#exported.set(name, name);
  }

  /** Where an expression at the top of the file ends: at `;`, or where a line begins with what cannot go on with it. */
  #endOf(from: number): number {
    const code = this.#code;
    let index = code.after(from);
    while (index < code.tokens.length && !/^[;,]$/.test(code.text(index))) {
      const isWord = code.tokens[index]?.kind === "name";
      const follows = /^[\w$"'`)}\]]/.test(code.text(index - 1).slice(-1));
      if (isWord && follows && code.line(index) > code.line(index - 1)) break;
      index = code.after(index);
    }
    return index;
  }

  #readImport(index: number): void {
    const code = this.#code;
    const from = code.find(["from", ";"], index, code.tokens.length);
    const specifier = code.nameAt(from + 1);
    if (code.text(from) !== "from" || specifier === null) return;
    for (let at = index; at < from; at = code.after(at)) {
      if (code.text(at) === "{") {
        for (const [name, local] of this.#namesIn(at))
          this.#imported.set(local, { specifier, name });
      } else if (code.text(at) === "*") {
        this.#imported.set(code.text(at + 2), { specifier, name: "*" });
        at += 2;
      } else if (code.tokens[at]?.kind === "name" && code.text(at) !== "type") {
        this.#imported.set(code.text(at), { specifier, name: "default" });
      }
    }
  }

  #readExport(index: number): void {
    const code = this.#code;
    if (code.text(index) === "default") {
      const span = { code, from: index + 1, to: this.#endOf(index + 1) };
      this.#declared.set("export default", span);
      this.#exported.set("default", "export default");
      return;
    }
    const from = code.after(index);
    const specifier = code.text(from) === "from" ? code.nameAt(from + 1) : null;
    if (code.text(index) === "*" && specifier !== null) this.#passedOn.push(specifier);
    if (code.text(index) !== "{") return;
    for (const [name, exported] of this.#namesIn(index)) {
      if (specifier === null) this.#exported.set(exported, name);
      else this.#reexported.set(exported, { specifier, name });
    }
  }

  /** `{ a, b as c, type d }`: what each is called there, and what here. */
  #namesIn(open: number): [string, string][] {
    const code = this.#code;
    return code.items(open).map(({ from, to }) => {
      const isType = code.text(from) === "type" && to - from > 1 && code.text(from + 1) !== "as";
      return [code.text(isType ? from + 1 : from), code.text(to - 1)];
    });
  }
}
