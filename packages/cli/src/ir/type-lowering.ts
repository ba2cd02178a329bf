import { globalRegistry, type $ZodType, type $ZodTypes } from "zod/v4/core";
import { Code } from "../diagnostic.js";
import { canonicalJson } from "./canonical-json.js";
import type { Docs, Shape, Type } from "./ir.js";
import { lowerKind } from "./lower-kind.js";
import { isZodType, UNLOWERED, type Lowered, type Lowering } from "./lowering.js";
import type { Place, Problems } from "./place.js";
import { isTypeName } from "./names.js";

const MAX_DEPTH = 64;

/** Leaves a type that may never end: a getter can make a new type each time it is read. */
class TooDeep extends Error {}

/** Lowers the zod types of one schema; types with `.meta({ id })` are lowered once and shared. */
export class TypeLowering implements Lowering {
  readonly problems: Problems;
  readonly shapePlaces: Map<string, Place> = new Map();
  readonly #shapes = new Map<string, Type>();
  readonly #sources = new Map<string, $ZodType>();
  /** The types that are being lowered, outermost first. */
  readonly #open: $ZodType[] = [];

  constructor(problems: Problems) {
    this.problems = problems;
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
    const { type, optional } = this.lowerOptional(schema, place);
    if (optional) {
      this.problems.add(
        place,
        Code.NOT_JSON,
        `${place} may be undefined, which JSON cannot carry here`,
        "only keys of an object can be .optional(); use .nullable() here",
      );
    }
    return type;
  }

  lowerOptional(schema: unknown, place: Place): Lowered {
    if (!isZodType(schema)) return this.#refuseForeign(schema, place);
    if (this.#open.includes(schema)) return this.#refuseRecursion(place, "refers back to itself");
    if (this.#open.length === MAX_DEPTH) throw new TooDeep();
    this.#open.push(schema);
    try {
      return this.#lowerDocumented(schema, place);
    } catch (error) {
      if (!(error instanceof TooDeep) || this.#open.length > 1) throw error;
      return this.#refuseRecursion(place, `is nested more than ${MAX_DEPTH} levels deep`);
    } finally {
      this.#open.pop();
    }
  }

  unsupported(place: Place, what: string, fix: string): Lowered {
    return this.#refuse(place, Code.NOT_SUPPORTED, `${place}: ${what} is not supported yet`, fix);
  }

  #lowerDocumented(schema: $ZodTypes, place: Place): Lowered {
    const meta = globalRegistry.get(schema);
    const docs = docsOf(meta);
    if (typeof meta?.id === "string") return this.#lowerShape(meta.id, schema, docs, place);
    const lowered = lowerKind(this, schema, place);
    return docs === undefined ? lowered : { ...lowered, type: { ...lowered.type, docs } };
  }

  #lowerShape(name: string, schema: $ZodTypes, docs: Docs | undefined, place: Place): Lowered {
    if (this.#sources.get(name) !== schema) {
      const before = this.problems.count;
      const lowered = lowerKind(this, schema, place);
      if (lowered.optional) return lowered;
      const type = docs === undefined ? lowered.type : { ...lowered.type, docs };
      if (this.problems.count === before) this.#defineShape(name, schema, type, place);
    }
    return { type: { kind: "ref", name }, optional: false };
  }

  #defineShape(name: string, schema: $ZodTypes, type: Type, place: Place): void {
    const known = this.#shapes.get(name);
    if (!isTypeName(name)) {
      const fix = "use a PascalCase identifier that no global has";
      this.problems.add(
        place,
        Code.NAME,
        `${place}: "${name}" in .meta({ id }) cannot name a type`,
        fix,
      );
    } else if (known !== undefined && canonicalJson(known) !== canonicalJson(type)) {
      this.problems.add(
        place,
        Code.NAME_COLLISION,
        `${place}: another type has .meta({ id: "${name}" }) as well (${this.shapePlaces.get(name)})`,
        "give each type its own id",
      );
    }
    this.#sources.set(name, schema);
    if (known !== undefined) return;
    this.#shapes.set(name, type);
    this.shapePlaces.set(name, place);
  }

  #refuseRecursion(place: Place, what: string): Lowered {
    const message = `${place} ${what}; recursive types are not supported yet`;
    const fix = "send the tree as a flat list whose items name their parent";
    return this.#refuse(place, Code.RECURSIVE, message, fix);
  }

  #refuseForeign(schema: unknown, place: Place): Lowered {
    if (typeof schema === "object" && schema !== null && "_def" in schema) {
      const message = `${place} is a zod 3 type; wsgen reads zod 4`;
      return this.#refuse(
        place,
        Code.OLD_ZOD,
        message,
        'npm install zod@4, or import from "zod/v4"',
      );
    }
    return this.#refuse(
      place,
      Code.DEFINITION,
      `${place} is not a zod type`,
      "for example z.string()",
    );
  }

  #refuse(
    place: Place,
    code: Parameters<Problems["add"]>[1],
    message: string,
    fix: string,
  ): Lowered {
    this.problems.add(place, code, message, fix);
    return { type: UNLOWERED, optional: false };
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
