import type { Slot, Type } from "./ir.js";

/** The types directly inside a type; those behind references are not. */
export function childrenOf(type: Type): readonly Type[] {
  switch (type.kind) {
    case "array":
    case "set":
      return [type.item];
    case "tuple":
      return [...typesOf(type.items), ...(type.rest === null ? [] : [type.rest])];
    case "object":
      return [
        ...typesOf(type.properties),
        ...(typeof type.others === "string" ? [] : [type.others]),
      ];
    case "record":
    case "map":
      return [type.key, type.value];
    case "union":
      return type.options;
    case "discriminatedUnion":
      return type.options.map((option) => option.type);
    case "intersection":
      return [type.left, type.right];
    case "pipe":
      return [type.in, type.out];
    case "absence":
    case "optional":
    case "nullable":
    case "nonoptional":
    case "default":
    case "catch":
    case "readonly":
      return [type.inner];
    case "zod": {
      const { output, received, sent } = type;
      return [sent, received, output].filter(
        (part): part is Type => part !== undefined && part !== "import",
      );
    }
    default:
      return [];
  }
}

function typesOf(slots: readonly Slot[]): Type[] {
  return slots.map(({ type }) => type);
}
