import type { Node, SourceFile } from "ts-morph";
import type { Morph } from "./morph.js";

/** Which calls have an argument that these keys stand for, and which one; any other key is the user's. */
const INSIDE: ReadonlyMap<string, { callee: RegExp; index: number }> = new Map([
  ["[]", { callee: /\barray$/, index: 0 }],
  ["key", { callee: /Record$|\brecord$/, index: 0 }],
  ["value", { callee: /Record$|\brecord$/, index: 1 }],
  ["[options]", { callee: /\bmessage$/, index: 1 }],
]);

/** A key in the source of a schema, and what it stands for. */
export interface FoundNode {
  readonly name: Node;
  readonly value: Node;
}

/** Follows keys through the source of a schema. */
export class KeyFinder {
  readonly #morph: Morph;

  constructor(morph: Morph) {
    this.#morph = morph;
  }

  /** The calls that begin on a line: the schema's, an endpoint's, and those of its types. */
  callsOn(source: SourceFile, line: number): Node[] {
    const calls = source.getDescendantsOfKind(this.#morph.SyntaxKind.CallExpression);
    return calls.filter(
      (call) => call.getStartLineNumber() === line && call.getArguments().length > 0,
    );
  }

  /** Those of the keys that can be found, from the outermost on. */
  follow(call: Node, keys: readonly string[]): FoundNode[] {
    const found: FoundNode[] = [];
    for (const key of keys) {
      const next = this.#find(found.at(-1)?.value ?? call, key);
      if (next === null) break;
      found.push(next);
    }
    return found;
  }

  // The key in the nearest object, list or zod call that the expression leads to.
  #find(scope: Node, key: string): FoundNode | null {
    const queue: Node[] = [scope];
    for (const node of queue) {
      const value =
        this.#property(node, key) ?? this.#element(node, key) ?? this.#argument(node, key);
      if (value !== null) return value;
      for (const next of this.#leadsTo(node)) if (!queue.includes(next)) queue.push(next);
    }
    return null;
  }

  #property(node: Node, key: string): FoundNode | null {
    const { Node: is } = this.#morph;
    if (!is.isObjectLiteralExpression(node)) return null;
    for (const property of node.getProperties()) {
      if (is.isSpreadAssignment(property)) continue;
      const name = property.getNameNode();
      const text = is.isStringLiteral(name) ? name.getLiteralText() : name.getText();
      if (text !== key) continue;
      if (is.isPropertyAssignment(property))
        return { name, value: property.getInitializerOrThrow() };
      return { name, value: name };
    }
    return null;
  }

  #element(node: Node, key: string): FoundNode | null {
    const index = /^\[(\d+)\]$/.exec(key)?.[1];
    if (index === undefined || !this.#morph.Node.isArrayLiteralExpression(node)) return null;
    const element = node.getElements()[Number(index)];
    return element === undefined ? null : { name: element, value: element };
  }

  #argument(node: Node, key: string): FoundNode | null {
    const { Node: is } = this.#morph;
    if (!is.isCallExpression(node)) return null;
    const inside = INSIDE.get(key);
    if (inside?.callee.test(node.getExpression().getText()) !== true) return null;
    const argument = node.getArguments()[inside.index];
    return argument === undefined ? null : { name: argument, value: argument };
  }

  #leadsTo(node: Node): Node[] {
    const { Node: is } = this.#morph;
    if (is.isCallExpression(node)) {
      const callee = node.getExpression();
      const receiver = is.isPropertyAccessExpression(callee) ? [callee.getExpression()] : [];
      return [...typeArguments(node.getArguments(), callee.getText()), ...receiver];
    }
    if (is.isIdentifier(node)) {
      const initializer = node
        .getSourceFile()
        .getVariableDeclaration(node.getText())
        ?.getInitializer();
      return initializer === undefined ? [] : [initializer];
    }
    const wrapped =
      is.isParenthesizedExpression(node) ||
      is.isAsExpression(node) ||
      is.isSatisfiesExpression(node);
    return wrapped ? [node.getExpression()] : [];
  }
}

// The keys of a message's type are not among its options.
function typeArguments(args: readonly Node[], callee: string): readonly Node[] {
  return INSIDE.get("[options]")?.callee.test(callee) === true ? args.slice(0, 1) : args;
}
