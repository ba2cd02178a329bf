import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ValidationError } from "../errors.js";
import { codePointLength, isMultipleOf, isObject } from "./checks.js";
import { decodeValue, type Decoder, encodeValue, type Encoder } from "./codec.js";
import type { Context, Path } from "./context.js";
import { decodeDate, decodeNumber, decodeString } from "./decode-scalars.js";
import { fail } from "./fail.js";
import { booleanFromText, numberFromText } from "./from-text.js";
import { issue } from "./issues.js";
import {
  reviveAbsence,
  reviveDate,
  type Reviver,
  revived,
  reviveTagged,
  reviveTaggedLiteral,
} from "./revive.js";
import { firstMatch } from "./unions.js";

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

describe("firstMatch", () => {
  const match = (value: unknown, ...options: Decoder<unknown>[]): unknown =>
    decodeValue((wire, path, context) => firstMatch(wire, path, context, options), value, "say");
  const tenfold: Decoder<number> = (value, path, context) =>
    decodeNumber(value, path, context) * 10;
  const short: Decoder<string> = (value, path, context) =>
    typeof value === "string" && value.length > 2
      ? issue(context, path, "too_big", "Too big")
      : decodeString(value, path, context);

  test("gives the first option's value that takes it", () => {
    expect(match(4, decodeString, tenfold)).toBe(40);
  });

  test("names the whole choice when none does", () => {
    expect(() => match(null, decodeString, tenfold)).toThrow("say: Invalid input");
  });

  test("tells what is wrong where one option has the right type", () => {
    expect(() => match("long", short, tenfold)).toThrow("say: Too big");
  });

  test("lets an error pass that is not about the value", () => {
    const broken = (): never => {
      throw new TypeError("a bug");
    };
    expect(() => match(1, broken, tenfold)).toThrow(TypeError);
  });

  test("takes what an option throws for a consequence, once it has refused the value", () => {
    const refusing: Decoder<unknown> = (value, path, context) => {
      decodeString(value, path, context);
      throw new TypeError("what comes of it");
    };
    expect(match(1, refusing, tenfold)).toBe(10);
  });
});

function caught(run: () => unknown): ValidationError {
  try {
    run();
  } catch (error) {
    if (error instanceof ValidationError) return error;
  }
  throw new Error("It was taken.");
}

describe("decodeDate", () => {
  test.each([
    "2026-01-31T12:00:00.000Z",
    "2024-02-29T23:59:59.999Z",
    "2000-02-29T00:00:00.000Z",
    "-000001-12-31T00:00:00.000Z",
    "+275760-09-13T00:00:00.000Z",
  ])("reads %s", (text) => {
    expect(decodeValue(decodeDate, text, "at").toISOString()).toBe(text);
  });

  test.each([
    "2021-02-29T00:00:00.000Z",
    "1900-02-29T00:00:00.000Z",
    "2021-02-31T00:00:00.000Z",
    "2021-04-31T00:00:00.000Z",
    "2021-01-01T24:00:00.000Z",
    "2021-13-01T00:00:00.000Z",
    "2021-01-01T00:00:00Z",
    "2021-01-01",
    "+275760-09-14T00:00:00.000Z",
    "",
    null,
    5,
    {},
  ])("refuses %j", (wire) => {
    expect(caught(() => decodeValue(decodeDate, wire, "at")).issues).toMatchObject([
      { code: "invalid_type", path: [] },
    ]);
  });
});

describe("revivers of what only the wire has", () => {
  const reviving = (revive: Reviver) => (wire: unknown, path: Path, context: Context) =>
    revived(wire, path, context, revive);
  const union = reviving((wire, context) => reviveTagged(wire, context, [reviveDate, null]));
  const literal = reviving((wire, context) => reviveTaggedLiteral(wire, context, [1n, "1"]));
  const box = reviving((wire, context) => reviveAbsence(wire, context, null, true));

  test.each([
    [union, [0, "1970-01-01T00:00:00.005Z"], new Date(5)],
    [union, [1, "1970-01-01T00:00:00.005Z"], "1970-01-01T00:00:00.005Z"],
    [union, undefined, undefined],
    [literal, [0], 1n],
    [literal, [1], "1"],
    [literal, undefined, undefined],
    [box, [null], null],
    [box, null, undefined],
  ])("take it off", (decoder, wire, value) => {
    expect(decodeValue(decoder, wire, "m")).toEqual(value);
  });

  test.each([
    [union, "x"],
    [union, [2, "x"]],
    [union, ["0", "x"]],
    [union, [0]],
    [union, null],
    [literal, "1"],
    [literal, [2]],
    [literal, ["length"]],
    [literal, [0.5]],
    [literal, [0, 0]],
    [box, "x"],
    [box, [1, 2]],
  ])("refuse a value without it", (decoder, wire) => {
    expect(caught(() => decodeValue(decoder, wire, "m")).issues[0]?.code).toBe("invalid_union");
  });
});

describe("decodeValue and encodeValue", () => {
  test("keep the first 20 issues, with their paths", () => {
    const each: Decoder<unknown> = (wire, path, context) =>
      (wire as unknown[]).map((item, index) => decodeString(item, [path, index], context));
    const values = Array.from({ length: 1_000 }, () => 0);
    const { issues, message } = caught(() => decodeValue(each, values, "say"));
    expect(issues).toHaveLength(20);
    expect(issues[7]).toEqual({
      code: "invalid_type",
      path: [7],
      message: "Invalid input: expected string, received number",
    });
    expect(message).toBe("say.0: Invalid input: expected string, received number (and 19 more)");
  });

  test("refuse what is deeper than the stack", () => {
    const inside = (value: unknown): unknown => (value as { inner: unknown }).inner;
    const endless: Decoder<unknown> = (wire, path, context) =>
      endless(inside(wire), [path, "inner"], context.trial());
    const circle: { inner?: unknown } = {};
    circle.inner = circle;
    expect(() => decodeValue(endless, circle, "say")).toThrow("say: Nested too deep");
    const written: Encoder = (value, path, context) =>
      `[${written(inside(value), [path, "inner"], context.trial())}]`;
    expect(() => encodeValue(written, circle, "say")).toThrow(ValidationError);
  });
});

describe("fail", () => {
  test.each<[unknown, string]>([
    [undefined, "undefined"],
    [null, "null"],
    [[1, 2], "array"],
    ["secret", "string"],
    [5, "number"],
    [Number.NaN, "NaN"],
    [Number.NEGATIVE_INFINITY, "-Infinity"],
    [true, "boolean"],
    [{}, "object"],
    [new Map(), "Map"],
    [Object.create(null), "object"],
    [1n, "bigint"],
    [Symbol("x"), "symbol"],
  ])("names the kind of %s, never the value", (value, found) => {
    expect(() => fail("say", "x", value)).toThrow(
      `say: Invalid input: expected x, received ${found}`,
    );
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
