import { expect, it } from "vitest";
import type { Property, Type } from "../ir/ir.js";
import { type Printer, typeText } from "./type-text.js";
import type { View } from "./views.js";

const string: Type = { kind: "string", checks: [] };
const number: Type = { kind: "number", checks: [] };
const wide: Type = { kind: "literal", values: ["x".repeat(40), "y".repeat(40), "z".repeat(40)] };

function text(type: Type, view: View = "received"): string {
  const printer: Printer = {
    view,
    nameShape: (name) => name,
    nameImported: (source) => `Of<"${source.join(".")}">`,
    resolve: (ref) => ref,
  };
  return typeText(type, printer, 0);
}

function property(name: string, type: Type, optional = false): Property {
  return { name, type, optin: optional ? "optional" : null, optout: optional };
}

function object(properties: readonly Property[]): Type {
  return { kind: "object", others: "strip", properties };
}

function list(item: Type): Type {
  return { kind: "array", checks: [], item };
}

it.each<[string, Type]>([
  ['"a" | 1 | null', { kind: "literal", values: ["a", 1, null] }],
  ["1n | undefined", { kind: "literal", values: [{ $bigint: "1" }, { $undefined: true }] }],
  ["(string | null)[]", list({ kind: "nullable", inner: string })],
  ["User[][]", list(list({ kind: "ref", name: "User" }))],
  ["(string & number)[]", list({ kind: "intersection", left: string, right: number })],
  [
    "`a${string}`[]",
    list({ kind: "template", pattern: { source: "", flags: "" }, parts: ["a", string] }),
  ],
  ["{ [key: string]: string }", { kind: "record", key: string, value: string, keys: null }],
  [
    "Partial<Record<number, string>>",
    { kind: "record", key: number, value: string, keys: null, partial: true },
  ],
  ["Record<string, never>", object([])],
  [
    '{ a: string; "b-c"?: string | undefined }',
    object([property("a", string), property("b-c", { kind: "optional", inner: string }, true)]),
  ],
  [
    "{ a?: string }",
    object([property("a", { kind: "optional", exact: true, inner: string }, true)]),
  ],
  ["{ [key: string]: unknown }", { kind: "object", others: "loose", properties: [] }],
  [
    "{ a: string } & { [key: string]: number }",
    { kind: "object", others: number, properties: [property("a", string)] },
  ],
  ["string | null", { kind: "union", options: [string, { kind: "nullable", inner: string }] }],
  [
    "Map<string, Set<Date>>",
    {
      kind: "map",
      key: string,
      value: { kind: "set", item: { kind: "date", checks: [] }, checks: [] },
      checks: [],
    },
  ],
  ["readonly string[]", { kind: "readonly", inner: list(string) }],
  [
    "ReadonlyMap<string, string>",
    { kind: "readonly", inner: { kind: "map", key: string, value: string, checks: [] } },
  ],
  [
    "[string, number?, ...boolean[]]",
    {
      kind: "tuple",
      items: [
        { type: string, optin: null, optout: false },
        { type: number, optin: "optional", optout: true },
      ],
      rest: { kind: "boolean" },
    },
  ],
])("prints %s", (expected, type) => {
  expect(text(type)).toBe(expected);
});

it("prints a default as what may be left out by who sends, and as what is there for who receives", () => {
  const type = object([
    {
      name: "a",
      type: { kind: "default", inner: string, value: "x" },
      optin: "defaulted",
      optout: false,
    },
  ]);
  expect(text(type, "sent")).toBe("{ a?: string | undefined }");
  expect(text(type, "received")).toBe("{ a: string }");
  expect(text(type, "server")).toBe("{ a: string }");
});

it("prints what only the schema knows as what travels for clients, and by import for the server", () => {
  const type: Type = {
    kind: "zod",
    source: ["chat", "x"],
    what: "z.codec()",
    sent: string,
    output: "import",
  };
  expect([text(type, "sent"), text(type, "received")]).toEqual(["string", "string"]);
  expect(text(list(type), "server")).toBe('Of<"chat.x">[]');
});

it("puts what is too wide on lines of its own", () => {
  expect(text(wide)).toBe(
    `\n  | "${"x".repeat(40)}"\n  | "${"y".repeat(40)}"\n  | "${"z".repeat(40)}"`,
  );
  expect(text(list(wide))).toMatch(/^\(\n {2}\| "x+"\n {2}\| "y+"\n {2}\| "z+"\n\)\[\]$/);
});

it("keeps an object with docs on several lines", () => {
  const documented = property("a", { ...string, docs: { description: "Text." } });
  expect(text(object([documented]))).toBe("{\n  /** Text. */\n  a: string;\n}");
});
