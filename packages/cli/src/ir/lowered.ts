import type { $ZodTypes } from "zod/v4/core";
import type { Type } from "./ir.js";

/** A type, and whether the value may be absent (which only an object's property can be). */
export interface Lowered {
  readonly type: Type;
  readonly optional: boolean;
}

/** What stands for a type that could not be lowered; the schema already has a diagnostic then. */
export const UNLOWERED: Type = { kind: "unknown" };

export function isZodType(value: unknown): value is $ZodTypes {
  return typeof value === "object" && value !== null && "_zod" in value;
}
