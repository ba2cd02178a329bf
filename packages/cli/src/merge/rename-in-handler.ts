import type { Node, ObjectLiteralExpression, SourceFile } from "ts-morph";
import type { HandlerStub, StubMember } from "../emit/handler-stub.js";
import { styleOf } from "./code-style.js";
import { HandlerReader, type Obstacle } from "./handler-object.js";
import { commaAfter } from "./insert-members.js";
import { likeLiteral, renameKeyToken } from "./key-token.js";
import { loadMorph, type Morph } from "./morph.js";
import { renameTypes } from "./rename-types.js";
import { SourceParser, splitMark, UNSAFE } from "./source-parser.js";
import type { Replaced, ReplacedName } from "./replaced-name.js";
import type { Edit } from "./splice.js";

/** A handler in which names were replaced. Nothing, if they are not in it. */
export type RenamedHandler =
  | { readonly kind: "renamed"; readonly text: string; readonly names: readonly ReplacedName[] }
  | { readonly kind: "unclear"; readonly obstacle: Obstacle }
  | { readonly kind: "nothing" };

type Plan =
  | { readonly obstacle: Obstacle }
  | { readonly replaced: readonly Replaced[]; readonly removed?: Edit };

/** Replaces names in handlers, and nothing else. */
export class HandlerRenamer {
  readonly #morph: Morph = loadMorph();
  readonly #parser: SourceParser = new SourceParser(this.#morph);
  readonly #reader: HandlerReader = new HandlerReader(this.#morph);

  /**
   * The key of a call, under the first of its past names that is there.
   * @param stub of the new name: one that was inserted meanwhile, and that nobody has touched, gives way
   */
  renameCall(
    text: string,
    handler: HandlerStub,
    pasts: readonly string[],
    stub: StubMember,
  ): RenamedHandler {
    return this.#replace(text, (source) => {
      const found = this.#reader.findHandler(source, handler.name, handler.typeName);
      if ("obstacle" in found) return found;
      if (!this.#has(found.literal, "calls")) return { replaced: [] };
      const calls = this.#reader.findMember(found.literal, "calls");
      return "obstacle" in calls ? calls : this.#planCall(calls.literal, pasts, stub);
    });
  }

  /** The `case` of a message in the handler's switch, if there is exactly one. */
  renameCase(text: string, handler: HandlerStub, from: string, to: string): RenamedHandler {
    return this.#replace(text, (source) => {
      const found = this.#reader.findHandler(source, handler.name, handler.typeName);
      if ("obstacle" in found) return { replaced: [] };
      const member = this.#reader.member(found.literal, "websocket");
      const labels = member === undefined ? [] : this.#labels(member);
      const [old, ...others] = labels.filter((label) => label.getLiteralText() === from);
      const isTaken = labels.some((label) => label.getLiteralText() === to);
      if (old === undefined || others.length > 0 || isTaken) return { replaced: [] };
      const token = old.getText();
      const edit = { at: old.getStart(), old: token, text: likeLiteral(token, to) };
      return { replaced: [{ from, to, edit }] };
    });
  }

  /** Imported generated types, wherever they are used. */
  renameTypes(text: string, names: ReadonlyMap<string, string>): RenamedHandler {
    return this.#replace(text, (source) => renameTypes(this.#morph, source, names));
  }

  #replace(text: string, plan: (source: SourceFile) => Plan): RenamedHandler {
    const [mark, rest] = splitMark(text);
    const { broken, source } = this.#parser.parse(rest);
    const planned = broken === null ? plan(source) : { obstacle: broken };
    if ("obstacle" in planned) return { kind: "unclear", obstacle: planned.obstacle };
    const { removed, replaced } = planned;
    if (replaced.length === 0) return { kind: "nothing" };
    const edits = [
      ...replaced.map(({ edit }) => edit),
      ...(removed === undefined ? [] : [removed]),
    ];
    const names = replaced.map(({ edit, from, to }) => {
      return { from, to, ...source.getLineAndColumnAtPos(edit.at) };
    });
    const changed = this.#parser.apply(rest, edits);
    const [line = 1] = names.map((name) => name.line);
    return changed === null
      ? { kind: "unclear", obstacle: { reason: UNSAFE, line } }
      : { kind: "renamed", text: `${mark}${changed}`, names };
  }

  #planCall(literal: ObjectLiteralExpression, pasts: readonly string[], stub: StubMember): Plan {
    const from = pasts.find((name) => this.#has(literal, name));
    const line = literal.getStartLineNumber();
    if (from === undefined) {
      const isOpen = this.#reader.keysOf(literal).some(({ key }) => key === null);
      const reason = "has calls that only running it would tell (spread or computed keys)";
      return isOpen && !this.#has(literal, stub.key)
        ? { obstacle: { reason, line } }
        : { replaced: [] };
    }
    const { key: to } = stub;
    const name = this.#reader.nameOf(literal, from);
    if (name === null) return { replaced: [] };
    const style = styleOf(literal.getSourceFile().getFullText());
    const replaced = [{ from, to, edit: renameKeyToken(this.#morph, name, to, style) }];
    const other = this.#reader.member(literal, to);
    if (other === undefined) return { replaced };
    // It was inserted before anybody said that the call was renamed.
    if (bare(other.getText()) === bare(stub.text))
      return { replaced, removed: removal(other, literal) };
    const reason = `has both ${from} and ${to}, so that one of them has to go first`;
    return { obstacle: { reason, line: other.getStartLineNumber() } };
  }

  #has(literal: ObjectLiteralExpression, key: string): boolean {
    return this.#reader.member(literal, key) !== undefined;
  }

  /** The labels of the switches on a message's type. */
  #labels(member: Node) {
    const { Node: is, SyntaxKind } = this.#morph;
    return member
      .getDescendantsOfKind(SyntaxKind.SwitchStatement)
      .filter((found) => /(?:^|\.)type$/.test(found.getExpression().getText()))
      .flatMap((found) => found.getClauses())
      .flatMap((clause) => (is.isCaseClause(clause) ? [clause.getExpression()] : []))
      .filter((label) => is.isStringLiteral(label));
  }
}

// How somebody lays out and quotes their code makes no difference.
function bare(text: string): string {
  return text.replaceAll(/[\s;]/g, "").replaceAll("'", '"');
}

/** Takes a stub of ours out, with its comma and the white space in front of it. */
function removal(stub: Node, literal: ObjectLiteralExpression): Edit {
  const source = literal.getSourceFile().getFullText();
  const comma = commaAfter(source, stub.getEnd(), literal.getEnd() - 1);
  const between = comma === null ? "" : source.slice(stub.getEnd(), comma);
  const end = comma === null || between.trim() !== "" ? stub.getEnd() : comma + 1;
  const isAlone = /^[\t ]*(?:\r?\n|\})/.test(source.slice(end));
  const start = isAlone ? source.slice(0, stub.getStart()).trimEnd().length : stub.getStart();
  return { at: start, old: source.slice(start, end), text: "" };
}
