import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ValidationError } from "./errors.js";
import { decodeRaw, encodeRaw } from "./raw-codec.js";
import { fail } from "./validation/fail.js";

const cyclic: Record<string, unknown> = {};
cyclic["self"] = cyclic;

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
