import { describe, expect, it } from "vitest";
import { z } from "zod";
import * as mini from "zod/mini";
import { defineSchema, endpoint } from "../schema/index.js";
import type { Type } from "./ir.js";
import { lowerSchema } from "./lower-schema.js";

/** Lowers a schema whose endpoints were not type-checked. */
function lower(endpoints: Record<string, unknown>): ReturnType<typeof lowerSchema> {
  return lowerSchema(defineSchema(endpoints as never), "schema.ts"); // what no compiler has seen
}

function unchecked(definition: object): unknown {
  return endpoint(definition as never); // what no compiler has seen
}

/** Lowers one type as the message `m`. */
function lowerType(type: z.ZodType | mini.ZodMiniType): {
  type: Type | undefined;
  messages: string[];
} {
  const one = unchecked({ mode: "require", path: "/e", clientToServer: { messages: { m: type } } });
  const { program, diagnostics } = lower({ e: one });
  const contract = program.endpoints[0]?.contract;
  const message = contract?.kind === "messages" ? contract.clientToServer.messages[0] : undefined;
  return { type: message?.type, messages: diagnostics.map(({ message: text }) => text) };
}

function problems(endpoints: Record<string, unknown>): string[] {
  return lower(endpoints).diagnostics.map(({ code, message }) => `${code} ${message}`);
}

describe("lowering a type", () => {
  const string: Type = { kind: "string", checks: [] };
  const number: Type = { kind: "number", int: false, checks: [] };

  it.each<[string, z.ZodType | mini.ZodMiniType, Type]>([
    ["a string", z.string(), string],
    [
      "limits in zod/mini",
      mini.string().check(mini.minLength(2)),
      { kind: "string", checks: [{ kind: "min", value: 2 }] },
    ],
    [
      "a pattern without its g",
      z.string().regex(/a/gi),
      { kind: "string", checks: [{ kind: "regex", source: "a", flags: "i" }] },
    ],
    ["an integer", z.int(), { kind: "number", int: true, checks: [] }],
    ["an integer the old way", z.number().int(), { kind: "number", int: true, checks: [] }],
    [
      "a range",
      z.number().gt(1).max(5),
      {
        kind: "number",
        int: false,
        checks: [
          { kind: "gt", value: 1 },
          { kind: "lte", value: 5 },
        ],
      },
    ],
    ["an enum as literals", z.enum(["a", "b"]), { kind: "literal", values: ["a", "b"] }],
    [
      "a union of literals as one literal",
      z.union([z.literal("a"), z.enum(["b", "a"])]),
      { kind: "literal", values: ["a", "b"] },
    ],
    [
      "nullable twice as once",
      z.string().nullable().nullable(),
      { kind: "nullable", inner: string },
    ],
    [
      "an optional key",
      z.object({ a: z.string().optional() }),
      { kind: "object", mode: "strip", properties: [{ name: "a", type: string, optional: true }] },
    ],
    [
      "optional inside nullable",
      z.object({ a: z.string().optional().nullable() }),
      {
        kind: "object",
        mode: "strip",
        properties: [{ name: "a", type: { kind: "nullable", inner: string }, optional: true }],
      },
    ],
    [
      "a record over an enum as a strict object",
      z.record(z.enum(["a"]), z.number()),
      {
        kind: "object",
        mode: "strict",
        properties: [{ name: "a", type: number, optional: false }],
      },
    ],
    [
      "a partial record as optional keys",
      z.partialRecord(z.enum(["a"]), z.number()),
      { kind: "object", mode: "strict", properties: [{ name: "a", type: number, optional: true }] },
    ],
    ["a branded type as what it is", z.string().brand("Id"), string],
    [
      "docs",
      z.string().describe(" Text. ").meta({ deprecated: true }),
      { ...string, docs: { description: "Text.", deprecated: true } },
    ],
  ])("takes %s", (_, type, expected) => {
    expect(lowerType(type)).toEqual({ type: expected, messages: [] });
  });

  it.each<[string, z.ZodType]>([
    ["z.date() is not supported yet", z.date()],
    ["z.bigint() is not supported yet", z.bigint()],
    ["z.any() is not supported yet", z.any()],
    ["z.map() is not supported yet", z.map(z.string(), z.string())],
    ["z.set() is not supported yet", z.set(z.string())],
    ["z.tuple() is not supported yet", z.tuple([z.string()])],
    ["z.lazy() is not supported yet", z.lazy(() => z.string())],
    ["z.custom() is not supported yet", z.custom()],
    ["z.never() is not supported yet", z.never()],
    ["z.undefined() is not supported yet", z.undefined()],
    ["z.symbol() is not supported yet", z.symbol()],
    ["z.xor() is not supported yet", z.xor([z.string(), z.int()])],
    ["z.looseRecord() is not supported yet", z.looseRecord(z.string(), z.int())],
    [".transform(), .pipe() or a codec is not supported yet", z.string().transform(Number)],
    [".default() is not supported yet", z.string().default("a")],
    [".readonly() is not supported yet", z.object({}).readonly()],
    [".catchall() is not supported yet", z.object({}).catchall(z.string())],
    [".refine() is not supported yet", z.string().refine(() => true)],
    [".refine() or another check of its own is not supported yet", z.object({}).refine(() => true)],
    [".trim() or another change is not supported yet", z.string().trim()],
    ['the string format "email" is not supported yet', z.email()],
    ['the string format "starts_with" is not supported yet', z.string().startsWith("a")],
    ["z.coerce.number() is not supported yet", z.coerce.number()],
    ["the limit Infinity is not supported yet", z.number().min(Infinity)],
    ["the literal 1 is not supported yet", z.literal(1n)],
    ["the literal undefined is not supported yet", z.literal([undefined, "a"])],
    ["z.exactOptional() is not supported yet", z.exactOptional(z.string())],
  ])("refuses: %s", (message, type) => {
    expect(lowerType(type).messages).toEqual([`e.clientToServer.messages.m: ${message}`]);
  });

  it.each<[string, string, z.ZodType]>([
    ["a list", ".l[]", z.object({ l: z.array(z.date()) })],
    ["a union", ".u[1]", z.object({ u: z.union([z.string(), z.date()]) })],
    ["a record", ".r.value", z.object({ r: z.record(z.string(), z.date()) })],
    ["optional and nullable", ".a.b", z.object({ a: z.object({ b: z.date() }).nullish() })],
  ])("names the place inside %s", (_, place, type) => {
    const message = `e.clientToServer.messages.m${place}: z.date() is not supported yet`;
    expect(lowerType(type).messages).toEqual([message]);
  });

  it("refuses undefined where JSON has none", () => {
    for (const type of [
      z.string().optional(),
      z.array(z.string().optional()),
      z.union([z.string().optional()]),
    ]) {
      expect(lowerType(type).messages).toEqual([
        expect.stringMatching(/^e\.clientToServer\.messages\.m\S* may be undefined/),
      ]);
    }
  });

  it("refuses types that contain themselves, however they do it", () => {
    const Tree = z.object({
      get children(): z.ZodType {
        return z.array(Tree);
      },
    });
    const endless = (): z.ZodType =>
      z.object({
        get next() {
          return endless();
        },
      });
    expect(lowerType(Tree).messages).toEqual([expect.stringContaining("m.children[] refers back")]);
    expect(lowerType(endless()).messages).toEqual([
      expect.stringContaining("m is nested more than"),
    ]);
  });

  it("refuses a getter that throws", () => {
    const type = z.object({
      get a(): z.ZodType {
        throw new Error("too early");
      },
    });
    expect(lowerType(type).messages).toEqual([
      "e.clientToServer.messages.m cannot be read: too early",
    ]);
  });

  it("refuses keys that no object can have", () => {
    const type = z.object({ ["__proto__"]: z.string(), toString: z.string().optional() });
    expect(lowerType(type).messages).toEqual([
      "e.clientToServer.messages.m.__proto__: the key __proto__ is not supported yet",
      "e.clientToServer.messages.m.toString: an optional key that every object inherits (toString) is not supported yet",
    ]);
  });

  it("refuses a discriminated union whose options cannot be told apart", () => {
    const optional = z.discriminatedUnion("t", [z.object({ t: z.literal("a").optional() })]);
    expect(lowerType(optional).messages).toEqual([
      'e.clientToServer.messages.m[0]: the discriminator "t" of this option is not supported yet',
    ]);
    const twice = z.discriminatedUnion("t", [
      z.object({ t: z.literal("a") }),
      z.object({ t: z.literal("a") }),
    ]);
    expect(lowerType(twice).messages).toEqual([
      'e.clientToServer.messages.m: two options have t "a"',
    ]);
  });
});

