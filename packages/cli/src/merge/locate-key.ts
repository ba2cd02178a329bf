import type { Node, Project, SourceFile } from "ts-morph";
import { loadMorph, type Morph } from "./morph.js";

export interface KeyPosition {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** Which calls have an argument that these keys stand for, and which one; any other key is the user's. */
const INSIDE: ReadonlyMap<string, { callee: RegExp; index: number }> = new Map([
  ["[]", { callee: /\barray$/, index: 0 }],
  ["key", { callee: /Record$|\brecord$/, index: 0 }],
  ["value", { callee: /Record$|\brecord$/, index: 1 }],
  ["[options]", { callee: /\bmessage$/, index: 1 }],
]);

/** Finds keys of `endpoint()` calls in the source of a schema. Loading the parser is slow: only for errors. */
export class KeyLocator {
  readonly #morph: Morph = loadMorph();
  readonly #project: Project;

  constructor() {
    this.#project = new this.#morph.Project({ useInMemoryFileSystem: true });
  }

  /**
   * The innermost of `keys` that can be found in a call on `line`; what the call is assigned to if
   * none can, and `null` if there is no such call.
   */
  locate(file: string, text: string, line: number, keys: readonly string[]): KeyPosition | null {
    const source = this.#project.getSourceFile(file) ?? this.#project.createSourceFile(file, text);
    const candidates = this.#callsOn(source, line).map((call) => this.#follow(call, keys));
    const [best] = candidates.toSorted((a, b) => b.depth - a.depth || b.rank - a.rank);
    return best === undefined ? null : source.getLineAndColumnAtPos(best.node.getStart());
  }

  // Several calls may be on one line: the schema's, the endpoint's, and those of its types.
  #callsOn(source: SourceFile, line: number): Node[] {
    const calls = source.getDescendantsOfKind(this.#morph.SyntaxKind.CallExpression);
    return calls.filter(
      (call) => call.getStartLineNumber() === line && call.getArguments().length > 0,
    );
  }

  #follow(call: Node, keys: readonly string[]): { node: Node; depth: number; rank: number } {
    const parent = call.getParent();
    const named = this.#morph.Node.isPropertyAssignment(parent) ? parent.getNameNode() : null;
    let node = named ?? call;
    let scope = call;
    let depth = 0;
    for (const key of keys) {
      const match = this.#find(scope, key);
      if (match === null) break;
      node = match.name;
      scope = match.value;
      depth += 1;
    }
    return { node, depth, rank: named === null ? 0 : 1 };
  }

  // The key in the nearest object, list or zod call that the expression leads to.
  #find(scope: Node, key: string): { name: Node; value: Node } | null {
    const queue: Node[] = [scope];
    for (const node of queue) {
      const value =
        this.#property(node, key) ?? this.#element(node, key) ?? this.#argument(node, key);
      if (value !== null) return value;
      for (const next of this.#leadsTo(node)) if (!queue.includes(next)) queue.push(next);
    }
    return null;
  }

  #property(node: Node, key: string): { name: Node; value: Node } | null {
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

  #element(node: Node, key: string): { name: Node; value: Node } | null {
    const index = /^\[(\d+)\]$/.exec(key)?.[1];
    if (index === undefined || !this.#morph.Node.isArrayLiteralExpression(node)) return null;
    const element = node.getElements()[Number(index)];
    return element === undefined ? null : { name: element, value: element };
  }

  #argument(node: Node, key: string): { name: Node; value: Node } | null {
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
