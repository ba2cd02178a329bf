import type { DiscriminatedOption, DiscriminatedUnionType, Type, UnionType } from "../../ir/ir.js";
import { wireOf } from "../../ir/constants.js";
import { isUndefined } from "../../ir/traits.js";
import { alsoChecked, anyOf, isNever, type JsonSchema } from "./json-schema.js";
import { fixedList } from "./list-schema.js";
import type { SchemaHost } from "./schema-host.js";

export function unionSchema(type: UnionType, host: SchemaHost): JsonSchema {
  const options = type.options.map((option) => host.write(option));
  if (type.tagged === true) {
    return anyOf(options.map((option, index) => fixedList([{ const: index }, option])));
  }
  if (type.exclusive !== true) return anyOf(options);
  const takers = options.filter((option) => !isNever(option));
  if (takers.length < 2) return anyOf(takers);
  // One that takes too much would be one too many.
  const areExact = type.options.every(
    (option) => host.isExact(option) && isTakenAsIs(option, host),
  );
  return areExact ? { oneOf: takers } : alsoChecked(anyOf(takers), ["exactly one of these"]);
}

/** Whether a receiver puts nothing in place of what a server would not leave out. */
function isTakenAsIs(type: Type, { traits, view }: SchemaHost): boolean {
  return (
    view === "sent" || !traits.some(type, ({ kind }) => kind === "default" || kind === "catch")
  );
}

export function discriminatedSchema(type: DiscriminatedUnionType, host: SchemaHost): JsonSchema {
  const { discriminator, options } = type;
  const schemas = options.map((option) => {
    const schema = host.write(option.type);
    const tag = type.fallback === true ? null : tagOf(option, discriminator, host);
    return tag === null ? schema : { ...schema, ...tag };
  });
  return anyOf(schemas);
}

/** What the option is chosen by, where its own schema does not say so. */
function tagOf(
  { type, values }: DiscriminatedOption,
  discriminator: string,
  host: SchemaHost,
): JsonSchema | null {
  const resolved = host.resolve(type);
  if (resolved.kind !== "object") return null;
  const property = resolved.properties.find(({ name }) => name === discriminator);
  if (property === undefined) return null;
  const isTold = property.optin === null && host.resolve(property.type).kind === "literal";
  if (isTold) return null;
  const schema = type.kind === "ref" ? {} : host.write(type);
  const wires = values.filter((value) => !isUndefined(value)).map(wireOf);
  const mayBeAbsent = values.some(isUndefined);
  return {
    type: "object",
    properties: {
      ...schema.properties,
      // Where the key has to be there, nothing in it is null.
      [discriminator]: { enum: property.optin === null && mayBeAbsent ? [...wires, null] : wires },
    },
    ...(!mayBeAbsent && {
      required: [...new Set([...(schema.required ?? []), discriminator])],
    }),
  };
}
