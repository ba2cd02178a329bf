import type { Type } from "../ir/ir.js";

/** What says nothing about which JSON is taken, or what it becomes. */
const SILENT = new Set("abort any custom docs message parts shown void what".split(" "));

/** Lists of which the order says nothing. */
const UNORDERED = new Set(["keys"]);

/** Whether two types are the same but for words and the names of shapes. What user's code does is not looked at. */
export function sameType(a: Type, b: Type, resolve: (type: Type) => Type): boolean {
  return new Comparison(resolve).same(a, b);
}

class Comparison {
  readonly #resolve: (type: Type) => Type;
  /** Pairs that are taken for the same while, or after, they are looked at. */
  readonly #assumed = new Map<object, Set<object>>();

  constructor(resolve: (type: Type) => Type) {
    this.#resolve = resolve;
  }

  same(a: unknown, b: unknown): boolean {
    if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
    if (Array.isArray(a) || Array.isArray(b)) {
      if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
      return a.every((item, index) => this.same(item, b[index]));
    }
    const [left, right] = [this.#target(a), this.#target(b)];
    if (left === right || this.#isAssumed(left, right)) return true;
    const [ours, theirs] = [spoken(left), spoken(right)];
    return (
      ours.length === theirs.length &&
      ours.every(([key, value], index) => {
        const [other, theirValue] = theirs[index] ?? [];
        return key === other && this.#sameMember(key, value, theirValue);
      })
    );
  }

  #sameMember(key: string, a: unknown, b: unknown): boolean {
    if (!UNORDERED.has(key) || !Array.isArray(a) || !Array.isArray(b)) return this.same(a, b);
    return this.same(a.map(String).toSorted(), b.map(String).toSorted());
  }

  #target(value: object): object {
    const isRef = "kind" in value && value.kind === "ref" && "name" in value;
    return isRef ? this.#resolve(value as Type) : value; // a reference is a type
  }

  #isAssumed(a: object, b: object): boolean {
    const known = this.#assumed.get(a);
    if (known?.has(b) === true) return true;
    if (known === undefined) this.#assumed.set(a, new Set([b]));
    else known.add(b);
    return false;
  }
}

// The format of a pattern is what issues call it.
function spoken(value: object): [string, unknown][] {
  const isPattern = "kind" in value && value.kind === "pattern";
  return Object.entries(value)
    .filter(([key]) => !SILENT.has(key) && !(isPattern && key === "format"))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}
