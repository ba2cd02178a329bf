import type { $ZodObjectDef, $ZodShape, $ZodType } from "zod/v4/core";
import { Code } from "../diagnostic.js";
import type { ObjectType, Property } from "./ir.js";
import type { Place } from "./place.js";
import { UNLOWERED, type Lowered, type Lowering } from "./lowering.js";

export function lowerObject(lowering: Lowering, def: $ZodObjectDef, place: Place): Lowered {
  const mode = lowerMode(def.catchall);
  if (mode === null) {
    return lowering.unsupported(place, ".catchall()", "use z.looseObject() or z.record()");
  }
  const shape = readShape(lowering, def, place);
  if (shape === null) return { type: UNLOWERED, optional: false };
  const properties: Property[] = [];
  for (const [name, schema] of Object.entries(shape)) {
    const inner = place.key(name);
    const lowered = lowering.lowerOptional(schema, inner);
    if (name === "__proto__") lowering.unsupported(inner, "the key __proto__", "rename the key");
    else if (lowered.optional && name in {}) {
      const what = `an optional key that every object inherits (${name})`;
      lowering.unsupported(inner, what, "rename the key, or make it required");
    } else properties.push({ name, ...lowered });
  }
  if (Object.getOwnPropertySymbols(shape).length > 0) {
    lowering.unsupported(place, "a symbol as a key", "use a string: JSON has no symbols");
  }
  return { type: { kind: "object", mode, properties }, optional: false };
}

function lowerMode(catchall: $ZodType | undefined): ObjectType["mode"] | null {
  switch (catchall?._zod.def.type) {
    case undefined:
      return "strip";
    case "never":
      return "strict";
    case "unknown":
      return "loose";
    default:
      return null;
  }
}

// The shape may be made of getters, which is the user's code.
function readShape(lowering: Lowering, def: $ZodObjectDef, place: Place): $ZodShape | null {
  try {
    return { ...def.shape };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const fix = "a getter of the object throws; declare what it needs first";
    lowering.problems.add(place, Code.THROWS, `${place} cannot be read: ${reason}`, fix);
    return null;
  }
}
