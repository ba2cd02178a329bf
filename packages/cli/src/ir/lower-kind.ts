import type { $ZodTypes } from "zod/v4/core";
import { withCode, wordsOf } from "./code.js";
import { toConstant, wireOf } from "./constants.js";
import type { Constant, Type } from "./ir.js";
import { lowerArray, lowerMap, lowerSet, lowerTuple } from "./lower-list.js";
import { lowerBigInt, lowerDate, lowerNumber } from "./lower-number.js";
import { lowerObject } from "./lower-object.js";
import { lowerRecord } from "./lower-record.js";
import { lowerString, lowerTemplate } from "./lower-string.js";
import { lowerIntersection, lowerUnion } from "./lower-union.js";
import {
  lowerCatch,
  lowerCustom,
  lowerDefault,
  lowerNonOptional,
  lowerNullable,
  lowerOptional,
  lowerPipe,
  lowerReadonly,
  lowerSuccess,
} from "./lower-wrapper.js";
import type { Lowering } from "./lowering.js";
import type { Place } from "./place.js";
import { unsupportedKind } from "./unsupported-kinds.js";

/** Lowers one zod type by its kind; its metadata has been dealt with. */
export function lowerKind(lowering: Lowering, schema: $ZodTypes, place: Place): Type {
  const { def } = schema._zod;
  if (hasAsyncCode(def)) {
    const fix = "use a function that answers at once; a handler may wait";
    return lowering.unsupported(place, "an async function", fix);
  }
  const type = lowerUncoerced(lowering, schema, place);
  if (!("coerce" in def) || def.coerce !== true) return type;
  const bare = type.kind === "zod" ? type.sent : type;
  const what = `z.coerce.${def.type}()`;
  return { kind: "zod", source: place.source, what, sent: { kind: "unknown" }, received: bare };
}

// What returns a promise without being declared async is found out when it does.
function hasAsyncCode(def: $ZodTypes["_zod"]["def"]): boolean {
  if (def.checks === undefined && def.type !== "pipe") return false;
  const checks = (def.checks ?? []).map((check) => check._zod.def as { readonly fn?: unknown });
  const transforms = def.type === "pipe" ? [def.transform, def.reverseTransform] : [];
  const out = def.type === "pipe" ? (def.out._zod.def as { readonly transform?: unknown }) : {};
  return [...checks.map(({ fn }) => fn), ...transforms, out.transform].some(isAsync);
}

function isAsync(code: unknown): boolean {
  return typeof code === "function" && code.constructor.name === "AsyncFunction";
}

function lowerUncoerced(lowering: Lowering, schema: $ZodTypes, place: Place): Type {
  const { def } = schema._zod;
  switch (def.type) {
    case "string":
      return lowerString(def, place);
    case "number":
      return lowerNumber(def, place);
    case "bigint":
      return lowerBigInt(def, place);
    case "date":
      return lowerDate(def, place);
    case "array":
      return lowerArray(lowering, def, place);
    case "set":
      return lowerSet(lowering, def, place);
    case "map":
      return lowerMap(lowering, def, place);
    case "tuple":
      return lowerTuple(lowering, def, place);
    case "template_literal":
      return lowerTemplate(
        lowering,
        schema as Extract<$ZodTypes, { _zod: { def: typeof def } }>,
        place,
      );
    case "custom":
      return lowerCustom(
        lowering,
        schema as Extract<$ZodTypes, { _zod: { def: typeof def } }>,
        place,
      );
    default: {
      const type = lowerUnchecked(lowering, schema, place);
      // These have no checks of their own but code.
      const isChecked = def.checks !== undefined && def.checks.length > 0;
      return isChecked ? withCode(type, ".refine()", place) : type;
    }
  }
}

function lowerUnchecked(lowering: Lowering, schema: $ZodTypes, place: Place): Type {
  const { def } = schema._zod;
  switch (def.type) {
    case "boolean":
    case "null":
    case "nan":
    case "never":
    case "undefined":
      return { kind: def.type, ...wordsOf(def.error) };
    case "void":
      return { kind: "undefined", void: true, ...wordsOf(def.error) };
    case "unknown":
      return { kind: "unknown" };
    case "any":
      return { kind: "unknown", any: true };
    case "literal":
    case "enum":
      return lowerLiteral(lowering, schema, place);
    case "object":
      return lowerObject(lowering, def, place);
    case "record":
      return lowerRecord(lowering, def, place);
    case "union":
      return lowerUnion(lowering, def, place);
    case "intersection":
      return lowerIntersection(lowering, def, place);
    case "lazy":
      return lowering.lowerBare((schema as Of<"lazy">)._zod.innerType, place.lazy());
    case "optional":
      return lowerOptional(lowering, schema as Of<"optional">, place);
    case "nullable":
      return lowerNullable(lowering, def, place);
    case "nonoptional":
      return lowerNonOptional(lowering, schema as Of<"nonoptional">, place);
    case "readonly":
      return lowerReadonly(lowering, def, place);
    case "default":
    case "prefault":
      return lowerDefault(lowering, schema as Of<"default"> | Of<"prefault">, place);
    case "catch":
      return lowerCatch(lowering, schema as Of<"catch">, place);
    case "success":
      return lowerSuccess(lowering, def, place);
    case "pipe":
      return lowerPipe(lowering, schema as Of<"pipe">, place);
    default: {
      const { what, fix } = unsupportedKind(def.type);
      return lowering.unsupported(place, what, fix);
    }
  }
}

type Of<Kind> = Extract<$ZodTypes, { _zod: { def: { type: Kind } } }>;

function lowerLiteral(lowering: Lowering, schema: $ZodTypes, place: Place): Type {
  const values: Constant[] = [];
  for (const value of schema._zod.values ?? []) {
    // A set has no negative zero.
    const read = toConstant(value === 0 ? 0 : value);
    if (read === null) {
      const fix = "use strings, numbers, booleans, bigints, null or undefined";
      return lowering.unsupported(place, `the literal ${String(value)}`, fix);
    }
    values.push(read.constant);
  }
  const wires = new Set(values.map((value) => JSON.stringify(wireOf(value))));
  const tagged = wires.size < values.length ? { tagged: true as const } : {};
  return { kind: "literal", values, ...tagged, ...wordsOf(schema._zod.def.error) };
}
