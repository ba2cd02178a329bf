import { Code } from "../diagnostic.js";
import type { RawContract, RawDirection, Type } from "./ir.js";
import type { Lowering } from "./lowering.js";
import type { Place } from "./place.js";

/** What values of a type can be, as far as a raw frame cares. */
interface Traits {
  readonly text: boolean;
  readonly null: boolean;
  readonly other: boolean;
}

/** Lowers the directions of a raw endpoint, and finds out how the frames of each are written. */
export function lowerRaw(
  lowering: Lowering,
  clientToServer: unknown,
  serverToClient: unknown,
  place: Place,
): RawContract {
  return {
    kind: "raw",
    clientToServer: lowerDirection(lowering, clientToServer, place.key("clientToServer")),
    serverToClient: lowerDirection(lowering, serverToClient, place.key("serverToClient")),
  };
}

function lowerDirection(lowering: Lowering, schema: unknown, place: Place): RawDirection | null {
  if (schema === undefined) return null;
  const before = lowering.problems.count;
  const type = lowering.lower(schema, place);
  if (lowering.problems.count > before) return { type, encoding: "text" };
  const traits = traitsOf(lowering, type);
  if (traits.null) {
    lowering.problems.add(
      place,
      Code.RAW_DIRECTION,
      `${place} may be null, which is what reading a closed socket gives`,
      "wrap it in an object, or use { messages }",
    );
  } else if (traits.text && traits.other) {
    lowering.problems.add(
      place,
      Code.RAW_DIRECTION,
      `${place} may be a string or something else, and a bare frame cannot tell which`,
      "use strings only, no strings, or { messages }",
    );
  }
  return { type, encoding: traits.text ? "text" : "json" };
}

function traitsOf(lowering: Lowering, type: Type): Traits {
  switch (type.kind) {
    case "string":
      return { text: true, null: false, other: false };
    case "null":
      return { text: false, null: true, other: false };
    case "unknown":
      return { text: true, null: true, other: true };
    case "literal":
      return {
        text: type.values.some((value) => typeof value === "string"),
        null: type.values.includes(null),
        other: type.values.some((value) => typeof value === "number" || typeof value === "boolean"),
      };
    case "nullable":
      return { ...traitsOf(lowering, type.inner), null: true };
    case "union":
      return type.options
        .map((option) => traitsOf(lowering, option))
        .reduce((a, b) => ({
          text: a.text || b.text,
          null: a.null || b.null,
          other: a.other || b.other,
        }));
    case "ref":
      return traitsOf(lowering, lowering.resolve(type));
    default:
      return { text: false, null: false, other: true };
  }
}
