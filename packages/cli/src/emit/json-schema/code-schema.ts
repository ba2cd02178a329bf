import { INSIDE } from "../../ir/code.js";
import type { Type, ZodType } from "../../ir/ir.js";
import { alsoChecked, type JsonSchema } from "./json-schema.js";
import type { WireView } from "./schema-host.js";

/** The wire of what code of the schema's decides. */
export function codeWire({ received, sent }: ZodType, view: WireView): Type {
  return view === "sent" ? sent : (received ?? sent);
}

/** The wire's schema, with a word about the code. */
export function withCodeWords(schema: JsonSchema, { what }: ZodType): JsonSchema {
  return UNCHECKED.has(what) ? schema : alsoChecked(schema, [`${what} on the server`]);
}

/** Code that refuses nothing by itself. */
const UNCHECKED: ReadonlySet<string> = new Set([
  INSIDE,
  ".default()",
  ".prefault()",
  ".catch() with a function",
  "z.success()",
]);
