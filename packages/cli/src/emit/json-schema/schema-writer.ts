import type { Constant, DefaultType, Docs, PipeType, Type } from "../../ir/ir.js";
import { wireOf } from "../../ir/constants.js";
import { Traits } from "../../ir/traits.js";
import { isChange } from "../flatten.js";
import { codeWire, withCodeWords } from "./code-schema.js";
import { intersectionSchema } from "./intersection-schema.js";
import { alsoChecked, isAny, NEVER, orNull, refTo, type JsonSchema } from "./json-schema.js";
import { arraySchema, fixedList, mapSchema, setSchema, tupleSchema } from "./list-schema.js";
import { objectSchema } from "./object-schema.js";
import { recordSchema } from "./record-schema.js";
import { RICH_REFS } from "./rich-values.js";
import { bigintSchema, dateSchema, literalSchema, numberSchema } from "./scalar-schema.js";
import type { SchemaHost, WireView } from "./schema-host.js";
import { stringSchema, templateSchema } from "./string-schema.js";
import { discriminatedSchema, unionSchema } from "./union-schema.js";

type Of<Kind extends Type["kind"]> = Extract<Type, { kind: Kind }>;
type Collection = Of<"array" | "tuple" | "set" | "map" | "object" | "record">;
type Structure = Collection | Of<"union" | "discriminatedUnion" | "intersection" | "ref">;
type Absent = Of<"optional" | "nonoptional" | "nullable" | "absence" | "default" | "catch">;
type Wrapper = Absent | Of<"readonly" | "pipe" | "zod">;

/** Where named shapes are, and what they are called. */
export interface ShapeNames {
  /** The type behind references. */
  resolve(type: Type): Type;
  nameOf(shape: string, view: WireView): string;
}

/** Writes what types are on the wire, in one direction, as JSON Schema. */
export class SchemaWriter implements SchemaHost {
  readonly view: WireView;
  readonly traits: Traits;
  readonly #names: ShapeNames;
  readonly #commented = new Map<Type, boolean>();

  constructor(view: WireView, names: ShapeNames) {
    this.view = view;
    this.#names = names;
    this.traits = new Traits((type) => names.resolve(type));
  }

  resolve(type: Type): Type {
    return this.#names.resolve(type);
  }

  write(type: Type): JsonSchema {
    const schema = this.#schemaOf(type);
    return type.docs === undefined ? schema : withDocs(schema, type.docs);
  }

  isExact(type: Type): boolean {
    return !this.traits.some(type, (part) => this.#isCommented(part));
  }

  // What is inside of a type is asked for by itself.
  #isCommented(type: Type): boolean {
    const known = this.#commented.get(type);
    if (known !== undefined) return known;
    // While it is looked at, what leads back to it makes no difference.
    this.#commented.set(type, false);
    const isCommented = this.#schemaOf(type).$comment !== undefined;
    this.#commented.set(type, isCommented);
    return isCommented;
  }

  #schemaOf(type: Type): JsonSchema {
    switch (type.kind) {
      case "string":
        return stringSchema(type);
      case "template":
        return templateSchema(type);
      case "number":
        return numberSchema(type);
      case "bigint":
        return bigintSchema(type);
      case "date":
        return dateSchema(type);
      case "bytes":
        return RICH_REFS.Uint8Array;
      case "boolean":
        return { type: "boolean" };
      case "null":
      case "nan":
        return { type: "null" };
      case "unknown":
        return {};
      // Nothing is there, and what is there does not fit.
      case "undefined":
      case "never":
        return NEVER;
      case "literal":
        return literalSchema(type);
      default:
        return this.#structure(type);
    }
  }

  #structure(type: Structure | Wrapper): JsonSchema {
    switch (type.kind) {
      case "array":
        return arraySchema(type, this);
      case "tuple":
        return tupleSchema(type, this);
      case "set":
        return setSchema(type, this);
      case "map":
        return mapSchema(type, this);
      case "object":
        return objectSchema(type, this);
      case "record":
        return recordSchema(type, this);
      case "union":
        return unionSchema(type, this);
      case "discriminatedUnion":
        return discriminatedSchema(type, this);
      case "intersection":
        return intersectionSchema(type, this);
      case "ref":
        return refTo(this.#names.nameOf(type.name, this.view));
      default:
        return this.#wrapper(type);
    }
  }

  #wrapper(type: Wrapper): JsonSchema {
    switch (type.kind) {
      case "optional":
      case "nonoptional":
      case "readonly":
        return this.write(type.inner);
      case "nullable":
        return orNull(this.write(type.inner));
      case "absence":
        return this.#absence(type.inner, type.boxed === true);
      case "default":
        return this.#default(type);
      case "catch":
        return this.#catch(type.inner);
      case "pipe":
        return this.#pipe(type);
      case "zod":
        return withCodeWords(this.write(codeWire(type, this.view)), type);
    }
  }

  #absence(inner: Type, isBoxed: boolean): JsonSchema {
    const schema = isBoxed ? fixedList([this.write(inner)]) : this.write(inner);
    // A server has something where a client may leave it out.
    const isThere = this.view === "received" && !this.traits.mayVanish(inner);
    return isThere ? schema : orNull(schema);
  }

  #default({ inner, value }: DefaultType): JsonSchema {
    const schema = this.write(inner);
    if (this.view === "received" || !this.traits.isSelfTelling(inner)) return schema;
    const wire = wireOf(value);
    return wire === undefined || hasOddNumber(value) ? schema : { ...schema, default: wire };
  }

  /** The server takes whatever comes, and sends what fits. */
  #catch(inner: Type): JsonSchema {
    const schema = this.write(inner);
    return this.view === "received" || isAny(schema) ? schema : { anyOf: [schema, {}] };
  }

  /** What comes out of the first is what went in, unless the first changes it. */
  #pipe(type: PipeType): JsonSchema {
    const [from, to] = [this.write(type.in), this.write(type.out)];
    if (this.#changes(type.in)) return alsoChecked(from, ["what is made of it"]);
    if (isAny(from)) return to;
    return { allOf: [from, to] };
  }

  #changes(type: Type): boolean {
    return this.traits.some(type, (part) => {
      if (part.kind === "object") return part.others === "strip";
      return part.kind === "string" && part.checks.some(isChange);
    });
  }
}

function withDocs(schema: JsonSchema, { deprecated, description }: Docs): JsonSchema {
  const docs = {
    ...(description !== undefined && { description }),
    ...(deprecated === true && { deprecated }),
  };
  return { ...docs, ...schema, ...docs };
}

/** Whether there is a number in it that JSON lacks, which is written as the type says. */
function hasOddNumber(value: Constant): boolean {
  return JSON.stringify(value).includes('{"$number":');
}
