import type {
  CatchType,
  DefaultType,
  IntersectionType,
  LiteralType,
  ObjectType,
  OptionalType,
  Type,
} from "../ir/ir.js";
import { isUndefined } from "../ir/traits.js";
import type { LinkedTypes } from "./linked-types.js";
import type { View } from "./walk.js";

/** What a type comes down to without its wrappers: the kinds of values, and what there may be beside them. */
export interface Alternatives {
  /** In order; choices that the JSON does not mark are flat. */
  readonly cores: readonly Type[];
  readonly null: boolean;
  /** Whether `null` on the wire may stand for nothing. */
  readonly nothing: boolean;
  /** What takes the place of nothing, or of what does not fit. */
  readonly instead: readonly (DefaultType | CatchType)[];
  readonly caught: boolean;
  /** Exactly one of the cores must take a value. */
  readonly exclusive: boolean;
  /** Whether more than one of them may. */
  readonly overlaps: boolean;
  /** The property that tells the cores apart. */
  readonly discriminator: string | null;
  /** A client sends its values as they are, because the receiver chooses among the cores. */
  readonly whole: boolean;
  /** The optional around it. */
  readonly optional: OptionalType | null;
}

export function alternativesOf(type: Type, types: LinkedTypes, view: View): Alternatives {
  const peeling = new Peeling(types, view);
  peeling.peel(type);
  return peeling.alternatives();
}

class Peeling {
  readonly #types: LinkedTypes;
  readonly #view: View;
  readonly #open = new Set<Type>();
  readonly #cores: Type[] = [];
  readonly #instead: (DefaultType | CatchType)[] = [];
  #literal: LiteralType | null = null;
  #optional: OptionalType | null = null;
  #discriminator: string | null = null;
  #null = false;
  #nothing = false;
  #exclusive = false;
  #overlaps = false;
  #whole = false;

  constructor(types: LinkedTypes, view: View) {
    this.#types = types;
    this.#view = view;
  }

  alternatives(): Alternatives {
    return {
      cores: this.#cores,
      null: this.#null,
      nothing: this.#nothing,
      instead: this.#instead,
      caught: this.#instead.some(({ kind }) => kind === "catch"),
      exclusive: this.#exclusive,
      overlaps: this.#overlaps,
      discriminator: this.#discriminator,
      whole: this.#whole,
      optional: this.#optional,
    };
  }

  peel(given: Type): void {
    const type = this.#types.resolve(given);
    if (this.#open.has(type)) return;
    this.#open.add(type);
    this.#peelOne(type);
    this.#open.delete(type);
  }

  #peelOne(type: Type): void {
    switch (type.kind) {
      case "optional":
        this.#optional ??= type;
        return this.peel(type.inner);
      case "default":
      case "catch":
        this.#instead.push(type);
        return this.peel(type.inner);
      case "readonly":
      case "nonoptional":
        return this.peel(type.inner);
      case "nullable":
        this.#null = true;
        return this.peel(type.inner);
      case "absence":
        return this.#absence(type);
      case "null":
        this.#null = true;
        return;
      case "undefined":
      case "never":
        return;
      case "literal":
        return this.#literals(type);
      case "union":
        return type.tagged === true ? this.#add(type) : this.#union(type);
      case "discriminatedUnion":
        // Their tags tell the options apart, so that they are a choice like others.
        if (this.#cores.length === 0) this.#discriminator = type.discriminator;
        return type.options.forEach((option) => this.peel(option.type));
      case "intersection":
        return this.#add(mergedObject(type, this.#types) ?? type);
      case "template": {
        const { pattern } = type;
        const checks = [{ kind: "pattern", format: "template_literal", ...pattern } as const];
        return this.#add({ kind: "string", checks });
      }
      default:
        return this.#add(type);
    }
  }

  #add(core: Type): void {
    this.#cores.push(core);
  }

  #absence(type: Extract<Type, { kind: "absence" }>): void {
    if (type.boxed === true) return this.#add(type);
    this.#nothing ||= mayBeNothing(type.inner, this.#types, this.#view);
    this.peel(type.inner);
  }

  #union(type: Extract<Type, { kind: "union" }>): void {
    const { traits } = this.#types;
    const objects = type.options.filter((option) => traits.wireKinds(option).has("object"));
    if (type.exclusive === true) {
      const empty = type.options.filter((option) => traits.mayBeUndefined(option));
      this.#exclusive = true;
      this.#overlaps ||= empty.length > 1 || !traits.areTellable(type.options);
    }
    this.#whole ||= objects.length > 1 && !traits.isRich(type) && !traits.areTellable(objects);
    for (const option of type.options) this.peel(option);
  }

  /** All of them are one literal. */
  #literals(type: LiteralType): void {
    if (type.tagged === true) return this.#add(type);
    this.#null ||= type.values.includes(null);
    const values = type.values.filter((value) => value !== null && !isUndefined(value));
    if (values.length === 0) return;
    const known = this.#literal;
    const literal: LiteralType = { kind: "literal", values: [...(known?.values ?? []), ...values] };
    if (known === null) this.#add(literal);
    else this.#cores[this.#cores.indexOf(known)] = literal;
    this.#literal = literal;
  }
}

/** Two objects without a key in common are one object; `null`: they are not. */
function mergedObject({ left, right }: IntersectionType, types: LinkedTypes): ObjectType | null {
  const [a, b] = [asObject(left, types), asObject(right, types)];
  if (a === null || b === null) return null;
  const names = new Set(a.properties.map(({ name }) => name));
  if (b.properties.some(({ name }) => names.has(name))) return null;
  if (a.others !== b.others || (a.others !== "strip" && a.others !== "strict")) return null;
  return { kind: "object", properties: [...a.properties, ...b.properties], others: a.others };
}

function asObject(type: Type, types: LinkedTypes): ObjectType | null {
  const resolved = types.resolve(type);
  if (resolved.kind === "intersection") return mergedObject(resolved, types);
  return resolved.kind === "object" ? resolved : null;
}

/** Whether what has to be there may have nothing in it. */
export function mayBeNothing(inner: Type, types: LinkedTypes, view: View): boolean {
  if (view === "output") return types.traits.mayVanish(inner);
  return view === "sent" || !hasHiddenDefault(inner, types);
}

/** Whether a client cannot read nothing, because only code of the user's knows what takes its place. */
export function hasHiddenDefault(type: Type, { resolve, traits }: LinkedTypes): boolean {
  let inner = resolve(type);
  while (inner.kind === "readonly" || inner.kind === "nullable") inner = resolve(inner.inner);
  return inner.kind === "zod" && !traits.mayBeUndefined(inner.received ?? inner.sent);
}
