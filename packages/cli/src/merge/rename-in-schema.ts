import type { Node, ObjectLiteralExpression } from "ts-morph";
import { styleOf, type CodeStyle } from "./code-style.js";
import { KeyFinder } from "./key-finder.js";
import { likeLiteral, renameKeyToken } from "./key-token.js";
import { loadMorph, type Morph } from "./morph.js";
import { SourceParser, splitMark } from "./source-parser.js";
import type { Edit } from "./splice.js";

/** What is renamed: the last of `keys`, which lead there from a call that begins on `line`. */
export interface SchemaKey {
  readonly line: number;
  readonly keys: readonly string[];
  readonly kind: "endpoint" | "message" | "call";
  readonly to: string;
}

/** A schema in which a key has another name. */
export interface RenamedSchema {
  readonly text: string;
  /** Of the key; from 1. */
  readonly line: number;
  /** Of the key; from 1. */
  readonly column: number;
  /** Whether the schema says now what it was called before. */
  readonly saysPast: boolean;
}

/** Renames keys in the source of a schema. */
export class SchemaRenamer {
  readonly #morph: Morph = loadMorph();
  readonly #parser: SourceParser = new SourceParser(this.#morph);
  readonly #finder: KeyFinder = new KeyFinder(this.#morph);

  /** The text with the new name; `null` if the key is not there, or not one alone. */
  renameKey(text: string, { keys, kind, line, to }: SchemaKey): RenamedSchema | null {
    const [mark, rest] = splitMark(text);
    const { broken, source } = this.#parser.parse(rest);
    if (broken !== null) return null;
    const found = this.#finder
      .callsOn(source, line)
      .map((call) => this.#finder.follow(call, keys))
      .flatMap((way) => (way.length === keys.length ? way.slice(-1) : []));
    const [key] = found;
    if (key === undefined || found.some(({ name }) => name !== key.name)) return null;
    const style = styleOf(rest);
    const past = this.#pastEdit(key.value, kind, keys.at(-1) ?? "", style);
    const edits = [renameKeyToken(this.#morph, key.name, to, style), ...(past ?? [])];
    const position = source.getLineAndColumnAtPos(key.name.getStart());
    const renamed = this.#parser.apply(rest, edits);
    if (renamed === null) return null;
    return { text: `${mark}${renamed}`, ...position, saysPast: past !== null };
  }

  /** What says `renamedFrom`; `null` where there is no object to say it in. */
  #pastEdit(value: Node, kind: SchemaKey["kind"], past: string, style: CodeStyle): Edit[] | null {
    const { Node: is } = this.#morph;
    const options = this.#optionsOf(value, kind);
    if (options === null) return null;
    const known = options.getProperty("renamedFrom");
    if (known === undefined) return [insertPast(options, likeLiteral(style.quote, past), style)];
    const literal = is.isPropertyAssignment(known) ? known.getInitializer() : undefined;
    if (!is.isStringLiteral(literal)) return null;
    const old = literal.getText();
    return [{ at: literal.getStart(), old, text: likeLiteral(old, past) }];
  }

  /** The object that `renamedFrom` belongs to, if it is written right there. */
  #optionsOf(value: Node, kind: SchemaKey["kind"]): ObjectLiteralExpression | null {
    const { Node: is } = this.#morph;
    const object = (node: Node | undefined): ObjectLiteralExpression | null =>
      is.isObjectLiteralExpression(node) ? node : null;
    if (kind === "call") return object(value);
    if (!is.isCallExpression(value)) return null;
    const callee = value.getExpression().getText();
    if (!new RegExp(`\\b${kind}$`).test(callee)) return null;
    return object(value.getArguments()[kind === "endpoint" ? 0 : 1]);
  }
}

// Behind the brace, so that every comment stays with what it is about.
function insertPast(options: ObjectLiteralExpression, past: string, style: CodeStyle): Edit {
  const source = options.getSourceFile().getFullText();
  const open = options.getStart() + 1;
  const text = `renamedFrom: ${past}`;
  const [first] = options.getProperties();
  if (first === undefined)
    return { at: open, text: ` ${text}${/^\s/.test(source[open] ?? "") ? "" : " "}` };
  const lineStart = source.lastIndexOf("\n", first.getStart()) + 1;
  const indent = source.slice(lineStart, first.getStart());
  const isBelow = lineStart > open && /^[\t ]*$/.test(indent);
  const isLineEnd = /^[\t ]*\r?\n/.test(source.slice(open));
  return isBelow && isLineEnd
    ? { at: open, text: `${style.lineEnd}${indent}${text},` }
    : { at: open, text: ` ${text},` };
}
