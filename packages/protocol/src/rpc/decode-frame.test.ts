import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeFrame } from "./decode-frame.js";

describe("decodeFrame", () => {
  test.each<[string, unknown]>([
    [
      '{"method":"say","params":{"text":"hi"}}',
      { kind: "message", type: "say", data: { text: "hi" }, attachments: null },
    ],
    [
      '{"jsonrpc":"2.0","method":"say","params":[1]}',
      { kind: "message", type: "say", data: 1, attachments: null },
    ],
    [
      '{"method":"say","params":[[1,2]]}',
      { kind: "message", type: "say", data: [1, 2], attachments: null },
    ],
    [
      '{"method":"say","params":[null]}',
      { kind: "message", type: "say", data: null, attachments: null },
    ],
    ['{"method":"say"}', { kind: "message", type: "say", data: undefined, attachments: null }],
    [
      '{"method":"","params":{},"extra":1}',
      { kind: "message", type: "", data: {}, attachments: null },
    ],
    [
      '{"method":"say","params":[1,2]}',
      { kind: "message", type: "say", data: [1, 2], attachments: null },
    ],
    ['{"method":"say","params":[]}', { kind: "message", type: "say", data: [], attachments: null }],
    ['{"method":"ask","id":7}', { kind: "request", id: 7, method: "ask", attachments: null }],
    [
      '{"method":"ask","id":"a","params":[5],"meta":{"idempotencyKey":"k"}}',
      {
        kind: "request",
        id: "a",
        method: "ask",
        input: 5,
        meta: { idempotencyKey: "k" },
        attachments: null,
      },
    ],
    ['{"method":"ask","id":null}', { kind: "request", id: null, method: "ask", attachments: null }],
    ['{"id":1}', { kind: "response", id: 1, attachments: null }],
    ["[]", { kind: "batch", envelopes: [] }],
    ['[1,{"method":"say"}]', { kind: "batch", envelopes: [1, { method: "say" }] }],
    ['{"id":1,"result":null}', { kind: "response", id: 1, result: null, attachments: null }],
    [
      '{"id":null,"error":{"code":1,"message":""}}',
      { kind: "response", id: null, error: { code: 1, message: "" }, attachments: null },
    ],
  ])("reads %s", (frame, expected) => {
    expect(decodeFrame(frame, 64)).toEqual(expected);
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
    expect(decodeFrame(frame, 64)).toMatchObject({ kind: "invalid", code: -32700 });
  });

  test.each([
    "null",
    "true",
    "1",
    '"say"',
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
    '{"method":"say","id":1,"params":"x"}',
    '{"result":1}',
    '{"id":null}',
  ])("reports %s as no JSON-RPC object", (frame) => {
    expect(decodeFrame(frame, 64)).toMatchObject({ kind: "invalid", code: -32600 });
  });

  test("takes no inherited property for a member", () => {
    expect(decodeFrame('{"__proto__":{"method":"say","id":1}}', 64)).toMatchObject({
      kind: "invalid",
    });
    expect(decodeFrame('{"method":"say","params":{"__proto__":{"admin":true}}}', 64)).toMatchObject(
      {
        kind: "message",
      },
    );
    expect(Object.hasOwn(Object.prototype, "admin")).toBe(false);
  });

  test.each<[string, string]>([
    ["arrays", `{"method":"say","params":${"[".repeat(64)}${"]".repeat(64)}}`],
    ["objects", `{"method":"say","params":${'{"a":'.repeat(64)}1${"}".repeat(64)}}`],
    ["what never closes", "[".repeat(500_000)],
    ["what closes again", "[".repeat(500_000) + "]".repeat(500_000)],
    ["what stands behind a text", `{"a":"\\\\","params":${"[".repeat(64)}${"]".repeat(64)}}`],
  ])("refuses nesting beyond the depth: %s", (_name, frame) => {
    expect(decodeFrame(frame, 64)).toMatchObject({ kind: "invalid", code: -32600 });
  });

  test.each<[string, string]>([
    ["brackets in a text", JSON.stringify({ method: "say", params: ["[".repeat(1_000)] })],
    [
      "brackets behind quotes in a text",
      JSON.stringify({ method: "say", params: ['"['.repeat(99)] }),
    ],
    [
      "many values side by side",
      JSON.stringify({ method: "say", params: [[...Array(99)].map(() => ({}))] }),
    ],
    ["exactly the depth", `{"method":"say","params":${"[".repeat(63)}${"]".repeat(63)}}`],
  ])("takes %s", (_name, frame) => {
    expect(decodeFrame(frame, 64)).toMatchObject({ kind: "message" });
  });

  test("never throws, whatever the text", () => {
    const kinds = ["message", "request", "response", "batch", "invalid"];
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.json()), (text) => {
        expect(kinds).toContain(decodeFrame(text, 64).kind);
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
        const incoming = decodeFrame(JSON.stringify(value), 64);
        expect(incoming.kind !== "message" || typeof incoming.type === "string").toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
