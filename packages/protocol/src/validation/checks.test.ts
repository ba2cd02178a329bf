import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ValidationError } from "../errors.js";
import { codePointLength, firstMatch, isMultipleOf, isObject, own } from "./checks.js";
import { fail } from "./fail.js";
import { booleanFromText, numberFromText } from "./from-text.js";

describe("isObject", () => {
  test("is true for JSON objects only", () => {
    expect([{}, Object.create(null), { a: 1 }].map(isObject)).toEqual([true, true, true]);
    expect([null, [], undefined, "x", 1, true].some(isObject)).toBe(false);
  });
});

describe("codePointLength", () => {
  test.each([
    ["", 0],
    ["abc", 3],
    ["é€", 2],
    ["😀", 1],
    ["a😀b😀", 4],
    ["\uD83D", 1],
    ["\uDE00\uD83D", 2],
    ["\uD83D\uD83D\uDE00", 2],
  ])("counts %j as %i", (text, length) => {
    expect(codePointLength(text)).toBe(length);
  });

  test("counts what iteration counts, lone surrogates included", () => {
    const unit = fc.integer({ min: 0xd7f0, max: 0xe010 }).map((code) => String.fromCharCode(code));
    fc.assert(
      fc.property(fc.array(fc.oneof(unit, fc.string({ unit: "binary" }))), (parts) => {
        const text = parts.join("");
        expect(codePointLength(text)).toBe(Array.from(text).length);
      }),
    );
  });
});

describe("isMultipleOf", () => {
  test.each([
    [6, 3],
    [0, 5],
    [-9, 3],
    [0.3, 0.1],
    [1.1, 0.1],
    [4.35, 0.01],
    [1e15, 1],
  ])("%d is a multiple of %d", (value, step) => {
    expect(isMultipleOf(value, step)).toBe(true);
  });

  test.each([
    [7, 3],
    [0.35, 0.1],
    [1.5, 1],
    [10.001, 0.01],
  ])("%d is no multiple of %d", (value, step) => {
    expect(isMultipleOf(value, step)).toBe(false);
  });
});

describe("own", () => {
  test("gives own properties and nothing that objects inherit", () => {
    const object: unknown = JSON.parse('{"a":1,"__proto__":2}');
    if (!isObject(object)) throw new Error("unreachable");
    expect(own(object, "a")).toBe(1);
    expect(own(object, "__proto__")).toBe(2);
    expect(["toString", "constructor", "hasOwnProperty"].map((key) => own(object, key))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(own({}, "__proto__")).toBeUndefined();
  });
});

describe("firstMatch", () => {
  const text = (value: unknown, path: string): string =>
    typeof value === "string" ? value : fail(path, "string", value);
  const number = (value: unknown, path: string): number =>
    typeof value === "number" ? value * 10 : fail(path, "number", value);

  test("gives the first option's value that takes it", () => {
    expect(firstMatch<unknown>(4, "say", "string or number", text, number)).toBe(40);
  });

  test("names the whole choice when none does", () => {
    expect(() => firstMatch<unknown>(null, "say", "string or number", text, number)).toThrow(
      new ValidationError("say", "string or number", "null"),
    );
  });

  test("lets an error pass that is not about the value", () => {
    const broken = (): never => {
      throw new TypeError("a bug");
    };
    expect(() => firstMatch<unknown>(1, "say", "x", broken, number)).toThrow(TypeError);
  });
});

describe("fail", () => {
  test.each<[unknown, string]>([
    [undefined, "nothing"],
    [null, "null"],
    [[1, 2], "an array of 2"],
    ["secret", "a string of 6"],
    [5, "a number"],
    [Number.NaN, "NaN"],
    [Number.NEGATIVE_INFINITY, "-Infinity"],
    [true, "a boolean"],
    [{}, "an object"],
    [1n, "a bigint"],
    [Symbol("x"), "a symbol"],
  ])("names the kind of %s, never the value", (value, found) => {
    expect(() => fail("say", "x", value)).toThrow(new ValidationError("say", "x", found));
  });
});

describe("numberFromText", () => {
  test.each([
    ["0", 0],
    ["42", 42],
    ["-7", -7],
    ["1.50", 1.5],
    ["2e3", 2000],
    ["1E-2", 0.01],
  ])("reads %j", (text, number) => {
    expect(numberFromText(text)).toBe(number);
  });

  test.each([
    "",
    " ",
    "1 ",
    "+1",
    "01",
    ".5",
    "5.",
    "0x10",
    "1_000",
    "NaN",
    "Infinity",
    "one",
    "1e",
    "--1",
  ])("leaves %j as it is", (text) => {
    expect(numberFromText(text)).toBe(text);
  });

  test.each([[["1", "2"]], [null], [undefined], [true]])("leaves %j as it is", (value) => {
    expect(numberFromText(value)).toBe(value);
  });
});

describe("booleanFromText", () => {
  test.each<[unknown, unknown]>([
    ["true", true],
    ["false", false],
    ["TRUE", "TRUE"],
    ["1", "1"],
    ["", ""],
    [["true"], ["true"]],
  ])("turns %j into %j", (text, value) => {
    expect(booleanFromText(text)).toEqual(value);
  });
});
