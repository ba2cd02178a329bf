import type { ObjectType, Property } from "../../ir/ir.js";
import type { JsonSchema } from "./json-schema.js";
import type { SchemaHost } from "./schema-host.js";

/** @param isOpen whether unknown keys are judged elsewhere */
export function objectSchema(type: ObjectType, host: SchemaHost, isOpen = false): JsonSchema {
  const { others, properties } = type;
  const required = properties.filter((property) => isRequired(property, host));
  return {
    type: "object",
    ...(properties.length > 0 && {
      properties: Object.fromEntries(
        properties.map(({ name, type: inner }) => [name, host.write(inner)]),
      ),
    }),
    ...(required.length > 0 && { required: required.map(({ name }) => name) }),
    ...(typeof others !== "string" && { additionalProperties: host.write(others) }),
    ...(others === "strict" && !isOpen && { additionalProperties: false }),
  };
}

function isRequired({ optin, optout, type }: Property, { traits, view }: SchemaHost): boolean {
  if (view === "sent") return optin === null;
  return !optout && (optin === null || !traits.mayVanish(type));
}
