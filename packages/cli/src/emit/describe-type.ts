import type { Type } from "../ir/ir.js";
import { literalText } from "./type-text.js";

const MOST_LITERALS = 8;

/** What an error says was expected: "a string", `"en" | "zh"`, "an object or null". */
export function describeType(type: Type, resolve: (type: Type) => Type): string {
  switch (type.kind) {
    case "string":
    case "boolean":
      return `a ${type.kind}`;
    case "number":
      return type.int ? "an integer" : "a number";
    case "null":
      return "null";
    case "unknown":
      return "a value";
    case "literal": {
      const texts = type.values.slice(0, MOST_LITERALS).map(literalText);
      const more = type.values.length - texts.length;
      return `${texts.join(" | ")}${more > 0 ? ` | ${more} more` : ""}`;
    }
    case "array":
      return "an array";
    case "object":
    case "record":
    case "discriminatedUnion":
      return "an object";
    case "nullable":
      return `${describeType(type.inner, resolve)} or null`;
    case "union":
      return [...new Set(type.options.map((option) => describeType(option, resolve)))].join(" or ");
    case "ref":
      return describeType(resolve(type), resolve);
  }
}
