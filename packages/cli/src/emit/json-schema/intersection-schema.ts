import type { IntersectionType, Type } from "../../ir/ir.js";
import { isChange } from "../flatten.js";
import { codeWire, withCodeWords } from "./code-schema.js";
import { alsoChecked, type JsonSchema } from "./json-schema.js";
import { objectSchema } from "./object-schema.js";
import { recordSchema, refusesKeys } from "./record-schema.js";
import type { SchemaHost } from "./schema-host.js";

/** A key that only one side refuses is the other's. */
export function intersectionSchema(type: IntersectionType, host: SchemaHost): JsonSchema {
  const sides = [type.left, type.right];
  const refused = sides.map((side) => refusal(side, host));
  const allOf = sides.map((side, index) =>
    refused[index] === "none" ? host.write(side) : openSchema(side, host),
  );
  const words = [
    ...(refused.includes("unclear") ? ["keys that neither side knows"] : []),
    ...(sides.every((side) => leavesAsIs(side, host)) ? [] : ["both sides make the same of it"]),
  ];
  const isClosed = refused.every((side) => side === "all");
  const schema: JsonSchema = isClosed
    ? { type: "object", allOf, unevaluatedProperties: false }
    : { allOf };
  return alsoChecked(schema, words);
}

/** Which keys a type refuses that it does not know. */
type Refusal = "none" | "all" | "unclear";

function refusal(type: Type, host: SchemaHost): Refusal {
  const resolved = host.resolve(type);
  const inside = (inner: Type): Refusal => refusal(inner, host);
  switch (resolved.kind) {
    case "object":
      return resolved.others === "strict" ? "all" : "none";
    case "record": {
      const refuses = refusesKeys(resolved, host);
      if (refuses === null) return "unclear";
      return refuses ? "all" : "none";
    }
    case "intersection": {
      const sides = [inside(resolved.left), inside(resolved.right)];
      if (sides.includes("unclear")) return "unclear";
      return sides.includes("none") ? "none" : "all";
    }
    case "readonly":
      return inside(resolved.inner);
    case "zod":
      return inside(codeWire(resolved, host.view));
    default:
      return innerTypes(resolved).every((inner) => inside(inner) === "none") ? "none" : "unclear";
  }
}

/** The types that judge the same value. */
function innerTypes(type: Type): readonly Type[] {
  switch (type.kind) {
    case "union":
      return type.options;
    case "discriminatedUnion":
      return type.options.map((option) => option.type);
    case "optional":
    case "nullable":
    case "nonoptional":
    case "default":
    case "catch":
    case "absence":
      return [type.inner];
    case "pipe":
      return [type.in, type.out];
    default:
      return [];
  }
}

/** The schema without what it says of keys that it does not know. */
function openSchema(type: Type, host: SchemaHost): JsonSchema {
  const resolved = host.resolve(type);
  switch (resolved.kind) {
    case "object":
      return objectSchema(resolved, host, true);
    case "record":
      return recordSchema(resolved, host, true);
    case "intersection":
      return { allOf: [openSchema(resolved.left, host), openSchema(resolved.right, host)] };
    case "readonly":
      return openSchema(resolved.inner, host);
    case "zod":
      return withCodeWords(openSchema(codeWire(resolved, host.view), host), resolved);
    default:
      // Which of its keys are known depends on the value.
      return {};
  }
}

const CHANGING: readonly Type["kind"][] = ["default", "catch", "zod", "pipe"];

/** Whether it makes of JSON what is there, so that two of them make the same. */
function leavesAsIs(type: Type, { traits }: SchemaHost): boolean {
  if (traits.isRich(type)) return false;
  return !traits.some(
    type,
    (part) =>
      CHANGING.includes(part.kind) || (part.kind === "string" && part.checks.some(isChange)),
  );
}
