import type { $ZodDiscriminatedUnionDef, $ZodIntersectionDef, $ZodUnionDef } from "zod/v4/core";
import { judgedAsAWhole, wordsOf } from "./code.js";
import { toConstant } from "./constants.js";
import type { Constant, DiscriminatedOption, Type, UnionType } from "./ir.js";
import { isZodType, UNLOWERED, type Lowering } from "./lowering.js";
import type { Place } from "./place.js";
import { isUndefined } from "./traits.js";

export function lowerUnion(lowering: Lowering, def: $ZodUnionDef, place: Place): Type {
  if ("discriminator" in def && typeof def.discriminator === "string") {
    return lowerDiscriminated(lowering, def as $ZodDiscriminatedUnionDef, place);
  }
  const options = def.options.map((option, index) =>
    lowering.lowerBare(option, place.part([`[${index}]`], "options", String(index))),
  );
  const [only] = options;
  if (only !== undefined && options.length === 1) return only;
  const exclusive = def.inclusive === false ? { exclusive: true as const } : {};
  const type: UnionType = { kind: "union", options, ...exclusive, ...wordsOf(def.error) };
  return judgedAsAWhole(lowering, tag(lowering, type), place);
}

function tag(lowering: Lowering, type: UnionType): UnionType {
  // Without rich values the wire is the value, and tells what the value tells.
  const { traits } = lowering;
  if (!traits.isRich(type) || traits.areTellable(type.options)) return type;
  return { ...type, tagged: true };
}

function lowerDiscriminated(
  lowering: Lowering,
  def: $ZodDiscriminatedUnionDef,
  place: Place,
): Type {
  const { discriminator, unionFallback } = def;
  const before = lowering.problems.count;
  const seen = new Map<string, number>();
  const options = def.options.map((schema, index): DiscriminatedOption => {
    const inner = place.part([`[${index}]`], "options", String(index));
    const type = lowering.lowerBare(schema, inner);
    const values = isZodType(schema) ? discriminatorValues(schema, discriminator) : [];
    for (const value of values) {
      const key = JSON.stringify(value);
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    return { values, type };
  });
  if (lowering.problems.count > before) return UNLOWERED;
  // More than one option may leave it out: then that tells nothing.
  const apart = options.map(({ type, values }) => ({
    type,
    values: values.filter((value) => !isUndefined(value) || seen.get(JSON.stringify(value)) === 1),
  }));
  const type: Type = {
    kind: "discriminatedUnion",
    discriminator,
    options: apart,
    ...(unionFallback === true && { fallback: true }),
    ...wordsOf(def.error),
  };
  // Of an option that zod reads as a whole, the discriminator may not be what was sent.
  const judged = apart.some((option) => lowering.resolve(option.type).kind === "zod");
  return judged || unionFallback === true ? judgedAsAWhole(lowering, type, place) : type;
}

function discriminatorValues(
  schema: { readonly _zod: { readonly propValues?: unknown } },
  name: string,
): Constant[] {
  const all = schema._zod.propValues as Readonly<Record<string, ReadonlySet<unknown>>> | undefined;
  return [...(all?.[name] ?? [])].flatMap((value) => {
    const read = toConstant(value);
    return read === null ? [] : [read.constant];
  });
}

/** Two objects without a key in common are one object. */
export function lowerIntersection(
  lowering: Lowering,
  def: $ZodIntersectionDef,
  place: Place,
): Type {
  const left = lowering.lowerBare(def.left, place.part(["left"], "left"));
  const right = lowering.lowerBare(def.right, place.part(["right"], "right"));
  const type: Type = { kind: "intersection", left, right };
  return judgedAsAWhole(lowering, type, place);
}
