import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anything, text as textCodec, rawWire } from "../../../test/support/codecs.js";
import { ValidationError } from "./errors.js";
import { decodeRaw, encodeRaw } from "./raw-codec.js";
import { decodeBytes } from "./validation/decode-scalars.js";
import { encodeBytes } from "./validation/encode-scalars.js";
import { mismatch } from "./validation/issues.js";

const cyclic: Record<string, unknown> = {};
cyclic["self"] = cyclic;

const DEPTH = 8;

describe("raw frames", () => {
  const text = rawWire("text", textCodec);
  const json = rawWire("json", anything);
  const binary = rawWire("binary", { decode: decodeBytes, encode: encodeBytes });

  test.each(['"quoted"', "{not json", "back\\slash", "two\nlines", "\ud800", ""])(
    "text stands there verbatim: %j",
    (message) => {
      expect(encodeRaw(text.sends, message)).toBe(message);
      expect(decodeRaw(text.receives, message, DEPTH)).toBe(message);
    },
  );

  test("bytes are a binary frame, in both directions, and copied when they are sent", () => {
    const bytes = new Uint8Array([0, 255, 7]);
    const frame = encodeRaw(binary.sends, bytes);
    bytes.fill(1);
    expect(frame).toEqual(new Uint8Array([0, 255, 7]));
    expect(decodeRaw(binary.receives, new Uint8Array([1, 2]), DEPTH)).toEqual(
      new Uint8Array([1, 2]),
    );
    expect(() => decodeRaw(binary.receives, "AQI=", DEPTH)).toThrow("expected a binary frame");
  });

  test("the functions have the last word, and nothing travels where nothing is declared", () => {
    const strict = rawWire("json", {
      decode: (value, path, context) => mismatch(context, path, "nothing at all", value),
      encode: (value, path, context) => mismatch(context, path, "nothing at all", value),
    });
    const refusal = "message: Invalid input: expected nothing at all, received number";
    expect(() => encodeRaw(strict.sends, 1)).toThrow(refusal);
    expect(() => decodeRaw(strict.receives, "1", DEPTH)).toThrow(refusal);
    expect(() => encodeRaw(null, 1)).toThrow("expected nothing, received number");
    expect(() => decodeRaw(null, "1", DEPTH)).toThrow("expected nothing, received string");
    expect(() => decodeRaw(text.receives, new Uint8Array(1), DEPTH)).toThrow(
      "expected a text frame",
    );
  });

  test("json is JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false, maxDepth: 5 }), (value) => {
        const sent = JSON.parse(JSON.stringify(value)) as unknown;
        const frame = encodeRaw(json.sends, sent) as string;
        expect(decodeRaw(json.receives, frame, DEPTH)).toEqual(sent);
      }),
    );
  });

  test("what is no JSON is a ValidationError, both ways", () => {
    expect(() => decodeRaw(json.receives, "{", DEPTH)).toThrow(ValidationError);
    expect(() => decodeRaw(json.receives, "[".repeat(9) + "]".repeat(9), DEPTH)).toThrow(
      "at most 8",
    );
    expect(() => encodeRaw(json.sends, cyclic)).toThrow(ValidationError);
    expect(() => encodeRaw(json.sends, 1n)).toThrow(ValidationError);
  });
});
