import type { $ZodType, $ZodTypes } from "zod/v4/core";

/** Whether it is `z.instanceof(Uint8Array)`, of which a copy with checks no longer tells. */
export function isBytes(type: $ZodType): boolean {
  const { def } = (type as $ZodTypes)._zod; // every zod type is one of these
  if (def.type !== "custom") return false;
  return (
    def.fn(new Uint8Array(1)) === true && ["", 1, {}, [1]].every((other) => def.fn(other) === false)
  );
}
