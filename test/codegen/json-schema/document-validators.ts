import { Ajv2020 } from "ajv/dist/2020.js";
import type { JsonSchemaDocument } from "wsgen";

const ID = "wsgen:contract";

/** What others make of the document, with ajv. */
export class DocumentValidators {
  readonly #ajv = createAjv();
  readonly #document: JsonSchemaDocument;

  constructor(document: JsonSchemaDocument) {
    this.#document = document;
    this.#ajv.addSchema({ ...document, $id: ID });
  }

  /** Tells whether a value fits what stands under a name in `$defs`. */
  named(name: string): (wire: unknown) => boolean {
    const pointer = name.replaceAll("~", "~0").replaceAll("/", "~1");
    const validate = this.#ajv.getSchema(`${ID}#/$defs/${encodeURIComponent(pointer)}`);
    if (validate === undefined) throw new Error(`there is no ${name}`);
    return (wire) => validate(wire) === true;
  }

  /** Whether the schema says all that is checked: nothing that it leads to has a comment. */
  isExact(name: string): boolean {
    return !this.#hasComment(this.#document.$defs[name], new Set());
  }

  #hasComment(value: unknown, seen: Set<unknown>): boolean {
    if (typeof value !== "object" || value === null || seen.has(value)) return false;
    seen.add(value);
    return Object.entries(value).some(([key, inner]: [string, unknown]) => {
      if (key === "$comment") return true;
      return this.#hasComment(key === "$ref" ? this.#behind(String(inner)) : inner, seen);
    });
  }

  #behind(ref: string): unknown {
    const token = decodeURIComponent(ref.slice("#/$defs/".length));
    return this.#document.$defs[token.replaceAll("~1", "/").replaceAll("~0", "~")];
  }
}

/** As strict as it goes: only elements of a tuple may be left out. Formats are annotations in this draft. */
export function createAjv(): Ajv2020 {
  const ajv = new Ajv2020({
    strict: true,
    strictTypes: true,
    strictTuples: false,
    validateFormats: false,
    multipleOfPrecision: 7,
    // With the first error alone, ajv takes an object that lacks a required property named "".
    allErrors: true,
  });
  return ajv.addVocabulary(["endpoints"]);
}
