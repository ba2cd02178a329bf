import { z } from "zod";
import type { RuleId } from "../../../packages/cli/src/compat/rules.js";

/**
 * A change in which a rule applies, and one beside it in which it does not. The letters say what it means when old clients send
 * it, and when the new server does: breaking, unknown, warning, compatible; `-`: there the rule does not apply.
 */
export type TypeCase = readonly [
  rule: RuleId,
  verdicts: string,
  before: z.ZodType,
  after: z.ZodType,
  neighbour: z.ZodType | readonly [z.ZodType, z.ZodType],
];

const text = z.string();
const pair = z.object({ a: text, b: z.int() });
const single = z.object({ a: text });
const optional = z.object({ a: text, b: z.int().optional() });
const defaulted = z.object({ a: text, b: z.int().default(1) });
const strict = z.strictObject({ a: text });
const strictPair = z.strictObject({ a: text, b: z.int() });
const loose = z.looseObject({ a: text });
const loosePair = z.looseObject({ a: text, b: z.int() });
const isShort = (value: string): boolean => value.length < 9;
const tagged = { kind: z.literal("a"), type: z.literal("x") };
const other = { kind: z.literal("b"), type: z.literal("y") };
const levels = z.enum(["low", "high"]);

export const kindCases: readonly TypeCase[] = [
  ["kind-changed", "BB", text, z.int(), text.max(3)],
  ["kind-unclear", "UU", z.record(text, z.int()), pair, z.record(text, z.number())],
  ["type-to-unknown", "CB", z.int(), z.unknown(), z.number()],
  ["unknown-to-type", "BC", z.unknown(), z.int(), z.any()],
  ["rich-to-unknown", "UB", z.date(), z.unknown(), text],
  ["unknown-to-rich", "BU", z.unknown(), z.date(), z.int()],
  ["text-widened", "CB", z.date(), text, text.max(30)],
  ["text-narrowed", "BC", text, z.bigint(), text.min(1)],
  ["collection-changed", "WW", z.array(z.int()), z.set(z.int()), z.array(z.number())],
  ["wire-form-changed", "BB", z.date(), z.union([z.date(), text]), z.union([z.date(), z.int()])],
  ["null-added", "CB", text, text.nullable(), text.min(1)],
  ["null-removed", "BC", text.nullable(), text, text.min(1).nullable()],
  [
    "nothing-form-changed",
    "CC",
    z.array(text.optional()),
    z.array(text.nullable()),
    z.array(text.max(3).optional()),
  ],
  [
    "default-changed",
    "WC",
    defaulted,
    z.object({ a: text, b: z.int().default(2) }),
    z.object({ a: text, b: z.int().max(5).default(1) }),
  ],
  [
    "default-unclear",
    "U-",
    z.object({ a: text.optional() }),
    z.object({ a: text.min(5).prefault("no") }),
    z.object({ a: text.min(5).prefault("enough") }),
  ],
  [
    "default-unclear",
    "-U",
    z.object({ a: text.min(5).prefault("no") }),
    z.object({}),
    [z.object({ a: text.min(5).prefault("enough") }), z.object({})],
  ],
  ["catch-added", "CC", z.int(), z.int().catch(1), z.int().max(1)],
  ["catch-removed", "BC", z.int().catch(1), z.int(), z.int().catch(2)],
  ["catch-covers", "WW", z.int().catch(1), text.catch("x"), z.int().catch(2)],
  [
    "pipe-changed",
    "UU",
    text.pipe(text.min(1)),
    text.min(2).pipe(text.min(1)),
    text.pipe(text.min(2)),
  ],
  [
    "intersection-changed",
    "UU",
    z.intersection(single, z.object({ a: text.max(9) })),
    z.intersection(single, z.object({ a: text.max(8) })),
    [
      z.intersection(single, z.object({ b: z.int() })),
      z.intersection(single, z.object({ b: z.number() })),
    ],
  ],
  ["code-added", "UC", text, text.refine(isShort), text.min(1)],
  [
    "code-changed",
    "UC",
    text.refine(isShort),
    text.min(1).refine(isShort),
    text.refine((value) => value === ""),
  ],
  ["code-removed", "CC", text.refine(isShort), text, text.refine(isShort)],
];

