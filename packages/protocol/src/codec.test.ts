import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decodeFrame,
  decodeRaw,
  encodeErrorNotice,
  encodeErrorResponse,
  encodeMessage,
  encodeRaw,
} from "./codec.js";
import { ValidationError } from "./errors.js";
import { fail } from "./validation/fail.js";

const cyclic: Record<string, unknown> = {};
cyclic["self"] = cyclic;

describe("encodeMessage", () => {
  test.each<[string, unknown, string]>([
    ["an object", { text: "hi" }, '{"method":"say","params":{"text":"hi"}}'],
    ["an empty object", {}, '{"method":"say","params":{}}'],
    ["a string", "hi", '{"method":"say","params":["hi"]}'],
    ["null", null, '{"method":"say","params":[null]}'],
    ["false", false, '{"method":"say","params":[false]}'],
    ["an array", [1, 2], '{"method":"say","params":[[1,2]]}'],
    ["an empty array", [], '{"method":"say","params":[[]]}'],
    ["nothing", undefined, '{"method":"say"}'],
    [
      "an object that becomes a string",
      new Date(0),
      '{"method":"say","params":["1970-01-01T00:00:00.000Z"]}',
    ],
  ])("writes %s as a notification", (_name, data, frame) => {
    expect(encodeMessage("say", data, false)).toBe(frame);
  });

  test("adds jsonrpc for plain peers", () => {
    expect(encodeMessage("say", 1, true)).toBe('{"jsonrpc":"2.0","method":"say","params":[1]}');
  });

  test("escapes the type", () => {
    expect(JSON.parse(encodeMessage('a"b\n', undefined, false))).toEqual({ method: 'a"b\n' });
  });

  test.each<[string, unknown]>([
    ["a cycle", cyclic],
    ["a bigint", 1n],
    ["a function", () => undefined],
    ["a symbol", Symbol("x")],
    [
      "a toJSON that throws",
      {
        toJSON: () => {
          throw new Error("no");
        },
      },
    ],
    ["a toJSON that gives nothing", { toJSON: () => undefined }],
  ])("rejects %s with a ValidationError", (_name, data) => {
    expect(() => encodeMessage("say", data, false)).toThrow(ValidationError);
  });
});

