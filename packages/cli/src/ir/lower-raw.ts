import { Code } from "../diagnostic.js";
import type { RawContract, RawDirection, Type } from "./ir.js";
import type { Lowering } from "./lowering.js";
import type { Place } from "./place.js";

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
  const kinds = [...lowering.traits.wireKinds(type)];
  const encoding = isBytes(lowering, type) ? "binary" : kinds.includes("string") ? "text" : "json";
  if (kinds.includes("null") || lowering.traits.mayBeUndefined(type)) {
    lowering.problems.add(
      place,
      Code.RAW_DIRECTION,
      `${place} may be null, which is what reading a closed socket gives`,
      "wrap it in an object, or use { messages }",
    );
  } else if (encoding === "text" && kinds.length > 1) {
    lowering.problems.add(
      place,
      Code.RAW_DIRECTION,
      `${place} may be a string or something else, and a bare frame cannot tell which`,
      "use strings only, no strings, or { messages }",
    );
  }
  return { type, encoding };
}

function isBytes(lowering: Lowering, type: Type): boolean {
  return lowering.resolve(type).kind === "bytes";
}
