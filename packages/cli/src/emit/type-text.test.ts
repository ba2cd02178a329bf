import { expect, it } from "vitest";
import type { Type } from "../ir/ir.js";
import { typeText } from "./type-text.js";

const string: Type = { kind: "string", checks: [] };
const wide: Type = { kind: "literal", values: ["x".repeat(40), "y".repeat(40), "z".repeat(40)] };

function text(type: Type): string {
  return typeText(type, (name) => name, 0);
}

it.each<[string, Type]>([
  ['"a" | 1 | null', { kind: "literal", values: ["a", 1, null] }],
  ["(string | null)[]", { kind: "array", checks: [], item: { kind: "nullable", inner: string } }],
  [
    "User[][]",
    {
      kind: "array",
      checks: [],
      item: { kind: "array", checks: [], item: { kind: "ref", name: "User" } },
    },
  ],
  [
    "Record<string, string>",
    { kind: "record", key: { kind: "string", checks: [] }, value: string },
  ],
  ["Record<string, never>", { kind: "object", mode: "strip", properties: [] }],
  [
    '{ a: string; "b-c"?: string | undefined }',
    {
      kind: "object",
      mode: "strip",
      properties: [
        { name: "a", type: string, optional: false },
        { name: "b-c", type: string, optional: true },
      ],
    },
  ],
  ["{ [key: string]: unknown }", { kind: "object", mode: "loose", properties: [] }],
  ["string | null", { kind: "union", options: [string, { kind: "nullable", inner: string }] }],
])("prints %s", (expected, type) => {
  expect(text(type)).toBe(expected);
});

it("puts what is too wide on lines of its own", () => {
  expect(text(wide)).toBe(
    `\n  | "${"x".repeat(40)}"\n  | "${"y".repeat(40)}"\n  | "${"z".repeat(40)}"`,
  );
  expect(text({ kind: "array", checks: [], item: wide })).toMatch(
    /^\(\n {2}\| "x+"\n {2}\| "y+"\n {2}\| "z+"\n\)\[\]$/,
  );
});

it("keeps an object with docs on several lines", () => {
  const property = {
    name: "a",
    type: { ...string, docs: { description: "Text." } },
    optional: false,
  };
  expect(text({ kind: "object", mode: "strip", properties: [property] })).toBe(
    "{\n  /** Text. */\n  a: string;\n}",
  );
});
