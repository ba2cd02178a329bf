import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineSchema, endpoint, message } from "../schema/index.js";
import type { Direction } from "./ir.js";
import { lowerSchema } from "./lower-schema.js";

interface Found {
  readonly direction: Direction | undefined;
  readonly problems: readonly string[];
  readonly fixes: readonly string[];
}

/** Lowers what a client may say on the endpoint `e`; no compiler has seen it. */
function lower(clientToServer: unknown): Found {
  const definition = { mode: "require", path: "/e", clientToServer };
  const schema = defineSchema({ e: endpoint(definition as never) });
  const { program, diagnostics } = lowerSchema(schema, "schema.ts");
  const contract = program.endpoints[0]?.contract;
  return {
    direction: contract?.kind === "messages" ? contract.clientToServer : undefined,
    problems: diagnostics.map(({ code, message: text }) => `${code} ${text}`),
    fixes: diagnostics.map(({ fix }) => fix),
  };
}

const string = { kind: "string", checks: [] } as const;

describe("a direction", () => {
  it("may have calls only", () => {
    expect(lower({ calls: { refresh: {} } })).toMatchObject({
      problems: [],
      direction: { messages: [], calls: [{ name: "refresh" }] },
    });
  });

  it.each<[string, unknown, string]>([
    ["a number", 3, "WSG1101 e.clientToServer is not a direction"],
    ["a list", [], "WSG1101 e.clientToServer is not a direction"],
    ["a marked message", message(z.string()), "WSG1101 e.clientToServer is not a direction"],
    ["empty", {}, "WSG1101 e.clientToServer has neither messages nor calls"],
    ["misspelt", { mesages: {} }, "WSG1102 e.clientToServer.mesages: unknown key"],
    [
      "a list of messages",
      { messages: [z.string()] },
      "WSG1101 e.clientToServer.messages is not an object of zod types",
    ],
    ["a list of calls", { calls: [] }, "WSG1101 e.clientToServer.calls is not an object of calls"],
    [
      "a zod type as calls",
      { calls: z.object({}) },
      "WSG1101 e.clientToServer.calls is not an object of calls",
    ],
    ["null as calls", { calls: null }, "WSG1101 e.clientToServer.calls is not an object of calls"],
  ])("is refused when it is %s", (_, direction, expected) => {
    expect(lower(direction).problems).toEqual([expected]);
  });

  it("refuses a name that is a message and a call, and names both", () => {
    expect(lower({ messages: { say: z.string() }, calls: { say: {} } }).problems).toEqual([
      "WSG1107 e.clientToServer.calls.say has the name of a message, e.clientToServer.messages.say",
    ]);
  });
});

describe("a call", () => {
  it("is taken with every part", () => {
    const all = {
      input: z.string(),
      items: z.string(),
      uploads: z.string(),
      output: z.string(),
      errors: { FULL: z.string(), "too-late": z.string() },
      effect: "safe",
    };
    const { direction, problems } = lower({
      calls: { all, none: {}, empty: { input: undefined } },
    });
    expect(problems).toEqual([]);
    const nothing = { input: null, items: null, uploads: null, output: null };
    expect(direction?.calls).toEqual([
      {
        name: "all",
        input: string,
        items: string,
        uploads: string,
        output: string,
        errors: [
          { name: "FULL", type: string },
          { name: "too-late", type: string },
        ],
        effect: "safe",
      },
      { name: "none", ...nothing, errors: [], effect: "once" },
      { name: "empty", ...nothing, errors: [], effect: "once" },
    ]);
  });

  it.each<[string, unknown, string]>([
    ["a zod type", z.string(), "WSG1101 e.clientToServer.calls.c is a zod type, not a call"],
    ["a marked message", message(z.string()), "WSG1101 e.clientToServer.calls.c is not a call"],
    ["nothing", null, "WSG1101 e.clientToServer.calls.c is not a call"],
    ["a function", () => 1, "WSG1101 e.clientToServer.calls.c is not a call"],
    ["misspelt", { ouput: z.string() }, "WSG1102 e.clientToServer.calls.c.ouput: unknown key"],
    ["misspelt", { renamedForm: "b" }, "WSG1102 e.clientToServer.calls.c.renamedForm: unknown key"],
    [
      "given text for a type",
      { input: "string" },
      "WSG1101 e.clientToServer.calls.c.input is not a zod type",
    ],
    [
      "given an object for a type",
      { items: { a: z.string() } },
      "WSG1101 e.clientToServer.calls.c.items is not a zod type",
    ],
    [
      "given a marked message for a type",
      { uploads: message(z.string()) },
      "WSG1101 e.clientToServer.calls.c.uploads is not a zod type",
    ],
    [
      "given what cannot travel",
      { output: z.object({ at: z.symbol() }) },
      "WSG1201 e.clientToServer.calls.c.output.at: z.symbol() cannot travel",
    ],
    [
      "of a description that is none",
      { description: "" },
      'WSG1101 e.clientToServer.calls.c.description is ""',
    ],
    ["of another effect", { effect: "sfe" }, 'WSG1101 e.clientToServer.calls.c.effect is "sfe"'],
    [
      "of an effect that is no text",
      { effect: 1n },
      "WSG1101 e.clientToServer.calls.c.effect is a bigint",
    ],
    [
      "given a list of errors",
      { errors: ["FULL"] },
      "WSG1101 e.clientToServer.calls.c.errors is not an object of zod types",
    ],
    [
      "given a zod type as errors",
      { errors: z.object({}) },
      "WSG1101 e.clientToServer.calls.c.errors is not an object of zod types",
    ],
    [
      "given an error without a type",
      { errors: { FULL: true } },
      "WSG1101 e.clientToServer.calls.c.errors.FULL is not a zod type",
    ],
  ])("is refused when it is %s", (_, call, expected) => {
    expect(lower({ calls: { c: call } }).problems).toEqual([expected]);
  });

  it.each(["", "$x", "then", "__proto__", "constructor", "a b", "a\u0007"])(
    "is refused under the name %j",
    (name) => {
      expect(lower({ calls: Object.fromEntries([[name, {}]]) }).problems).toEqual([
        expect.stringContaining(`the call name ${JSON.stringify(name)}`),
      ]);
    },
  );

  it.each(["", "__proto__", "constructor", "a b", "a\nb"])(
    "is refused with an error called %j",
    (name) => {
      const errors = Object.fromEntries([[name, z.null()]]);
      expect(lower({ calls: { c: { errors } } }).problems).toEqual([
        expect.stringContaining(`the error name ${JSON.stringify(name)}`),
      ]);
    },
  );

  it("may have names that need quotes", () => {
    const call = { errors: { "not-there": z.null(), $odd: z.null() } };
    expect(lower({ calls: { "a-b": call, "a.b/c": {}, new: {} } }).problems).toEqual([]);
  });

  it("may say that a part carries nothing", () => {
    expect(lower({ calls: { c: { output: z.void() } } }).problems).toEqual([]);
  });
});

