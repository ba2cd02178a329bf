import type { Shape, Type } from "../ir/ir.js";
import { Traits } from "../ir/traits.js";
import { fits } from "./fits.js";
import { sameType } from "./same-type.js";

/** The types of two contracts together: the references of each lead to its own shapes. */
export class LinkedTypes {
  readonly traits: Traits = new Traits((type) => this.resolve(type));
  readonly #shapes = new Map<string, Type>();

  /** A copy of what a lock file has of an endpoint, whose references no other copy has. */
  link(contract: object, version: string): object {
    const linked = renamed(contract, version) as { readonly shapes?: unknown }; // a copy of an object
    for (const { name, type } of shapesIn(linked.shapes)) {
      this.#shapes.set(`${version}:${name}`, type);
    }
    return linked;
  }

  /** The type behind references. */
  readonly resolve = (type: Type): Type => {
    const seen = new Set<Type>();
    let target = type;
    while (target.kind === "ref" && !seen.has(target)) {
      seen.add(target);
      target = this.#shapes.get(target.name) ?? target;
    }
    return target;
  };

  /** Whether they are the same but for words and the names of shapes. */
  same(a: Type, b: Type): boolean {
    return sameType(a, b, this.resolve);
  }

  /** Whether a scalar of the wire is taken; `null` where that is not looked into. */
  fits(type: Type, wire: unknown): boolean | null {
    return fits(type, wire, this.resolve);
  }
}

function renamed(value: unknown, version: string): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, version));
  if (typeof value !== "object" || value === null) return value;
  const isRef = "kind" in value && value.kind === "ref";
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => [
    key,
    isRef && key === "name" ? `${version}:${String(inner)}` : renamed(inner, version),
  ]);
  return Object.fromEntries(entries);
}

function shapesIn(shapes: unknown): readonly Shape[] {
  return Array.isArray(shapes) ? (shapes as Shape[]) : []; // as contractsOf writes them
}
