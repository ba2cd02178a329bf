import type { Type } from "../ir/ir.js";
import { changeOf, type Change, isCompatible } from "./change.js";
import { compareAlternatives } from "./compare-alternatives.js";
import type { LinkedTypes } from "./linked-types.js";
import type { RuleId, Sender } from "./rules.js";
import type { Ends, Walk } from "./walk.js";

/** What a walk is told at its start, and what its branches share. */
interface Setup {
  readonly sender: Sender;
  readonly types: LinkedTypes;
  readonly writesInput: boolean;
  readonly writesWhole: boolean;
}

type Pairs = ReadonlyMap<Type, ReadonlySet<Type>>;

/**
 * Whether the one end takes all that the other writes. A pair of types that is met again inside of itself is taken for compatible there: what
 * is different in it is told where it was met first.
 */
export class TypeWalk implements Walk {
  readonly sender: Sender;
  readonly types: LinkedTypes;
  readonly writesInput: boolean;
  readonly writesWhole: boolean;
  readonly #changes: Change[];
  readonly #assumed: Map<Type, Set<Type>>;

  constructor(setup: Setup, changes: Change[] = [], assumed: Pairs = new Map()) {
    this.sender = setup.sender;
    this.types = setup.types;
    this.writesInput = setup.writesInput;
    this.writesWhole = setup.writesWhole;
    this.#changes = changes;
    this.#assumed = new Map([...assumed].map(([type, others]) => [type, new Set(others)]));
  }

  get changes(): readonly Change[] {
    return this.#changes;
  }

  report(rule: RuleId, at: string, what?: string): void {
    this.#changes.push(changeOf(rule, at, this.sender, what));
  }

  adopt(changes: readonly Change[]): void {
    this.#changes.push(...changes);
  }

  compare(before: Type, after: Type, at: string): void {
    const { types } = this;
    const [old, now] = [types.resolve(before), types.resolve(after)];
    if (types.same(old, now)) return;
    // A type comes back to itself by a reference, which may be inside of a wrapper that is looked through.
    if (this.#isAssumed(old, now)) return;
    compareAlternatives(this, old, now, at);
  }

  trial(before: Type, after: Type, at: string): readonly Change[] {
    const trial = new TypeWalk(this, [], this.#assumed);
    trial.compare(before, after, at);
    // What was taken for compatible on the way is so only if all of it is.
    if (isCompatible(trial.changes)) {
      for (const [type, others] of trial.#assumed) this.#assumed.set(type, others);
    }
    return trial.changes;
  }

  writing(way: "input" | "whole"): Walk {
    const [input, whole] = [way === "input", way === "whole"];
    const isSo = (!input || this.writesInput) && (!whole || this.writesWhole);
    if (isSo) return this;
    const { sender, types } = this;
    const setup = {
      sender,
      types,
      writesInput: input || this.writesInput,
      writesWhole: whole || this.writesWhole,
    };
    // What was taken for compatible was written in another way.
    return new TypeWalk(setup, this.#changes);
  }

  ends<T>(before: T, after: T): Ends<T> {
    return this.sender === "client" ? { from: before, to: after } : { from: after, to: before };
  }

  #isAssumed(before: Type, after: Type): boolean {
    const known = this.#assumed.get(before);
    if (known?.has(after) === true) return true;
    if (known === undefined) this.#assumed.set(before, new Set([after]));
    else known.add(after);
    return false;
  }
}
