import type { $ZodTypes } from "zod/v4/core";
import type { Slot, Type } from "./ir.js";
import type { Place, Problems } from "./place.js";
import type { Readings } from "./readings.js";
import type { Traits } from "./traits.js";

/** What the lowering of one kind of type may ask for. */
export interface Lowering {
  readonly problems: Problems;
  /** What can be told of lowered types. */
  readonly traits: Traits;
  /** What the schema's defaults are. */
  readonly readings: Readings;
  /** Lowers a type where nothing can be left out. */
  lower(schema: unknown, place: Place): Type;
  /** Lowers a type where it may be left out: a property, an element of a tuple. */
  lowerSlot(schema: unknown, place: Place): Slot;
  /** Lowers a type as it is, `undefined` included. */
  lowerBare(schema: unknown, place: Place): Type;
  /** The type where something is always there. */
  present(type: Type): Type;
  /** The type behind references. */
  resolve(type: Type): Type;
  /** Reports a type that cannot travel. */
  unsupported(place: Place, what: string, fix: string): Type;
}

/** How many types may be inside one another. */
export const MAX_DEPTH = 64;

/** Leaves a type that may never end: a getter can make a new type each time it is read. */
export class TooDeep extends Error {}

/** What stands for a type that could not be lowered; the schema already has a diagnostic then. */
export const UNLOWERED: Type = { kind: "unknown" };

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isZodType(value: unknown): value is $ZodTypes {
  return typeof value === "object" && value !== null && "_zod" in value;
}

/** Whether something is a type of zod 3, which wsgen does not read. */
export function isOldZodType(value: unknown): boolean {
  return isRecord(value) && "_def" in value && !("_zod" in value);
}
