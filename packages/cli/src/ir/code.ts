import type { Type } from "./ir.js";
import type { Lowering } from "./lowering.js";
import type { Place } from "./place.js";

/** A type of which code of the user's decides; the rest of it is what the client checks. */
export function withCode(type: Type, what: string, place: Place): Type {
  return { kind: "zod", source: place.source, what, sent: type };
}

/** What there is of code in a type that has none of its own. */
export const INSIDE = "what is inside of it";

/**
 * Zod judges some types as a whole: which option is meant, what two sides make of one value. Where code of the user's is
 * inside one of these, only zod can tell.
 */
export function judgedAsAWhole(lowering: Lowering, type: Type, place: Place): Type {
  return lowering.traits.hasCode(type) ? withCode(type, INSIDE, place) : type;
}

/** The text of an issue where the schema has one; one that is made when the issue is there is not asked. */
export function wordsOf(error: unknown): { readonly message?: string } {
  if (typeof error !== "function" || error.length > 0) return {};
  const text: unknown = (error as () => unknown)();
  if (typeof text === "string") return { message: text };
  if (typeof text !== "object" || text === null || !("message" in text)) return {};
  return typeof text.message === "string" ? { message: text.message } : {};
}
