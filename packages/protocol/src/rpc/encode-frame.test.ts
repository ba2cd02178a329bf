import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ValidationError } from "../errors.js";
import { decodeFrame } from "./decode-frame.js";
import { FrameEncoder } from "./encode-frame.js";

const WSGEN = new FrameEncoder(false);
const PLAIN = new FrameEncoder(true);

const cyclic: Record<string, unknown> = {};
cyclic["self"] = cyclic;

describe("a message", () => {
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
    expect(WSGEN.message("say", data)).toBe(frame);
  });

  test("adds jsonrpc for plain peers", () => {
    expect(PLAIN.message("say", 1)).toBe('{"jsonrpc":"2.0","method":"say","params":[1]}');
  });

  test("escapes the type", () => {
    expect(JSON.parse(WSGEN.message('a"b\n', undefined))).toEqual({ method: 'a"b\n' });
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
    expect(() => WSGEN.message("say", data)).toThrow(ValidationError);
  });
});

test("what is written as a message, decodeFrame reads", () => {
  const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown);
  fc.assert(
    fc.property(fc.string(), json, fc.boolean(), (type, data, plain) => {
      expect(decodeFrame((plain ? PLAIN : WSGEN).message(type, data), 64)).toEqual({
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
    expect(decodeFrame(WSGEN.notice(notice), 64)).toEqual({
      kind: "message",
      type: "$/error",
      data: notice,
    });
  });

  test("a response holds the id, the code and the message, and jsonrpc for plain peers only", () => {
    const error = { code: -32601, message: "There is no such call.", secret: "not sent" };
    const wsgen = { id: "a", error: { code: -32601, message: "There is no such call." } };
    expect(JSON.parse(WSGEN.error("a", error))).toEqual(wsgen);
    expect(JSON.parse(PLAIN.error("a", error))).toEqual({ jsonrpc: "2.0", ...wsgen });
    expect(JSON.parse(PLAIN.error(null, error))).toMatchObject({ id: null });
  });
});