describe("shapes with an id", () => {
  const shape = z.object({ a: z.string() });

  it("are lowered once and referred to", () => {
    const type = z.object({ one: shape.meta({ id: "A" }), two: z.array(shape.meta({ id: "A" })) });
    const messages = { m: type };
    const { program, diagnostics } = lower({
      e: unchecked({ mode: "require", path: "/e", serverToClient: { messages } }),
    });
    expect(diagnostics).toEqual([]);
    expect(program.shapes.map(({ name }) => name)).toEqual(["A"]);
  });

  it.each([
    [
      "differ",
      z.object({ a: shape.meta({ id: "A" }), b: z.string().meta({ id: "A" }) }),
      'another type has .meta({ id: "A" }) as well',
    ],
    ["are no identifiers", shape.meta({ id: "a b" }), '"a b" in .meta({ id }) cannot name a type'],
    ["hide a global", shape.meta({ id: "Record" }), '"Record" in .meta({ id }) cannot name a type'],
    [
      "are generated anyway",
      shape.meta({ id: "EHandler" }),
      "the name EHandler is generated for e as well",
    ],
    [
      "are always generated",
      shape.meta({ id: "Handlers" }),
      "the name Handlers is generated for every schema as well",
    ],
  ])("are refused when they %s", (_, type, message) => {
    expect(lowerType(type).messages).toEqual([expect.stringContaining(message)]);
  });
});

