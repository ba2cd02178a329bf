import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ValidationError } from "../errors.js";
import { decodeFrame } from "./decode-frame.js";
import { decodeBytes } from "../validation/decode-scalars.js";
import {
  encodeBytes,
  encodeNumber,
  encodeUndefined,
  encodeUnknown,
} from "../validation/encode-scalars.js";
import { IncomingAttachments } from "../validation/attachments.js";
import { decodeValue } from "../validation/codec.js";
import { FrameEncoder } from "./encode-frame.js";
import { type Frame, splitFrame } from "./frame.js";

const WSGEN = new FrameEncoder({ jsonrpc: false, binary: true });
const PLAIN = new FrameEncoder({ jsonrpc: true, binary: false });

function text(frame: Frame): string {
  if (typeof frame === "string") return frame;
  throw new Error("a binary frame");
}

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
  ])("writes %s as a notification", (_name, data, frame) => {
    expect(WSGEN.message("say", encodeUnknown, data)).toBe(frame);
  });

  test("adds jsonrpc for plain peers", () => {
    expect(PLAIN.message("say", encodeNumber, 1)).toBe(
      '{"jsonrpc":"2.0","method":"say","params":[1]}',
    );
  });

  test("escapes the type", () => {
    const frame = WSGEN.message('a"b\n', encodeUndefined, undefined) as string;
    expect(JSON.parse(frame)).toEqual({ method: 'a"b\n' });
  });

  test("leaves out what is nothing", () => {
    expect(WSGEN.message("say", encodeUndefined, undefined)).toBe('{"method":"say"}');
    expect(WSGEN.request(1, "ask", undefined, undefined)).toBe('{"id":1,"method":"ask"}');
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
    expect(() => WSGEN.message("say", encodeUnknown, data)).toThrow(ValidationError);
  });
});

test("what is written as a message, decodeFrame reads", () => {
  const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown);
  fc.assert(
    fc.property(fc.string(), json, fc.boolean(), (type, data, plain) => {
      expect(
        decodeFrame(text((plain ? PLAIN : WSGEN).message(type, encodeUnknown, data)), 64),
      ).toEqual({
        kind: "message",
        type,
        data,
        attachments: null,
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
      attachments: null,
    });
  });

  test("a response holds the id, the code and the message, and jsonrpc for plain peers only", () => {
    const error = { code: -32601, message: "There is no such call.", secret: "not sent" };
    const wsgen = { id: "a", error: { code: -32601, message: "There is no such call." } };
    expect(JSON.parse(text(WSGEN.error("a", error)))).toEqual(wsgen);
    expect(JSON.parse(text(PLAIN.error("a", error)))).toEqual({ jsonrpc: "2.0", ...wsgen });
    expect(JSON.parse(text(PLAIN.error(null, error)))).toMatchObject({ id: null });
  });
});

describe("bytes", () => {
  const bytes = new Uint8Array([0, 1, 254, 255]);

  test("stand behind the JSON of a binary frame, which says where", () => {
    const frame = WSGEN.message("say", encodeBytes, bytes);
    if (typeof frame === "string") throw new Error("a text frame");
    const json = '{"method":"say","params":[[0,4]]}';
    expect([...frame]).toEqual([0, 0, 0, json.length, ...Buffer.from(json), 0, 1, 254, 255]);
  });

  test("are base64 for plain peers", () => {
    const frame = '{"jsonrpc":"2.0","method":"say","params":["AAH+/w=="]}';
    expect(PLAIN.message("say", encodeBytes, bytes)).toBe(frame);
  });

  test("arrive as they were, however many there are, in frames of any content", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (sent) => {
        const frame = WSGEN.message("say", encodeBytes, sent);
        const parts = splitFrame(frame as Uint8Array<ArrayBuffer>);
        if (parts === null) throw new Error("no binary frame");
        const { params } = JSON.parse(parts.json) as { params: [unknown] };
        const attachments = new IncomingAttachments(parts.bytes);
        expect(decodeValue(decodeBytes, params[0], "say", attachments)).toEqual(sent);
      }),
    );
  });

  test.each<[string, readonly number[]]>([
    ["nothing", []],
    ["half a length", [0, 0]],
    ["a length without JSON", [0, 0, 0, 9, 123]],
    ["a length beyond 31 bits", [255, 255, 255, 255, 123, 125]],
    ["no UTF-8", [0, 0, 0, 2, 255, 254]],
  ])("in a frame of %s are no frame", (_name, frame) => {
    expect(splitFrame(new Uint8Array(frame))).toBeNull();
  });

  test.each<[string, unknown]>([
    ["beyond the end", [2, 3]],
    ["before the start", [-1, 2]],
    ["at half a byte", [0.5, 1]],
    ["of a length that is none", [0, Number.MAX_SAFE_INTEGER + 1]],
    ["with one number", [0]],
    ["with a number alone", 3],
    ["in no base64", "AAH"],
  ])("%s are refused", (_name, wire) => {
    const attachments = new IncomingAttachments(new Uint8Array(4));
    expect(() => decodeValue(decodeBytes, wire, "say", attachments)).toThrow(
      "say: Invalid input: expected Uint8Array",
    );
  });
});
