import type { $ZodUnionDef } from "zod/v4/core";
import { Code } from "../diagnostic.js";
import type { DiscriminatedOption, LiteralValue, Type } from "./ir.js";
import type { Place } from "./place.js";
import { UNLOWERED, type Lowered, type Lowering } from "./lowering.js";

export function lowerUnion(lowering: Lowering, def: $ZodUnionDef, place: Place): Lowered {
  if ("discriminator" in def && typeof def.discriminator === "string") {
    return lowerDiscriminated(lowering, def, def.discriminator, place);
  }
  if (def.inclusive === false) return lowering.unsupported(place, "z.xor()", "use z.union()");
  const options = def.options.map((option, index) =>
    lowering.lower(option, place.key(`[${index}]`)),
  );
  return { type: simplify(options), optional: false };
}

function simplify(options: readonly Type[]): Type {
  const [only] = options;
  if (only !== undefined && options.length === 1) return only;
  const values: LiteralValue[] = [];
  for (const option of options) {
    if (option.kind !== "literal") return { kind: "union", options };
    values.push(...option.values);
  }
  return { kind: "literal", values: [...new Set(values)] };
}

function lowerDiscriminated(
  lowering: Lowering,
  def: $ZodUnionDef,
  discriminator: string,
  place: Place,
): Lowered {
  if ("unionFallback" in def && def.unionFallback === true) {
    return lowering.unsupported(place, "unionFallback", "remove it, or use z.union()");
  }
  const before = lowering.problems.count;
  const options = def.options.map((schema, index): DiscriminatedOption => {
    const inner = place.key(`[${index}]`);
    const type = lowering.lower(schema, inner);
    const values =
      lowering.problems.count > before ? [] : discriminatorValues(lowering, type, discriminator);
    if (values === null) {
      const fix = "make it a required z.literal() or z.enum() of the object";
      lowering.unsupported(inner, `the discriminator "${discriminator}" of this option`, fix);
    }
    return { values: values ?? [], type };
  });
  if (lowering.problems.count > before) return { type: UNLOWERED, optional: false };
  reportRepeated(lowering, options, discriminator, place);
  return { type: { kind: "discriminatedUnion", discriminator, options }, optional: false };
}

function discriminatorValues(lowering: Lowering, option: Type, key: string): LiteralValue[] | null {
  const type = lowering.resolve(option);
  if (type.kind === "discriminatedUnion") {
    const lists = type.options.map((inner) => discriminatorValues(lowering, inner.type, key));
    return lists.includes(null) ? null : [...new Set(lists.flatMap((list) => list ?? []))];
  }
  if (type.kind !== "object") return null;
  const property = type.properties.find(({ name }) => name === key);
  if (property === undefined || property.optional) return null;
  return literalValues(lowering, property.type);
}

function literalValues(lowering: Lowering, type: Type): LiteralValue[] | null {
  const resolved = lowering.resolve(type);
  if (resolved.kind === "literal") return [...resolved.values];
  if (resolved.kind === "null") return [null];
  if (resolved.kind !== "nullable") return null;
  const inner = literalValues(lowering, resolved.inner);
  return inner === null ? null : [...inner, null];
}

function reportRepeated(
  lowering: Lowering,
  options: readonly DiscriminatedOption[],
  discriminator: string,
  place: Place,
): void {
  const seen = new Set<LiteralValue>();
  for (const value of options.flatMap((option) => option.values)) {
    if (seen.has(value)) {
      const message = `${place}: two options have ${discriminator} ${JSON.stringify(value)}`;
      lowering.problems.add(place, Code.DEFINITION, message, "give each option its own value");
    }
    seen.add(value);
  }
}
