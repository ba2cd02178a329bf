import { describe, expect, it } from "vitest";
import { z } from "zod";
import * as mini from "zod/mini";
import { defineSchema, endpoint, message } from "../schema/index.js";
import type { Property, Type } from "./ir.js";
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
  const number: Type = { kind: "number", checks: [] };
  const safe = { kind: "format", int: true, range: [-(2 ** 53 - 1), 2 ** 53 - 1] } as const;
  const object = (properties: readonly Property[]): Type => ({
    kind: "object",
    others: "strip",
    properties,
  });
  const absent = { optin: "optional", optout: true } as const;

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
      {
        kind: "string",
        checks: [{ kind: "pattern", format: "regex", source: "a", flags: "i", shown: "/a/gi" }],
      },
    ],
    ["an integer", z.int(), { kind: "number", checks: [safe] }],
    ["an integer the old way", z.number().int(), { kind: "number", checks: [safe] }],
    [
      "a range, with words of its own",
      z.number().gt(1, "too little").max(5, { abort: true }),
      {
        kind: "number",
        checks: [
          { kind: "gt", value: 1, message: "too little" },
          { kind: "lte", value: 5, abort: true },
        ],
      },
    ],
    [
      "zod's own changes of a string",
      z.string().trim().normalize("NFKC").toLowerCase(),
      {
        kind: "string",
        checks: [{ kind: "trim" }, { kind: "normalize", form: "NFKC" }, { kind: "toLowerCase" }],
      },
    ],
    ["an enum as literals", z.enum(["a", "b"]), { kind: "literal", values: ["a", "b"] }],
    [
      "literals that JSON lacks",
      z.literal([1n, undefined]),
      {
        kind: "absence",
        inner: { kind: "literal", values: [{ $bigint: "1" }, { $undefined: true }] },
      },
    ],
    [
      "nullable twice as once",
      z.string().nullable().nullable(),
      { kind: "nullable", inner: string },
    ],
    [
      "an optional key",
      z.object({ a: z.string().optional() }),
      object([{ name: "a", type: { kind: "optional", inner: string }, ...absent }]),
    ],
    [
      "a default",
      z.object({ a: z.date().default(new Date(7)) }),
      object([
        {
          name: "a",
          type: { kind: "default", inner: { kind: "date", checks: [] }, value: { $date: 7 } },
          optin: "defaulted",
          optout: false,
        },
      ]),
    ],
    [
      "what may be nothing in a list",
      z.array(z.string().nullish()),
      {
        kind: "array",
        checks: [],
        item: {
          kind: "absence",
          boxed: true,
          inner: { kind: "optional", inner: { kind: "nullable", inner: string } },
        },
      },
    ],
    [
      "options that cannot be told apart on the wire",
      z.union([z.date(), z.string()]),
      { kind: "union", tagged: true, options: [{ kind: "date", checks: [] }, string] },
    ],
    [
      "options that can",
      z.union([z.date(), z.number()]),
      { kind: "union", options: [{ kind: "date", checks: [] }, number] },
    ],
    [
      "a record over an enum, whose keys are all there",
      z.record(z.enum(["a"]), z.number()),
      { kind: "record", key: { kind: "literal", values: ["a"] }, value: number, keys: ["a"] },
    ],
    [
      "a partial record",
      z.partialRecord(z.enum(["a"]), z.number()),
      {
        kind: "record",
        key: { kind: "literal", values: ["a"] },
        value: number,
        keys: null,
        partial: true,
      },
    ],
    [
      "code of the user's, and where it is",
      z.object({ a: z.string().refine((text) => text !== "") }),
      object([
        {
          name: "a",
          type: {
            kind: "zod",
            source: ["e", "clientToServer", "messages", "m", "_zod", "def", "shape", "a"],
            what: ".refine()",
            sent: string,
          },
          optin: null,
          optout: false,
        },
      ]),
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
    ["z.symbol() cannot travel", z.symbol()],
    ["z.file() cannot travel", z.file()],
    ["z.function() cannot travel", z.function()], // it is one, though not typed so
    ["z.promise() cannot travel", z.promise(z.string())],
    ["z.transform() cannot travel", z.transform(Number)],
    ["z.instanceof(URL) cannot travel", z.instanceof(URL)],
    ["an async function cannot travel", z.string().refine(async () => true)],
    ["an async function cannot travel", z.string().transform(async (text) => text)],
    ["this key of a record cannot travel", z.record(z.literal([1n as never]), z.int())],
  ])("refuses: %s", (message, type) => {
    expect(lowerType(type).messages[0]).toBe(`e.clientToServer.messages.m: ${message}`);
  });

  it.each<[string, string, z.ZodType]>([
    ["a list", ".l[]", z.object({ l: z.array(z.symbol()) })],
    ["a union", ".u[1]", z.object({ u: z.union([z.string(), z.symbol()]) })],
    ["a record", ".r.value", z.object({ r: z.record(z.string(), z.symbol()) })],
    ["a map", ".m.key", z.object({ m: z.map(z.symbol(), z.string()) })],
    ["a tuple", ".t[1]", z.object({ t: z.tuple([z.string(), z.symbol()]) })],
    ["optional and nullable", ".a.b", z.object({ a: z.object({ b: z.symbol() }).nullish() })],
  ])("names the place inside %s", (_, place, type) => {
    const message = `e.clientToServer.messages.m${place}: z.symbol() cannot travel`;
    expect(lowerType(type).messages).toEqual([message]);
  });

  it("refuses what goes one way only where the server sends it", () => {
    const messages = { m: z.object({ a: z.string().transform(Number) }) };
    expect(
      problems({ e: unchecked({ mode: "require", path: "/e", clientToServer: { messages } }) }),
    ).toEqual([]);
    expect(
      problems({ e: unchecked({ mode: "require", path: "/e", serverToClient: { messages } }) }),
    ).toEqual([
      "WSG1201 e.serverToClient.messages.m: the server sends this, and .transform() goes one way only",
    ]);
  });

  it("names types that contain themselves after their place, and refuses those that never end", () => {
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
    expect(lowerType(Tree)).toEqual({ type: { kind: "ref", name: "EM" }, messages: [] });
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

  it("drops the key that zod drops", () => {
    const type = z.object({ ["__proto__"]: z.string(), a: z.string() });
    expect(lowerType(type)).toMatchObject({ type: { properties: [{ name: "a" }] }, messages: [] });
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

  it("get a name from their first place where they are used more than once", () => {
    const messages = { say: z.object({ user: shape }), hear: z.array(shape) };
    const { program } = lower({
      chat: unchecked({ mode: "require", path: "/e", serverToClient: { messages } }),
    });
    expect(program.shapes.map(({ name }) => name)).toEqual(["ChatSayUser"]);
  });

  it.each([
    ["an element of a tuple", z.tuple([shape])],
    ["the option of a union", z.union([shape, z.string()])],
    ["the key of a map", z.map(shape, z.string())],
    ["something that may be left out", z.object({ a: shape.optional().default({ a: "" }) })],
  ])("stay without a name where they are used once, as %s", (_, once) => {
    const names = (messages: object): string[] =>
      lower({
        e: unchecked({ mode: "require", path: "/e", clientToServer: { messages } }),
      }).program.shapes.map(({ name }) => name);
    expect(names({ m: once })).toEqual([]);
    expect(names({ m: once, n: message(z.object({ b: once })) })).toHaveLength(1);
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
  ])("are refused when they %s", (_, type, text) => {
    expect(lowerType(type).messages).toEqual([expect.stringContaining(text)]);
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
    [z.string().optional(), "may be null"],
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
