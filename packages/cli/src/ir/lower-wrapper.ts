import type { $ZodPipe, $ZodTypes } from "zod/v4/core";
import { withCode, wordsOf } from "./code.js";
import type { Type } from "./ir.js";
import { isZodType, type Lowering, UNLOWERED } from "./lowering.js";
import type { Place } from "./place.js";

type Of<Kind extends $ZodTypes["_zod"]["def"]["type"]> = Extract<
  $ZodTypes,
  { _zod: { def: { type: Kind } } }
>;

type Inner = { readonly innerType: unknown };

function lowerInner(lowering: Lowering, { innerType }: Inner, place: Place): Type {
  return lowering.lowerBare(innerType, place.part([], "innerType"));
}

export function lowerOptional(lowering: Lowering, schema: Of<"optional">, place: Place): Type {
  const inner = lowerInner(lowering, schema._zod.def, place);
  const isExact = schema._zod.traits.has("$ZodExactOptional");
  const exact = isExact && !lowering.traits.mayBeUndefined(inner);
  return { kind: "optional", inner, ...(exact && { exact: true }) };
}

export function lowerNullable(lowering: Lowering, def: Inner, place: Place): Type {
  const { docs, ...bare } = lowerInner(lowering, def, place);
  const inner: Type = bare.kind === "nullable" ? bare.inner : bare;
  const type: Type = { kind: "nullable", inner, ...(docs !== undefined && { docs }) };
  // What is `null` on the wire and is not `null` has to be told from it.
  const clash = lowering.traits.isRich(inner) && lowering.traits.wireKinds(inner).has("null");
  if (!clash) return type;
  return { kind: "union", options: [inner, { kind: "null" }], tagged: true };
}

export function lowerNonOptional(
  lowering: Lowering,
  schema: Of<"nonoptional">,
  place: Place,
): Type {
  const { def } = schema._zod;
  return { kind: "nonoptional", inner: lowerInner(lowering, def, place), ...wordsOf(def.error) };
}

export function lowerReadonly(lowering: Lowering, def: Inner, place: Place): Type {
  return { kind: "readonly", inner: lowerInner(lowering, def, place) };
}

export function lowerDefault(
  lowering: Lowering,
  schema: Of<"default"> | Of<"prefault">,
  place: Place,
): Type {
  const { def } = schema._zod;
  const inner = lowerInner(lowering, def, place);
  const value = lowering.readings.constantOf(def);
  const checked = def.type === "prefault" ? { checked: true as const } : {};
  // What takes the place of nothing is zod's output, which only the server has where there is code.
  if (value !== null && !lowering.traits.hasCode(inner)) {
    return { kind: "default", inner, value, ...checked };
  }
  const sent: Type = { kind: "optional", inner };
  const what = `.${def.type}()`;
  return { kind: "zod", source: place.source, what, sent, received: inner, output: inner };
}

export function lowerCatch(lowering: Lowering, schema: Of<"catch">, place: Place): Type {
  const { def } = schema._zod;
  const inner = lowerInner(lowering, def, place);
  const value = lowering.readings.constantOf(def);
  if (value !== null && !lowering.traits.hasCode(inner)) return { kind: "catch", inner, value };
  // What does not fit is caught on the server.
  const sent: Type = { kind: "catch", inner, value: null };
  const what = ".catch() with a function";
  return { kind: "zod", source: place.source, what, sent, received: inner, output: inner };
}

/** Whether a value fits, which is all that is left of it. */
export function lowerSuccess(lowering: Lowering, def: Inner, place: Place): Type {
  const sent: Type = { kind: "catch", inner: lowerInner(lowering, def, place), value: null };
  const output: Type = { kind: "boolean" };
  return { kind: "zod", source: place.source, what: "z.success()", sent, output, oneWay: true };
}

export function lowerPipe(lowering: Lowering, schema: $ZodPipe, place: Place): Type {
  const { def, traits } = schema._zod;
  const [from, to] = [place.part([], "in"), place.part([], "out")];
  const source = place.source;
  if (traits.has("$ZodPreprocess") || isTransform(def.in)) {
    const received = lowering.lowerBare(def.out, to);
    const sent: Type = { kind: "unknown" };
    return {
      kind: "zod",
      source,
      what: "z.preprocess()",
      sent,
      received,
      output: received,
      oneWay: true,
    };
  }
  const before = lowering.problems.count;
  const input = lowering.lowerBare(def.in, from);
  const out = isTransform(def.out) ? null : lowering.lowerBare(def.out, to);
  if (lowering.problems.count > before) return UNLOWERED;
  if (out === null) {
    return {
      kind: "zod",
      source,
      what: ".transform()",
      sent: input,
      output: "import",
      oneWay: true,
    };
  }
  const isCodec = traits.has("$ZodCodec");
  const isPlain = [input, out].every((side) => lowering.traits.isPlain(side));
  if (!isCodec && isPlain) return { kind: "pipe", in: input, out };
  const oneWay = [input, out].some((side) => isOneWay(lowering, side)) && !isCodec;
  const what = isCodec ? "z.codec()" : ".pipe()";
  return { kind: "zod", source, what, sent: input, output: out, ...(oneWay && { oneWay }) };
}

function isTransform(type: unknown): boolean {
  return isZodType(type) && type._zod.def.type === "transform";
}

/** Whether something in it cannot be encoded. */
function isOneWay(lowering: Lowering, type: Type): boolean {
  return lowering.traits.some(type, (part) => part.kind === "zod" && part.oneWay === true);
}

/** A copy of `z.instanceof()`, made by `.refine()` and others, forgets its class. */
function isOfBytes(test: unknown): boolean {
  const takes = test as (value: unknown) => unknown;
  return (
    takes(new Uint8Array()) === true && takes({}) === false && takes(new Int8Array()) === false
  );
}

/** `z.custom()`, and `z.instanceof()` of what can travel. */
export function lowerCustom(lowering: Lowering, schema: Of<"custom">, place: Place): Type {
  const { bag, def } = schema._zod;
  const Class: unknown = bag["Class"];
  const isInstance = [...schema._zod.traits].some((trait) => trait.endsWith("InstanceOf"));
  if (Class === Uint8Array || (isInstance && isOfBytes(def.fn))) {
    const custom = Class === undefined ? { custom: true as const } : {};
    const type: Type = { kind: "bytes", ...custom, ...wordsOf(def.error) };
    return (def.checks ?? []).length === 0 ? type : withCode(type, ".refine()", place);
  }
  if (isInstance) {
    const fix = "use bytes() for a Uint8Array, or z.codec() for what makes one of it";
    const name = typeof Class === "function" ? Class.name : "a class";
    return lowering.unsupported(place, `z.instanceof(${name})`, fix);
  }
  return {
    kind: "zod",
    source: place.source,
    what: "z.custom()",
    sent: { kind: "unknown" },
    output: "import",
  };
}