describe("decodeFrame", () => {
  test.each<[string, unknown]>([
    [
      '{"method":"say","params":{"text":"hi"}}',
      { kind: "message", type: "say", data: { text: "hi" } },
    ],
    ['{"jsonrpc":"2.0","method":"say","params":[1]}', { kind: "message", type: "say", data: 1 }],
    ['{"method":"say","params":[[1,2]]}', { kind: "message", type: "say", data: [1, 2] }],
    ['{"method":"say","params":[null]}', { kind: "message", type: "say", data: null }],
    ['{"method":"say"}', { kind: "message", type: "say", data: undefined }],
    ['{"method":"","params":{},"extra":1}', { kind: "message", type: "", data: {} }],
    ['{"method":"ask","id":7}', { kind: "request", id: 7, method: "ask" }],
    ['{"method":"ask","id":"a","params":5}', { kind: "request", id: "a", method: "ask" }],
    ['{"method":"ask","id":null}', { kind: "request", id: null, method: "ask" }],
    ['{"id":1,"result":null}', { kind: "response", id: 1 }],
    ['{"id":null,"error":{"code":1,"message":""}}', { kind: "response", id: null }],
  ])("reads %s", (frame, expected) => {
    expect(decodeFrame(frame)).toEqual(expected);
  });

  test.each([
    "",
    " ",
    "{",
    "nul",
    "{'a':1}",
    "\u0000",
    "undefined",
    '{"method":"say"}}',
    "NaN",
    "\uFEFF{}",
  ])("reports %j as no JSON", (frame) => {
    expect(decodeFrame(frame)).toMatchObject({ kind: "invalid", code: -32700 });
  });

  test.each([
    "null",
    "true",
    "1",
    '"say"',
    "[]",
    '[{"method":"say"}]',
    "{}",
    '{"method":1}',
    '{"method":null}',
    '{"method":["say"]}',
    '{"jsonrpc":"1.0","method":"say"}',
    '{"jsonrpc":2,"method":"say"}',
    '{"jsonrpc":null,"method":"say"}',
    '{"method":"say","id":{}}',
    '{"method":"say","id":[1]}',
    '{"method":"say","id":true}',
    '{"method":"say","params":"x"}',
    '{"method":"say","params":null}',
    '{"method":"say","params":5}',
    '{"method":"say","params":[]}',
    '{"method":"say","params":[1,2]}',
    '{"result":1}',
    '{"id":1}',
  ])("reports %s as no JSON-RPC object", (frame) => {
    expect(decodeFrame(frame)).toMatchObject({ kind: "invalid", code: -32600 });
  });

  test("takes no inherited property for a member", () => {
    expect(decodeFrame('{"__proto__":{"method":"say","id":1}}')).toMatchObject({ kind: "invalid" });
    expect(decodeFrame('{"method":"say","params":{"__proto__":{"admin":true}}}')).toMatchObject({
      kind: "message",
    });
    expect(Object.hasOwn(Object.prototype, "admin")).toBe(false);
  });

  test("survives nesting as deep as a frame can hold", () => {
    const depth = 500_000;
    expect(decodeFrame("[".repeat(depth))).toMatchObject({ kind: "invalid", code: -32700 });
    expect(decodeFrame("[".repeat(depth) + "]".repeat(depth))).toMatchObject({ code: -32600 });
    const nested = `{"method":"say","params":${"[".repeat(depth)}${"]".repeat(depth)}}`;
    expect(decodeFrame(nested)).toMatchObject({ kind: "message" });
  });

  test("never throws, whatever the text", () => {
    const kinds = ["message", "request", "response", "invalid"];
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.json()), (text) => {
        expect(kinds).toContain(decodeFrame(text).kind);
      }),
      { numRuns: 2_000 },
    );
  });

  test("never throws, whatever stands in the members", () => {
    const member = fc.oneof(fc.jsonValue(), fc.constantFrom("2.0", "say", 1));
    const frame = fc.record(
      {
        jsonrpc: member,
        id: member,
        method: member,
        params: member,
        result: member,
        error: member,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(frame, (value) => {
        const incoming = decodeFrame(JSON.stringify(value));
        expect(incoming.kind !== "message" || typeof incoming.type === "string").toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

test("what encodeMessage writes, decodeFrame reads", () => {
  const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown);
  fc.assert(
    fc.property(fc.string(), json, fc.boolean(), (type, data, plain) => {
      expect(decodeFrame(encodeMessage(type, data, plain))).toEqual({
        kind: "message",
        type,
        data,
      });
    }),
    { numRuns: 2_000 },
  );
});

describe("errors on the wire", () => {
  test("a notice is a $/error notification", () => {
    const notice = {
      code: -32602,
      message: "say.text: expected string",
      method: "say",
      path: "say.text",
    };
    expect(decodeFrame(encodeErrorNotice(notice))).toEqual({
      kind: "message",
      type: "$/error",
      data: notice,
    });
  });

  test("a response holds the id, the code and the message, and jsonrpc for plain peers only", () => {
    const error = { code: -32601, message: "There is no such call.", secret: "not sent" };
    const wsgen = { id: "a", error: { code: -32601, message: "There is no such call." } };
    expect(JSON.parse(encodeErrorResponse("a", error, false))).toEqual(wsgen);
    expect(JSON.parse(encodeErrorResponse("a", error, true))).toEqual({ jsonrpc: "2.0", ...wsgen });
    expect(JSON.parse(encodeErrorResponse(null, error, true))).toMatchObject({ id: null });
  });
});

describe("raw frames", () => {
  const pass = (value: unknown): unknown => value;
  const text = { encoding: "text", validate: pass } as const;
  const json = { encoding: "json", validate: pass } as const;

  test("text stands there verbatim", () => {
    expect(encodeRaw(text, '"quoted"')).toBe('"quoted"');
    expect(decodeRaw(text, "{not json")).toBe("{not json");
  });

  test("each direction has its own encoding, and its validator has the last word", () => {
    const strict = {
      encoding: "json",
      validate: (value: unknown, path: string) => fail(path, "nothing at all", value),
    } as const;
    expect(() => encodeRaw(strict, 1)).toThrow("message: expected nothing at all, got a number");
    expect(() => decodeRaw(strict, "1")).toThrow("message: expected nothing at all, got a number");
    expect(() => encodeRaw(null, 1)).toThrow("message: expected nothing, got a number");
    expect(() => decodeRaw(null, "1")).toThrow("message: expected nothing, got a string of 1");
    expect(() => decodeRaw(text, new Uint8Array(1))).toThrow("expected a text frame");
  });

  test("json is JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(decodeRaw(json, encodeRaw(json, value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test("what is no JSON is a ValidationError, both ways", () => {
    expect(() => decodeRaw(json, "{")).toThrow(ValidationError);
    expect(() => encodeRaw(json, cyclic)).toThrow(ValidationError);
    expect(() => encodeRaw(json, undefined)).toThrow(ValidationError);
  });
});
