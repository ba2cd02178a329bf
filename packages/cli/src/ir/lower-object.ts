import type { $ZodObjectDef, $ZodShape, $ZodType } from "zod/v4/core";
import { Code } from "../diagnostic.js";
import { wordsOf } from "./code.js";
import type { ObjectType, Property, Type } from "./ir.js";
import type { Place } from "./place.js";
import { UNLOWERED, type Lowering } from "./lowering.js";

export function lowerObject(lowering: Lowering, def: $ZodObjectDef, place: Place): Type {
  const shape = readShape(lowering, def, place);
  if (shape === null) return UNLOWERED;
  const properties: Property[] = [];
  for (const [name, schema] of Object.entries(shape)) {
    const inner = place.part([name], "shape", name);
    const slot = lowering.lowerSlot(schema, inner);
    // zod drops such a key from every value.
    if (name !== "__proto__") properties.push({ name, ...slot });
  }
  if (Object.getOwnPropertySymbols(shape).length > 0) {
    lowering.unsupported(place, "a symbol as a key", "use a string: JSON has no symbols");
  }
  const others = lowerOthers(lowering, def.catchall, place);
  return { kind: "object", properties, others, ...wordsOf(def.error) };
}

function lowerOthers(
  lowering: Lowering,
  catchall: $ZodType | undefined,
  place: Place,
): ObjectType["others"] {
  switch (catchall?._zod.def.type) {
    case undefined:
      return "strip";
    case "never":
      return "strict";
    case "unknown":
    case "any":
      return "loose";
    default:
      return lowering.lower(catchall, place.part(["catchall"], "catchall"));
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