describe("a raw endpoint", () => {
  const Text = z.string().meta({ id: "Text" });

  it.each([
    ["text", z.string()],
    ["text", z.enum(["a", "b"])],
    ["text", z.union([Text, z.literal("b")])],
    ["json", z.object({})],
    ["json", z.union([z.int(), z.array(z.string())])],
  ])("is written as %s", (encoding, type) => {
    const { program, diagnostics } = lower({
      e: unchecked({ mode: "require", path: "/e", clientToServer: type }),
    });
    expect(diagnostics).toEqual([]);
    expect(program.endpoints[0]?.contract).toMatchObject({
      kind: "raw",
      clientToServer: { encoding },
      serverToClient: null,
    });
  });

  it.each([
    [z.union([z.string(), z.object({})]), "may be a string or something else"],
    [z.literal(["a", 1]), "may be a string or something else"],
    [z.unknown(), "may be null"],
    [z.null(), "may be null"],
    [z.string().nullable(), "may be null"],
    [z.string().optional(), "may be undefined"],
  ])("refuses what a bare frame cannot carry", (type, message) => {
    const endpoints = { e: unchecked({ mode: "require", path: "/e", clientToServer: type }) };
    expect(problems(endpoints)).toEqual([expect.stringContaining(`e.clientToServer ${message}`)]);
  });

  it("may carry strings one way and JSON the other", () => {
    const mixed = unchecked({
      mode: "require",
      path: "/e",
      clientToServer: z.string(),
      serverToClient: z.int(),
    });
    const { program, diagnostics } = lower({ e: mixed });
    expect(diagnostics).toEqual([]);
    expect(program.endpoints[0]?.contract).toMatchObject({
      clientToServer: { encoding: "text" },
      serverToClient: { encoding: "json" },
    });
  });
});

describe("names and paths", () => {
  const at = (path: string, more: object = {}): unknown =>
    unchecked({ mode: "require", path, ...more });

  it.each([
    "listen",
    "close",
    "room",
    "then",
    "constructor",
    "class",
    "$a",
    "a-b",
    "con",
    "1a",
    "Chat",
  ])("refuses the endpoint name %s", (name) => {
    expect(problems({ [name]: at("/e") })).toEqual([
      expect.stringContaining(`WSG1106 the endpoint name "${name}"`),
    ]);
  });

  it.each(["", "$x", "then", "__proto__", "constructor", "a b", "a\u0007"])(
    "refuses the message name %j",
    (name) => {
      const messages = Object.fromEntries([[name, z.string()]]);
      expect(problems({ e: at("/e", { clientToServer: { messages } }) })).toEqual([
        expect.stringContaining(`the message name ${JSON.stringify(name)}`),
      ]);
    },
  );

  it("takes message names that need quotes", () => {
    const messages = { "user:joined": z.string(), "a.b/c": z.string() };
    expect(problems({ e: at("/e", { clientToServer: { messages } }) })).toEqual([]);
  });

  it.each(["a", "/a?b", "/a#b", "/a//b", "/a/", "/a/../b", "/a b", "/:a-b", "/:", "/a%20b"])(
    "refuses the path %s",
    (path) => {
      expect(problems({ e: at(path) })[0]).toContain(`WSG110`);
    },
  );

  it("says what to do about a path, once", () => {
    const fixes = (path: string): string[] =>
      lower({ e: at(path) }).diagnostics.map(({ fix }) => fix);
    expect(fixes("/f/:")).toEqual(['for example "/rooms/:room"']);
    expect(fixes("/f/../g")).toEqual(["write the path without it"]);
    expect(fixes("/f/")).toEqual(['remove the "/" at the end, or the second of two']);
  });

  it("refuses two endpoints that answer the same URLs", () => {
    const params = (name: string): object => ({ params: z.object({ [name]: z.string() }) });
    const found = problems({ one: at("/r/:a", params("a")), two: at("/r/:b", params("b")) });
    expect(found).toEqual([
      expect.stringMatching(/^WSG1105 two and one \(line \d+\) have the same path \/r\/:b$/),
    ]);
  });

  it("refuses names that differ by case only, or are generated twice", () => {
    expect(problems({ chatRoom: at("/a"), chatroom: at("/b") })).toEqual([
      "WSG1107 chatroom and chatRoom would share one handler file where case does not count",
    ]);
    expect(problems({ chat: at("/a"), chatParams: at("/b") })).toEqual([
      "WSG1107 chatParams: the name chatParams is generated for chat as well",
    ]);
  });

  it.each([
    ["params", z.object({ id: z.string().optional() })],
    ["params", z.object({ id: z.array(z.string()) })],
    ["params", z.object({ id: z.literal(1) })],
    ["query", z.object({ id: z.object({}) })],
    ["query", z.object({ id: z.string().nullable() })],
    ["query", z.looseObject({})],
    ["query", z.string()],
  ])("refuses %s that do not fit into a URL", (key, type) => {
    const path = key === "params" ? "/e/:id" : "/e";
    expect(problems({ e: at(path, { [key]: type }) })).toContainEqual(
      expect.stringContaining(`WSG1104 e.${key}`),
    );
  });
});
