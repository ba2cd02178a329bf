import { globalRegistry, type $ZodType, type $ZodTypes } from "zod/v4/core";
import { messageMark } from "../schema/message.js";
import { isRecord, isZodType, MAX_DEPTH, TooDeep } from "./lowering.js";
import { Readings } from "./readings.js";
import { zodParts } from "./zod-parts.js";

/** What has to be known of a schema's zod types before the first of them is lowered. */
export interface Uses {
  /** Those that are used more than once, or in themselves. */
  readonly shared: ReadonlySet<$ZodType>;
  /** The names that the schema gives by `.meta({ id })`. */
  readonly ids: ReadonlySet<string>;
  readonly readings: Readings;
}

/** Finds out how the zod types in `value`, something that `endpoint` was given, are used. */
export function findUses(values: readonly unknown[]): Uses {
  const search = new UseSearch();
  for (const value of values) search.definition(value, 0);
  return search;
}

/** Mistakes are passed over: the lowering finds them, and says where. */
class UseSearch implements Uses {
  readonly shared = new Set<$ZodType>();
  readonly ids = new Set<string>();
  readonly readings: Readings = new Readings();
  /** Those that get a name if they are come across again. */
  readonly #nameable = new Set<$ZodType>();
  readonly #open: $ZodType[] = [];

  definition(value: unknown, depth: number): void {
    if (isZodType(value)) return this.#enter(value);
    // A direction holds calls, a call errors: nothing is deeper.
    if (!isRecord(value) || depth === DEPTH_OF_DEFINITIONS) return;
    if (messageMark in value) return this.definition(value[messageMark], depth);
    for (const inner of Object.values(value)) this.definition(inner, depth + 1);
  }

  #enter(schema: $ZodTypes): void {
    try {
      this.#visit(schema);
    } catch (error) {
      if (!(error instanceof TooDeep)) throw error;
      this.#open.length = 0;
    }
  }

  #visit(schema: $ZodTypes): void {
    if (this.#nameable.has(schema) || this.#open.includes(schema)) {
      this.shared.add(schema);
      return;
    }
    if (this.#open.length === MAX_DEPTH) throw new TooDeep();
    const id = globalRegistry.get(schema)?.id;
    if (typeof id === "string") this.ids.add(id);
    this.readings.begin(schema._zod.def);
    this.#open.push(schema);
    for (const part of partsOf(schema)) if (isZodType(part)) this.#visit(part);
    this.#open.pop();
    if (typeof id === "string" || isShareable(schema)) this.#nameable.add(schema);
  }
}

function partsOf(schema: $ZodTypes): readonly unknown[] {
  try {
    return zodParts(schema);
  } catch {
    return []; // A getter of the user's throws.
  }
}

const DEPTH_OF_DEFINITIONS = 5;

/** Whether a type is worth a name of its own where it is used more than once. */
function isShareable({ _zod: { def } }: $ZodTypes): boolean {
  return def.type === "object" || (def.type === "union" && "discriminator" in def);
}
