import type { $ZodTypes } from "zod/v4/core";
import type { Type } from "./ir.js";
import type { Place, Problems } from "./place.js";

/** A type, and whether the value may be absent (which only an object's property can be). */
export interface Lowered {
  readonly type: Type;
  readonly optional: boolean;
}

/** What the lowering of one kind of type may ask for. */
export interface Lowering {
  readonly problems: Problems;
  /** Lowers a type that always has a value. */
  lower(schema: unknown, place: Place): Type;
  lowerOptional(schema: unknown, place: Place): Lowered;
  /** The type behind references. */
  resolve(type: Type): Type;
  /** Reports a type that cannot be lowered. */
  unsupported(place: Place, what: string, fix: string): Lowered;
}

/** What stands for a type that could not be lowered; the schema already has a diagnostic then. */
export const UNLOWERED: Type = { kind: "unknown" };

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isZodType(value: unknown): value is $ZodTypes {
  return typeof value === "object" && value !== null && "_zod" in value;
}
