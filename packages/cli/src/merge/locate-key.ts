import type { Node, Project } from "ts-morph";
import { KeyFinder } from "./key-finder.js";
import { loadMorph, type Morph } from "./morph.js";

export interface KeyPosition {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** Finds keys of `endpoint()` calls in the source of a schema. Loading the parser is slow: only for errors. */
export class KeyLocator {
  readonly #morph: Morph = loadMorph();
  readonly #finder: KeyFinder = new KeyFinder(this.#morph);
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
    // Several calls may be on one line.
    const candidates = this.#finder.callsOn(source, line).map((call) => this.#follow(call, keys));
    const [best] = candidates.toSorted((a, b) => b.depth - a.depth || b.rank - a.rank);
    return best === undefined ? null : source.getLineAndColumnAtPos(best.node.getStart());
  }

  #follow(call: Node, keys: readonly string[]): { node: Node; depth: number; rank: number } {
    const parent = call.getParent();
    const named = this.#morph.Node.isPropertyAssignment(parent) ? parent.getNameNode() : null;
    const found = this.#finder.follow(call, keys);
    const node = found.at(-1)?.name ?? named ?? call;
    return { node, depth: found.length, rank: named === null ? 0 : 1 };
  }
}