export const choiceCases: readonly TypeCase[] = [
  ["literal-added", "CB", levels, z.enum(["low", "high", "top"]), z.enum(["low"])],
  ["literal-removed", "BC", levels, z.enum(["low"]), z.enum(["low", "high", "top"])],
  ["literal-to-kind", "CB", z.literal("a"), text, z.literal(["a", "b"])],
  ["kind-to-literal", "BC", z.int(), z.literal([1, 2]), z.number()],
  [
    "option-added",
    "CB",
    z.union([text, z.int()]),
    z.union([text, z.int(), z.boolean()]),
    z.union([text, z.number()]),
  ],
  [
    "option-removed",
    "BC",
    z.union([text, z.int(), z.boolean()]),
    z.union([text, z.int()]),
    z.union([text, z.number(), z.boolean()]),
  ],
  [
    "option-covered",
    "C-",
    z.union([z.literal("a"), z.int()]),
    z.union([text, z.int()]),
    z.union([z.literal(["a", "b"]), z.int()]),
  ],
  [
    "option-covered",
    "-C",
    z.union([text, z.int()]),
    z.union([z.literal("a"), z.int()]),
    z.union([text, z.number()]),
  ],
  [
    "option-moved",
    "BB",
    z.union([z.date(), text]),
    z.union([text, z.date()]),
    z.union([z.date(), text, z.bigint()]),
  ],
  ["option-moved", "BB", z.literal([1n, "1"]), z.literal(["1", 1n]), z.literal([1n, "1", "2"])],
  [
    "option-order-matters",
    "UU",
    z.union([pair, single]),
    z.union([single, pair]),
    z.union([pair, single, z.int()]),
  ],
  [
    "exclusive-unclear",
    "UU",
    z.xor([single, z.object({ b: z.int() })]),
    z.xor([single, z.object({ b: z.number() })]),
    [z.xor([text, z.int()]), z.xor([text, z.number()])],
  ],
  [
    "discriminator-changed",
    "CC",
    z.discriminatedUnion("kind", [z.object(tagged), z.object(other)]),
    z.discriminatedUnion("type", [z.object(tagged), z.object(other)]),
    z.discriminatedUnion("kind", [z.object(tagged)]),
  ],
];

export const objectCases: readonly TypeCase[] = [
  ["property-added-required", "BC", single, pair, optional],
  ["property-added-optional", "CC", single, optional, pair],
  ["property-added-optional", "CC", single, defaulted, pair],
  ["property-added-refused", "-B", strict, strictPair, z.strictObject({ a: text.max(1) })],
  ["property-added-open", "U-", loose, loosePair, z.looseObject({ a: text.max(1) })],
  [
    "property-added-open",
    "U-",
    z.union([single, z.object({ c: text })]),
    z.union([optional, z.object({ c: text })]),
    [z.union([single, text]), z.union([optional, text])],
  ],
  ["property-removed-required", "CB", pair, single, z.object({ b: z.int(), a: text })],
  ["property-removed-optional", "CC", optional, single, pair],
  ["property-removed-refused", "B-", strictPair, strict, [pair, single]],
  ["property-removed-open", "-U", loosePair, loose, [pair, single]],
  ["property-made-optional", "CB", pair, optional, defaulted],
  ["property-made-required", "BC", optional, pair, defaulted],
  ["property-made-defaulted", "CC", pair, defaulted, optional],
  ["property-default-removed", "BC", defaulted, pair, optional],
  ["property-default-given", "CC", optional, defaulted, pair],
  ["property-default-dropped", "CC", defaulted, optional, pair],
  [
    "exact-optional-changed",
    "CC",
    optional,
    z.object({ a: text, b: z.int().exactOptional() }),
    z.object({ a: text, b: z.number().optional() }),
  ],
  ["unknown-keys-dropped", "CC", strict, single, loose],
  ["unknown-keys-passed", "CC", single, loose, strict],
  ["unknown-keys-passed-on-refusal", "CB", strict, loose, single],
  ["unknown-keys-refused", "WC", single, strict, loose],
  ["unknown-keys-refused-open", "BC", loose, strict, single],
  [
    "whole-value-unclear",
    "U-",
    z.union([single, z.object({ c: text })]),
    z.union([strict, z.object({ c: text })]),
    [z.union([single, text]), z.union([strict, text])],
  ],
];

