import { expect, it } from "vitest";
import { z } from "zod";
import {
  defineSchema,
  endpoint,
  message,
  type CallDefinition,
  type MessagesDirection,
} from "../schema/index.js";
import { contractsOf } from "./contract.js";
import { lowerSchema } from "./lower-schema.js";

function hashOfDirection(clientToServer: MessagesDirection): string | undefined {
  const schema = defineSchema({
    chat: endpoint({ mode: "require", path: "/chat", clientToServer }),
  });
  const { program, diagnostics } = lowerSchema(schema, "schema.ts");
  expect(diagnostics).toEqual([]);
  return contractsOf(program)["chat"]?.hash;
}

function hashOf(say: z.ZodType): string | undefined {
  return hashOfDirection({ messages: { say } });
}

const plain = z.object({
  text: z.string().min(1).max(9),
  mood: z.enum(["good", "bad"]).optional(),
});

it("is the same whatever docs and order say", () => {
  const reordered = z
    .object({
      mood: z.enum(["bad", "good"]).optional(),
      text: z.string().max(9).min(1).describe("Text."),
    })
    .describe("A line.");
  expect(hashOf(reordered)).toBe(hashOf(plain));
});

it.each([
  ["a key is added", plain.extend({ at: z.int() })],
  ["a limit changes", plain.extend({ text: z.string().min(1).max(10) })],
  ["a key becomes required", plain.extend({ mood: z.enum(["good", "bad"]) })],
  ["unknown keys are refused", plain.strict()],
])("changes when %s", (_, changed) => {
  expect(hashOf(changed)).not.toBe(hashOf(plain));
});

it.each([
  ["a text is changed before it is checked", z.string().min(2).trim(), z.string().trim().min(2)],
  ["literals that look alike are reordered", z.literal([1n, "1"]), z.literal(["1", 1n])],
])("changes when %s", (_, one, other) => {
  expect(hashOf(one)).not.toBe(hashOf(other));
});

it("changes with a shape that is only referred to", () => {
  const shape = (text: z.ZodType): z.ZodType => z.array(z.object({ text }).meta({ id: "Line" }));
  expect(hashOf(shape(z.string()))).not.toBe(hashOf(shape(z.int())));
});

const call: CallDefinition = {
  input: plain,
  output: z.int(),
  errors: { FULL: z.int(), GONE: z.null() },
};

it("is the same whatever docs and order say of a call", () => {
  const described: CallDefinition = {
    effect: "once",
    errors: { GONE: z.null(), FULL: z.int().describe("How many.") },
    output: z.int(),
    input: plain.describe("A line."),
  };
  const other: CallDefinition = {};
  expect(hashOfDirection({ calls: { other, say: described } })).toBe(
    hashOfDirection({ calls: { say: call, other } }),
  );
});

it.each<[string, CallDefinition]>([
  ["its input", { ...call, input: z.string() }],
  ["its output", { input: plain, errors: { FULL: z.int(), GONE: z.null() } }],
  ["its items", { ...call, items: z.int() }],
  ["its uploads", { ...call, uploads: z.int() }],
  ["an error", { ...call, errors: { FULL: z.int() } }],
  ["the data of an error", { ...call, errors: { FULL: z.string(), GONE: z.null() } }],
  ["its effect", { ...call, effect: "safe" }],
])("changes with a call: %s", (_, changed) => {
  expect(hashOfDirection({ calls: { say: changed } })).not.toBe(
    hashOfDirection({ calls: { say: call } }),
  );
});

it("changes with the delivery of a message, and with its key", () => {
  const type = z.object({ user: z.string(), room: z.string() });
  const hashes = [
    type,
    message(type, { delivery: "volatile" }),
    message(type, { delivery: "latest", key: "user" }),
    message(type, { delivery: "latest", key: "room" }),
  ].map((cursor) => hashOfDirection({ messages: { cursor } }));
  expect(new Set(hashes).size).toBe(4);
  expect(hashOfDirection({ messages: { cursor: message(type, { delivery: "reliable" }) } })).toBe(
    hashes[0],
  );
});
