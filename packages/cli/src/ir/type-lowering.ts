import { globalRegistry, type $ZodType, type $ZodTypes } from "zod/v4/core";
import { Code } from "../diagnostic.js";
import { canonicalJson } from "./canonical-json.js";
import type { Uses } from "./find-uses.js";
import type { Docs, Shape, Slot, Type } from "./ir.js";
import { lowerKind } from "./lower-kind.js";
import {
  isOldZodType,
  isZodType,
  MAX_DEPTH,
  TooDeep,
  UNLOWERED,
  type Lowering,
} from "./lowering.js";
import { isTypeName, nameOfPlace, takeName } from "./names.js";
import type { Place, Problems } from "./place.js";
import type { Readings } from "./readings.js";
import { Traits } from "./traits.js";

/** Lowers the zod types of one schema. Those with a name or with several uses are lowered once, as shapes. */
export class TypeLowering implements Lowering {
  readonly problems: Problems;
  readonly readings: Readings;
  readonly traits: Traits = new Traits((type) => this.resolve(type));
  readonly shapePlaces: Map<string, Place> = new Map();
  /** Where code of the user's decides, which only a server runs; each zod type once. */
  readonly codePlaces: { readonly place: Place; readonly what: string }[] = [];
  readonly #shared: ReadonlySet<$ZodType>;
  readonly #taken: Set<string>;
  readonly #shapes = new Map<string, Type>();
  /** The shape of a zod type, from when it is first needed. */
  readonly #names = new Map<$ZodType, string>();
  /** The types that are being lowered, outermost first. */
  readonly #open: $ZodType[] = [];

  /** @param taken names that shapes may not have */
  constructor(problems: Problems, uses: Uses, taken: ReadonlySet<string>) {
    this.problems = problems;
    this.readings = uses.readings;
    this.#shared = uses.shared;
    this.#taken = new Set(taken);
  }

  sortedShapes(): Shape[] {
    const sorted = [...this.#shapes].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return sorted.map(([name, type]) => ({ name, type }));
  }

  resolve(type: Type): Type {
    if (type.kind !== "ref") return type;
    return this.resolve(this.#shapes.get(type.name) ?? UNLOWERED);
  }

  lower(schema: unknown, place: Place): Type {
    return this.present(this.lowerBare(schema, place));
  }

  present(inner: Type): Type {
    if (!this.traits.mayBeUndefined(inner) || this.traits.isUnknown(inner)) return inner;
    const boxed = this.traits.wireKinds(inner).has("null");
    return { kind: "absence", inner, ...(boxed && { boxed }) };
  }

  lowerSlot(schema: unknown, place: Place): Slot {
    const type = this.lowerBare(schema, place);
    if (!isZodType(schema)) return { type, optin: null, optout: false };
    const { optin = null, optout } = schema._zod;
    const optional = { optin, optout: optout === "optional" };
    // A key that has to be there may still have nothing in it.
    return { type: optin === null ? this.present(type) : type, ...optional };
  }

  lowerBare(schema: unknown, place: Place): Type {
    if (!isZodType(schema)) return this.#refuseForeign(schema, place);
    const name = this.#names.get(schema);
    const isKnown = name !== undefined && (this.#shapes.has(name) || this.#open.includes(schema));
    if (isKnown) return { kind: "ref", name };
    if (this.#open.length === MAX_DEPTH) throw new TooDeep();
    this.#open.push(schema);
    try {
      return this.#lowerDocumented(schema, place);
    } catch (error) {
      if (!(error instanceof TooDeep) || this.#open.length > 1) throw error;
      return this.#refuseEndless(place);
    } finally {
      this.#open.pop();
    }
  }

  unsupported(place: Place, what: string, fix: string): Type {
    return this.#refuse(place, Code.NOT_SUPPORTED, `${place}: ${what} cannot travel`, fix);
  }

  #lowerDocumented(schema: $ZodTypes, place: Place): Type {
    const meta = globalRegistry.get(schema);
    const name = this.#nameOf(schema, meta?.id, place);
    if (name !== null) this.#names.set(schema, name);
    const before = this.problems.count;
    const lowered = lowerKind(this, schema, place);
    if (lowered.kind === "zod" && lowered.source === place.source) {
      this.codePlaces.push({ place, what: lowered.what });
    }
    const docs = docsOf(meta);
    const type = docs === undefined ? lowered : { ...lowered, docs };
    if (name === null) return type;
    if (this.problems.count === before) this.#defineShape(name, type, place);
    return { kind: "ref", name };
  }

  /** What its shape is called; `null` for a type that is not one. */
  #nameOf(schema: $ZodTypes, id: unknown, place: Place): string | null {
    if (typeof id === "string") return id;
    if (!this.#shared.has(schema)) return null;
    return this.#names.get(schema) ?? takeName(nameOfPlace(place.names), this.#taken);
  }

  #defineShape(name: string, type: Type, place: Place): void {
    const known = this.#shapes.get(name);
    if (!isTypeName(name)) {
      const fix = "use a PascalCase identifier that no global has";
      const message = `${place}: "${name}" in .meta({ id }) cannot name a type`;
      this.problems.add(place, Code.NAME, message, fix);
    } else if (known !== undefined && canonicalJson(known) !== canonicalJson(type)) {
      const first = this.shapePlaces.get(name);
      const message = `${place}: another type has .meta({ id: "${name}" }) as well (${first})`;
      this.problems.add(place, Code.NAME_COLLISION, message, "give each type its own id");
    }
    if (known !== undefined) return;
    this.#shapes.set(name, type);
    this.shapePlaces.set(name, place);
  }

  #refuseEndless(place: Place): Type {
    const message = `${place} is nested more than ${MAX_DEPTH} levels deep`;
    const fix = "a getter that makes a new type each time it is read never ends: make it once";
    return this.#refuse(place, Code.RECURSIVE, message, fix);
  }

  #refuseForeign(schema: unknown, place: Place): Type {
    if (isOldZodType(schema)) {
      const message = `${place} is a zod 3 type; wsgen reads zod 4`;
      const fix = 'npm install zod@4, or import from "zod/v4"';
      return this.#refuse(place, Code.OLD_ZOD, message, fix);
    }
    const message = `${place} is not a zod type`;
    return this.#refuse(place, Code.DEFINITION, message, "for example z.string()");
  }

  #refuse(place: Place, code: Parameters<Problems["add"]>[1], message: string, fix: string): Type {
    this.problems.add(place, code, message, fix);
    return UNLOWERED;
  }
}

function docsOf(
  meta: { description?: unknown; deprecated?: unknown } | undefined,
): Docs | undefined {
  const description = typeof meta?.description === "string" ? meta.description.trim() : "";
  const deprecated = meta?.deprecated === true;
  if (description === "" && !deprecated) return undefined;
  return { ...(description !== "" && { description }), ...(deprecated && { deprecated }) };
}