export const listCases: readonly TypeCase[] = [
  ["length-min-raised", "BC", text.min(1), text.min(2), text.min(1).max(2)],
  ["length-min-lowered", "CB", z.array(text).min(1), z.array(text), z.array(text).min(2)],
  ["length-max-raised", "CB", text.max(1), text.max(2), text.max(1).min(1)],
  ["length-max-lowered", "BC", z.set(text), z.set(text).max(2), z.set(text).min(1)],
  [
    "set-size-unclear",
    "UU",
    z.set(text).min(2),
    z.set(text.max(9)).min(2),
    [z.set(text).min(1), z.set(text.max(9)).min(1)],
  ],
  [
    "tuple-lengths-widened",
    "CB",
    z.tuple([text]),
    z.tuple([text, z.int().optional()]),
    z.tuple([text.max(1)]),
  ],
  [
    "tuple-lengths-narrowed",
    "BC",
    z.tuple([text], z.int()),
    z.tuple([text]),
    z.tuple([text], z.number()),
  ],
  [
    "record-key-added",
    "BB",
    z.record(levels, z.int()),
    z.record(z.enum(["low", "high", "top"]), z.int()),
    z.record(levels, z.number()),
  ],
  [
    "record-key-removed",
    "BB",
    z.record(levels, z.int()),
    z.record(z.enum(["low"]), z.int()),
    z.record(levels, z.number()),
  ],
  [
    "record-opened",
    "CB",
    z.record(levels, z.int()),
    z.record(text, z.int()),
    z.partialRecord(levels, z.int()),
  ],
  [
    "record-closed",
    "BC",
    z.record(text, z.int()),
    z.partialRecord(levels, z.int()),
    z.record(text.max(9), z.int()),
  ],
  [
    "record-keys-optional",
    "CB",
    z.record(levels, z.int()),
    z.partialRecord(levels, z.int()),
    z.record(levels, z.number()),
  ],
  [
    "record-keys-required",
    "BC",
    z.partialRecord(levels, z.int()),
    z.record(levels, z.int()),
    z.partialRecord(levels, z.number()),
  ],
  [
    "record-loosened",
    "CB",
    z.record(text.max(2), z.int()),
    z.looseRecord(text.max(2), z.int()),
    z.record(text.max(3), z.int()),
  ],
  [
    "record-tightened",
    "BC",
    z.looseRecord(text.max(2), z.int()),
    z.record(text.max(2), z.int()),
    z.looseRecord(text.max(2), z.number()),
  ],
  [
    "record-unclear",
    "UU",
    z.looseRecord(text.max(2), z.int()),
    z.looseRecord(text.max(3), z.int()),
    z.looseRecord(text.max(2), z.number()),
  ],
];

export const checkCases: readonly TypeCase[] = [
  ["value-min-raised", "BC", z.int().min(1), z.int().gt(1), z.int().min(1).max(9)],
  ["value-min-lowered", "CB", z.bigint().min(1n), z.bigint(), z.bigint().min(2n)],
  ["value-max-raised", "CB", z.int32(), z.int(), z.int32().min(0)],
  ["value-max-lowered", "BC", z.date(), z.date().max(new Date(0)), z.date().min(new Date(0))],
  ["integer-added", "BC", z.number(), z.int(), z.number().min(0)],
  ["integer-removed", "CB", z.int(), z.number(), z.int().min(0)],
  ["step-added", "BC", z.int(), z.int().multipleOf(5), z.int().max(5)],
  ["step-removed", "CB", z.int().multipleOf(10), z.int().multipleOf(5), z.int().multipleOf(20)],
  ["pattern-added", "BC", text, z.email(), text.max(9)],
  ["pattern-removed", "CB", text.regex(/a/), text, text.regex(/a/).max(1)],
  ["pattern-changed", "UU", text.regex(/a/), text.regex(/b/), text],
  [
    "text-part-added",
    "BC",
    text.startsWith("a"),
    text.startsWith("ab"),
    text.startsWith("a").max(9),
  ],
  ["text-part-removed", "CB", text.includes("ab"), text.includes("b"), text.includes("abc")],
  ["text-change-harmless", "CC", text, text.trim(), text.min(1)],
  ["text-change-unclear", "UU", text.min(1), text.trim().min(1), text.min(1).trim()],
];
