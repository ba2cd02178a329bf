import type { Node, ObjectLiteralExpression, SourceFile } from "ts-morph";
import type { Morph } from "./morph.js";

/** Why nothing can be inserted: a sentence about what is found there, and the line, from 1. */
export interface Obstacle {
  readonly reason: string;
  readonly line: number;
}

/** A member that is there; `null` is a key that only running the code would tell. */
export interface FoundKey {
  readonly key: string | null;
  readonly line: number;
}

export type Found = { readonly literal: ObjectLiteralExpression } | { readonly obstacle: Obstacle };

/** Reads handler files: where the object of a handler is, and what it has. */
export class HandlerReader {
  readonly #morph: Morph;

  constructor(morph: Morph) {
    this.#morph = morph;
  }

  /** The object literal behind the export of that name, or behind what is declared with that type. */
  findHandler(source: SourceFile, name: string, typeName: string): Found {
    const declared = this.#exported(source, name) ?? this.#typed(source, typeName);
    if (declared === null) return obstacle(`exports no \`${name}\``, 1);
    return this.#literalOf(declared);
  }

  /** The object literal that a member of another one is. */
  findMember(literal: ObjectLiteralExpression, key: string): Found {
    const { Node: is } = this.#morph;
    const member = this.member(literal, key);
    if (is.isPropertyAssignment(member)) {
      return this.#literalOf(member.getInitializerOrThrow());
    }
    if (is.isShorthandPropertyAssignment(member)) {
      return this.#literalOf(member.getNameNode());
    }
    const line = (member ?? literal).getStartLineNumber();
    return obstacle(`has \`${key}\` in a form that is not a plain object`, line);
  }

  /** The member of an object literal with that key. */
  member(literal: ObjectLiteralExpression, key: string): Node | undefined {
    return literal.getProperties().find((property) => this.#keyOf(property) === key);
  }

  /** The node that names a member, or `null`. */
  nameOf(literal: ObjectLiteralExpression, key: string): Node | null {
    const member = this.member(literal, key);
    return member !== undefined && this.#morph.Node.hasName(member) ? member.getNameNode() : null;
  }

  keysOf(literal: ObjectLiteralExpression): readonly FoundKey[] {
    return literal.getProperties().map((property) => {
      return { key: this.#keyOf(property), line: property.getStartLineNumber() };
    });
  }

  #keyOf(property: Node): string | null {
    const { Node: is } = this.#morph;
    if (is.isSpreadAssignment(property) || !is.hasName(property)) return null;
    const node = property.getNameNode();
    if (is.isComputedPropertyName(node)) {
      const inner = node.getExpression();
      return is.isStringLiteral(inner) ? inner.getLiteralText() : null;
    }
    return is.isStringLiteral(node) ? node.getLiteralText() : node.getText();
  }

  #exported(source: SourceFile, name: string): Node | null {
    const { Node: is } = this.#morph;
    const [declaration] = source.getExportedDeclarations().get(name) ?? [];
    if (declaration === undefined) return null;
    return is.isVariableDeclaration(declaration)
      ? (declaration.getInitializer() ?? declaration)
      : declaration;
  }

  #typed(source: SourceFile, typeName: string): Node | null {
    const names = [typeName, ...aliasesOf(source, typeName)];
    const pattern = new RegExp(`^(?:[\\w$]+\\.)*(?:${names.join("|")})$`);
    // A type that is made of it is that of something else: `ChatHandler["calls"]`, `{ chat: ChatHandler }`.
    const isHandler = (type: string): boolean =>
      type.split(/[&|]/).some((part) => pattern.test(part.trim()));
    for (const declaration of source.getVariableDeclarations()) {
      const initializer = declaration.getInitializer();
      if (initializer === undefined) continue;
      const type = declaration.getTypeNode()?.getText() ?? "";
      const satisfied = this.#morph.Node.isSatisfiesExpression(initializer)
        ? (initializer.getTypeNode()?.getText() ?? "")
        : "";
      if (isHandler(type) || isHandler(satisfied)) return initializer;
    }
    return null;
  }

  #literalOf(start: Node): Found {
    const { Node: is } = this.#morph;
    const seen = new Set<Node>();
    let node: Node | undefined = start;
    while (node !== undefined && !seen.has(node)) {
      seen.add(node);
      if (is.isObjectLiteralExpression(node)) return { literal: node };
      if (is.isIdentifier(node)) {
        node = node.getSourceFile().getVariableDeclaration(node.getText())?.getInitializer();
      } else if (
        is.isParenthesizedExpression(node) ||
        is.isAsExpression(node) ||
        is.isSatisfiesExpression(node)
      ) {
        node = node.getExpression();
      } else break;
    }
    return obstacle("is no plain object", start.getStartLineNumber());
  }
}

function aliasesOf(source: SourceFile, typeName: string): string[] {
  const specifiers = source.getImportDeclarations().flatMap((all) => all.getNamedImports());
  const aliases = specifiers
    .filter((specifier) => specifier.getName() === typeName)
    .map((specifier) => specifier.getAliasNode()?.getText().replaceAll("$", "\\$"));
  return aliases.filter((alias) => alias !== undefined);
}

function obstacle(reason: string, line: number): Found {
  return { obstacle: { reason, line } };
}
