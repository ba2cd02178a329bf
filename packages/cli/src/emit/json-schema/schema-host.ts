import type { Type } from "../../ir/ir.js";
import type { Traits } from "../../ir/traits.js";
import type { JsonSchema } from "./json-schema.js";

/** Which wire is described: of what a client sends, of what a client receives. */
export type WireView = "sent" | "received";

/** What the schema of one kind of type is made with. */
export interface SchemaHost {
  readonly view: WireView;
  readonly traits: Traits;
  /** The type behind references. */
  resolve(type: Type): Type;
  /** The schema of a type inside of this one. */
  write(type: Type): JsonSchema;
  /** Whether the schema takes exactly what a receiver takes: nothing in it is checked beyond. */
  isExact(type: Type): boolean;
}
