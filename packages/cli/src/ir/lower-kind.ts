import type { $ZodArrayDef, $ZodType, $ZodTypes } from "zod/v4/core";
import type { LiteralValue } from "./ir.js";
import { lowerArrayChecks, lowerNumber, lowerString } from "./lower-checks.js";
import { lowerObject } from "./lower-object.js";
import { lowerRecord } from "./lower-record.js";
import { lowerUnion } from "./lower-union.js";
import type { Lowered, Lowering } from "./lowering.js";
import type { Place } from "./place.js";
import { unsupportedKind } from "./unsupported-kinds.js";

/** Lowers one zod type by its kind; its metadata has been dealt with. */
export function lowerKind(lowering: Lowering, schema: $ZodTypes, place: Place): Lowered {
  const { def } = schema._zod;
  if ("coerce" in def && def.coerce === true) {
    const fix = `use z.${def.type}(); JSON messages already carry the type`;
    return lowering.unsupported(place, `z.coerce.${def.type}()`, fix);
  }
  if (def.type === "string") return lowerString(lowering, def, place);
  if (def.type === "number") return lowerNumber(lowering, def, place);
  if (def.type === "array") return lowerArray(lowering, def, place);
  if (def.checks !== undefined && def.checks.length > 0) {
    const fix = "remove it, and check in the handler what a type cannot say";
    return lowering.unsupported(place, ".refine() or another check of its own", fix);
  }
  return lowerUnchecked(lowering, schema, place);
}

function lowerUnchecked(lowering: Lowering, schema: $ZodTypes, place: Place): Lowered {
  const { def } = schema._zod;
  switch (def.type) {
    case "boolean":
    case "null":
    case "unknown":
      return present({ kind: def.type });
    case "literal":
    case "enum":
      return lowerLiteral(lowering, schema, place);
    case "object":
      return lowerObject(lowering, def, place);
    case "record":
      return lowerRecord(lowering, def, place);
    case "union":
      return lowerUnion(lowering, def, place);
    case "optional":
      return lowerOptional(lowering, schema, def.innerType, place);
    case "nullable":
      return lowerNullable(lowering, def.innerType, place);
    default: {
      const { what, fix } = unsupportedKind(def.type);
      return lowering.unsupported(place, what, fix);
    }
  }
}

function lowerArray(lowering: Lowering, def: $ZodArrayDef, place: Place): Lowered {
  const item = lowering.lower(def.element, place.key("[]"));
  return present({ kind: "array", item, checks: lowerArrayChecks(lowering, def, place) });
}

function lowerOptional(
  lowering: Lowering,
  schema: $ZodTypes,
  inner: $ZodType,
  place: Place,
): Lowered {
  if (schema._zod.traits.has("$ZodExactOptional")) {
    return lowering.unsupported(place, "z.exactOptional()", "use .optional()");
  }
  return { type: lowering.lowerOptional(inner, place).type, optional: true };
}

function lowerNullable(lowering: Lowering, schema: $ZodType, place: Place): Lowered {
  const { type, optional } = lowering.lowerOptional(schema, place);
  const { docs, ...bare } = type;
  const inner = bare.kind === "nullable" ? bare.inner : bare;
  return { type: { kind: "nullable", inner, ...(docs !== undefined && { docs }) }, optional };
}

function lowerLiteral(lowering: Lowering, schema: $ZodTypes, place: Place): Lowered {
  const values: LiteralValue[] = [];
  for (const value of schema._zod.values ?? []) {
    if (!isLiteralValue(value)) {
      const fix = "JSON has strings, finite numbers, booleans and null";
      return lowering.unsupported(place, `the literal ${String(value)}`, fix);
    }
    // JSON has no negative zero.
    values.push(value === 0 ? 0 : value);
  }
  if (values.length > 0) return present({ kind: "literal", values });
  return lowering.unsupported(place, "a literal without values", "remove it");
}

function isLiteralValue(value: unknown): value is LiteralValue {
  if (typeof value === "number") return Number.isFinite(value);
  return typeof value === "string" || typeof value === "boolean" || value === null;
}

function present(type: Lowered["type"]): Lowered {
  return { type, optional: false };
}
