import { expect, it } from "vitest";
import { z } from "zod";
import { defineSchema, endpoint } from "../schema/index.js";
import { contractsOf } from "./contract.js";
import { lowerSchema } from "./lower-schema.js";

function hashOf(say: z.ZodType): string | undefined {
  const schema = defineSchema({
    chat: endpoint({ mode: "require", path: "/chat", clientToServer: { messages: { say } } }),
  });
  const { program } = lowerSchema(schema, "schema.ts");
  return contractsOf(program)["chat"]?.hash;
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
  ["a key becomes required", plain.required()],
  ["unknown keys are refused", plain.strict()],
])("changes when %s", (_, changed) => {
  expect(hashOf(changed)).not.toBe(hashOf(plain));
});

it("changes with a shape that is only referred to", () => {
  const shape = (text: z.ZodType): z.ZodType => z.array(z.object({ text }).meta({ id: "Line" }));
  expect(hashOf(shape(z.string()))).not.toBe(hashOf(shape(z.int())));
});
