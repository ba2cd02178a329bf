import type { $ZodTypes } from "zod/v4/core";

/**
 * The types inside a zod type, as far as they are lowered.
 * @throws what a getter of the schema throws
 */
export function zodParts(schema: $ZodTypes): readonly unknown[] {
  const { def } = schema._zod;
  switch (def.type) {
    case "object":
      return [...Object.values({ ...def.shape }), def.catchall];
    case "array":
      return [def.element];
    case "set":
      return [def.valueType];
    case "map":
    case "record":
      return [def.keyType, def.valueType];
    case "tuple":
      return [...def.items, def.rest];
    case "union":
      return def.options;
    case "intersection":
      return [def.left, def.right];
    case "template_literal":
      return def.parts;
    case "lazy":
      return [(schema as Extract<$ZodTypes, { _zod: { def: typeof def } }>)._zod.innerType];
    case "optional":
    case "nullable":
    case "nonoptional":
    case "readonly":
    case "default":
    case "prefault":
    case "catch":
    case "success":
      return [def.innerType];
    case "pipe":
      return [def.in, def.out];
    default:
      return [];
  }
}
