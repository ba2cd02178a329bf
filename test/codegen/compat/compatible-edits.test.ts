import { expect, it } from "vitest";
import { z } from "zod";
import { isCompatible } from "../../../packages/cli/src/compat/compare-contracts.js";
import { judgedType } from "./judged.js";

const text = z.string();
const line = z.object({ text: z.string().max(500), mood: z.enum(["good", "bad"]).optional() });
const circle = z.object({ kind: z.literal("circle"), radius: z.number() });
const square = z.object({ kind: z.literal("square"), side: z.number() });
const shapes = z.discriminatedUnion("kind", [circle]);
const Folder = z.object({
  name: z.string(),
  get folders() {
    return z.array(Folder);
  },
});
const Wider = z.object({
  name: z.string().nullable(),
  color: z.string().optional(),
  get folders() {
    return z.array(Wider);
  },
});

/** What receivers may do at any time: each takes all that the one before it took. */
const wider: readonly (readonly [string, z.ZodType, z.ZodType])[] = [
  ["an optional property", line, line.extend({ at: z.date().optional() })],
  ["a property with a default", line, line.extend({ loud: z.boolean().default(false) })],
  ["a property that is dropped", line.extend({ at: z.date() }), line],
  ["a property that may be left out", line, line.partial()],
  ["a greater limit", line, line.extend({ text: text.max(1000) })],
  ["no limit", line, line.extend({ text })],
  ["another mood", line, line.extend({ mood: z.enum(["good", "bad", "odd"]).optional() })],
  ["any mood", line, line.extend({ mood: text.optional() })],
  ["null", line, line.extend({ text: text.max(500).nullable() })],
  ["unknown keys", line, z.looseObject(line.shape)],
  ["numbers in place of integers", z.int(), z.number()],
  ["an option of a union", text, z.union([text, z.int()])],
  ["an option with a tag", shapes, z.discriminatedUnion("kind", [square, circle])],
  ["an option with a tag, in a plain union", circle, z.union([square, circle])],
  ["a union that drops its tag", shapes, z.union([circle, text])],
  ["lists of more", z.array(z.int()).max(2), z.array(z.number()).max(3)],
  ["a tuple of more", z.tuple([text]), z.tuple([text], z.int())],
  ["a record of more", z.record(text.max(9), z.int()), z.record(text, z.int().nullable())],
  ["maps and sets of more", z.map(text, z.set(z.int())), z.map(text, z.set(z.number()))],
  ["any JSON", line, z.unknown()],
  ["a value that is caught", z.object({ a: z.int() }), z.object({ a: z.int().catch(0) })],
  ["a text that is trimmed", text, text.trim()],
  ["a type inside of itself", Folder, Wider],
  ["an intersection of objects", line, z.intersection(line, z.object({ b: z.int().optional() }))],
];

it.each(wider)("old clients may send to what takes %s", (_what, narrow, wide) => {
  const changes = judgedType("client", narrow, wide);
  expect(changes).not.toEqual([]);
  expect(changes.filter((change) => !isCompatible([change]))).toEqual([]);
});

it.each(wider)("old clients may be sent less than %s", (_what, narrow, wide) => {
  const changes = judgedType("server", wide, narrow);
  expect(changes.filter((change) => !isCompatible([change]))).toEqual([]);
});

it("a type inside of itself is told of once", () => {
  const places = judgedType("server", Folder, Wider).map(({ at, rule }) => `${rule} ${at}`);
  expect(places).toEqual([
    "property-added-optional chat.serverToClient.messages.say.color",
    "null-added chat.serverToClient.messages.say.name",
  ]);
});

// Looking through the wrapper, the comparison did not see that it had been here before.
it.each<[string, (inner: z.ZodType) => z.ZodType]>([
  ["optional", (inner) => inner.optional()],
  ["nullable", (inner) => inner.nullable()],
  ["with a default", (inner) => inner.default({})],
  ["with a value instead of what does not fit", (inner) => inner.catch({})],
  ["readonly", (inner) => inner.readonly().optional()],
])("a list whose rest is %s is compared, and told of once", (_, wrap) => {
  const listOf = (value: z.ZodType): z.ZodType => {
    const List: z.ZodType = z.lazy(() => z.object({ value, next: wrap(List) }));
    return List;
  };
  const changes = judgedType("client", listOf(z.int()), listOf(z.int().max(9)));
  expect(changes.map(({ rule }) => rule)).toEqual(["value-max-lowered"]);
});

it("a number below the largest that is exact is no integer without a limit", () => {
  const below = z.number().lt(Number.MAX_SAFE_INTEGER);
  const rules = judgedType("client", z.int(), below).map(({ rule }) => rule);
  expect(rules.toSorted()).toEqual(["integer-removed", "value-max-lowered"]);
});

it("types that lead to one another are compared in time", () => {
  const names = Array.from({ length: 14 }, (_, index) => `n${index}`);
  const grammar = (leaf: z.ZodType): z.ZodType => {
    const nodes: z.ZodType[] = names.map(
      (name) =>
        z.lazy(() =>
          z.object({ kind: z.literal(name), parts: z.array(z.union(nodes as [z.ZodType])) }),
        ), // there are some
    );
    return z.object({ leaf, root: z.union(nodes as [z.ZodType]) }); // as above
  };
  const changes = judgedType("client", grammar(z.int()), grammar(z.number()));
  expect(changes.map(({ rule }) => rule)).toEqual(["integer-removed"]);
});
