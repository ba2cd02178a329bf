import type { Random } from "../../hostile/random.js";
import type { Kind, Spec } from "./spec.js";

const SCALARS = ["string", "string", "number", "number", "literal", "other"] as const;

const PARTS: readonly (readonly [Kind, number, number])[] = [
  ["object", 1, 4],
  ["object", 1, 4],
  ["object", 2, 3],
  ["array", 1, 1],
  ["array", 1, 1],
  ["set", 1, 1],
  ["map", 2, 2],
  ["tuple", 1, 3],
  ["record", 1, 1],
  ["union", 2, 3],
  ["union", 2, 3],
  ["xor", 2, 2],
  ["discriminated", 2, 3],
  ["intersection", 2, 2],
  ["optional", 1, 1],
  ["optional", 1, 1],
  ["exactOptional", 1, 1],
  ["nullable", 1, 1],
  ["nonoptional", 1, 1],
  ["readonly", 1, 1],
  ["default", 1, 1],
  ["prefault", 1, 1],
  ["catch", 1, 1],
  ["pipe", 2, 2],
  ["refined", 1, 1],
  ["tree", 1, 1],
];

/** A type of any kind, at most so many levels deep. */
export function randomSpec(random: Random, depth: number): Spec {
  const choice = random.below(1000);
  if (depth === 0 || random.below(4) === 0)
    return { kind: random.pick(SCALARS), choice, parts: [] };
  const [kind, least, most] = PARTS[random.below(PARTS.length)] ?? ["optional", 1, 1];
  const count = least + random.below(most - least + 1);
  const parts = Array.from({ length: count }, () => randomSpec(random, depth - 1));
  return { kind, choice, parts };
}

/** The type with one change at any place of it. */
export function changedSpec(random: Random, spec: Spec): Spec {
  if (spec.parts.length > 0 && random.below(5) < 3) {
    const place = random.below(spec.parts.length);
    const parts = spec.parts.map((part, index) =>
      index === place ? changedSpec(random, part) : part,
    );
    return { ...spec, parts };
  }
  return CHANGES[random.below(CHANGES.length)]?.(random, spec) ?? spec;
}

type Change = (random: Random, spec: Spec) => Spec;

const WRAPPERS = ["optional", "nullable", "default", "catch", "readonly", "refined"] as const;

const rechosen: Change = (random, spec) => ({ ...spec, choice: random.below(1000) });

const CHANGES: readonly Change[] = [
  rechosen,
  rechosen,
  rechosen,
  (random) => randomSpec(random, 1),
  (random, spec) => ({ kind: random.pick(WRAPPERS), choice: random.below(1000), parts: [spec] }),
  // Without its wrapper.
  (_, spec) => spec.parts[0] ?? spec,
  (random, spec) => ({
    kind: "union",
    choice: 0,
    parts: random.below(2) === 0 ? [spec, randomSpec(random, 1)] : [randomSpec(random, 1), spec],
  }),
  (random, spec) => lists(spec, [...spec.parts, randomSpec(random, 1)]),
  (random, spec) => lists(spec, [...spec.parts, wrapped(random)]),
  (random, spec) => lists(spec, [randomSpec(random, 1), ...spec.parts]),
  (_, spec) => lists(spec, spec.parts.length > 2 ? spec.parts.slice(0, -1) : spec.parts),
  (_, spec) => lists(spec, spec.parts.toReversed()),
  (_, spec) => ({ ...spec, kind: COUSINS[spec.kind] ?? spec.kind }),
  () => ({ kind: "other", choice: 4, parts: [] }),
];

/** What has the same parts. */
const COUSINS: Partial<Record<Kind, Kind>> = {
  array: "set",
  set: "array",
  union: "xor",
  xor: "union",
  optional: "nullable",
  nullable: "optional",
  default: "optional",
  prefault: "default",
};

function wrapped(random: Random): Spec {
  return {
    kind: random.pick(WRAPPERS),
    choice: random.below(1000),
    parts: [randomSpec(random, 1)],
  };
}

function lists(spec: Spec, parts: readonly Spec[]): Spec {
  const isList = ["object", "tuple", "union", "xor", "discriminated"].includes(spec.kind);
  return isList ? { ...spec, parts } : spec;
}
