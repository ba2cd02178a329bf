import * as fc from "fast-check";
import type { $ZodType, $ZodTypes } from "zod/v4/core";
import { arbitraryContainer } from "./arbitrary-container.js";
import {
  arbitraryBigint,
  arbitraryBytes,
  arbitraryDate,
  arbitraryNumber,
} from "./arbitrary-scalar.js";
import { arbitraryString } from "./arbitrary-string.js";
import { arbitraryTaken, arbitraryWrapped } from "./arbitrary-wrapped.js";
import { garbage, jsonGarbage } from "./garbage.js";
import { isBytes } from "./is-bytes.js";
import { oddStrings } from "./odd-strings.js";

/** How deep values of recursive types go. */
const MAX_DEPTH = 4;

/** Values that a client may send, nearly all of which the type takes. */
export function arbitraryFitting(type: $ZodType, depth = 0): fc.Arbitrary<unknown> {
  const schema = type as $ZodTypes; // every zod type is one of these
  const inner = (child: $ZodType): fc.Arbitrary<unknown> => arbitraryFitting(child, depth + 1);
  const deep = depth >= MAX_DEPTH;
  const { def } = schema._zod;
  if ("coerce" in def && def.coerce === true) return arbitraryCoerced(schema);
  return (
    arbitraryScalar(schema) ??
    arbitraryContainer(schema, inner, deep) ??
    arbitraryWrapped(schema, inner, deep) ??
    fc.constant(def.type)
  );
}

function arbitraryScalar(schema: $ZodTypes): fc.Arbitrary<unknown> | null {
  switch (schema._zod.def.type) {
    case "string":
    case "template_literal":
      return arbitraryString(schema);
    case "number":
      return arbitraryNumber(schema);
    case "bigint":
      return arbitraryBigint(schema);
    case "date":
      return arbitraryDate(schema);
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "undefined":
    case "void":
      return fc.constant(undefined);
    case "nan":
      return fc.constant(Number.NaN);
    case "any":
    case "unknown":
      return jsonGarbage;
    case "literal":
    case "enum":
      return fc.constantFrom(...(schema._zod.values ?? []));
    case "custom":
      return isBytes(schema) ? arbitraryBytes : arbitraryTaken(schema, anything);
    default:
      return null;
  }
}

const anything = fc.oneof(
  fc.constantFrom(...oddStrings),
  fc.constantFrom<unknown>("", "0", "12", "x", 0, 1, 2.5, true, false, null, []),
  fc.integer({ min: -20, max: 120 }),
  garbage,
);

function arbitraryCoerced(schema: $ZodTypes): fc.Arbitrary<unknown> {
  return fc.oneof(arbitraryScalar(schema) ?? anything, anything);
}