describe("a message with options", () => {
  const Cursor = z.object({
    user: z.string(),
    kind: z.enum(["a", "b"]),
    either: z.union([z.string(), z.int()]),
    maybe: z.string().optional(),
    none: z.string().nullable(),
    tags: z.array(z.string()),
  });
  const deliver = (options: object | undefined, type: z.ZodType = Cursor): unknown => ({
    messages: { m: message(type, options as never) }, // what no compiler has seen
  });

  it.each<[object | undefined, object]>([
    [undefined, {}],
    [{}, {}],
    [{ delivery: "reliable" }, {}],
    [{ delivery: "volatile" }, { delivery: { kind: "volatile" } }],
    [{ delivery: "latest", key: "user" }, { delivery: { kind: "latest", key: "user" } }],
    [{ delivery: "latest", key: "kind" }, { delivery: { kind: "latest", key: "kind" } }],
    [{ delivery: "latest", key: "either" }, { delivery: { kind: "latest", key: "either" } }],
  ])("is taken with %j", (options, expected) => {
    const { direction, problems } = lower(deliver(options));
    expect(problems).toEqual([]);
    const [{ type: _type, ...rest } = {}] = direction?.messages ?? [];
    expect(rest).toEqual({ name: "m", ...expected });
  });

  it("may be of a shape with an id", () => {
    const options = { delivery: "latest", key: "user" };
    expect(lower(deliver(options, Cursor.meta({ id: "Cursor" }))).problems).toEqual([]);
  });

  const latest = "m is to be delivered as the latest, but";

  it.each<[object | string, string]>([
    [{ delivery: "fast" }, 'WSG1109 e.clientToServer.messages.m: delivery is "fast"'],
    [{ delivery: null }, "WSG1109 e.clientToServer.messages.m: delivery is null"],
    [{ deliver: "latest" }, "WSG1102 e.clientToServer.messages.m.deliver: unknown key"],
    ["volatile", "WSG1101 e.clientToServer.messages.m: the options of message() are not an object"],
    [
      { key: "user" },
      'WSG1109 e.clientToServer.messages.m has a key, but its delivery is not "latest"',
    ],
    [
      { delivery: "volatile", key: "user" },
      'WSG1109 e.clientToServer.messages.m has a key, but its delivery is not "latest"',
    ],
    [{ delivery: "latest" }, `WSG1109 e.clientToServer.messages.${latest} has no key`],
    [{ delivery: "latest", key: 1 }, `WSG1109 e.clientToServer.messages.${latest} its key is 1`],
    [
      { delivery: "latest", key: "gone" },
      `WSG1109 e.clientToServer.messages.${latest} it has no property "gone"`,
    ],
    [
      { delivery: "latest", key: "maybe" },
      `WSG1109 e.clientToServer.messages.${latest} its property "maybe" may be missing`,
    ],
    [
      { delivery: "latest", key: "none" },
      `WSG1109 e.clientToServer.messages.${latest} its property "none" is not always a string, number or boolean`,
    ],
    [
      { delivery: "latest", key: "tags" },
      `WSG1109 e.clientToServer.messages.${latest} its property "tags" is not always a string, number or boolean`,
    ],
  ])("is refused with %j", (options, expected) => {
    expect(lower(deliver(options as object)).problems).toEqual([expected]);
  });

  it("is refused when it is to be the latest and no object", () => {
    const options = { delivery: "latest", key: "user" };
    expect(lower(deliver(options, z.array(z.string()))).problems).toEqual([
      `WSG1109 e.clientToServer.messages.${latest} it is not a z.object()`,
    ]);
  });

  it("says once what is wrong with its type", () => {
    const options = { delivery: "latest", key: "at" };
    expect(lower(deliver(options, z.object({ at: z.symbol() }))).problems).toEqual([
      "WSG1201 e.clientToServer.messages.m.at: z.symbol() cannot travel",
    ]);
  });
});
