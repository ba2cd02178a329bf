import { z } from "zod";

/** A `Uint8Array`: behind the JSON of a binary frame on the wire, or base64 in it. */
export function bytes(): z.ZodType<Uint8Array, Uint8Array> {
  return z.instanceof(Uint8Array);
}
