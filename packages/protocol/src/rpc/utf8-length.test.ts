import fc from "fast-check";
import { expect, test } from "vitest";
import { utf8Length } from "./utf8-length.js";

const encoder = new TextEncoder();

test.each([
  "",
  "plain",
  "ünï",
  "€",
  "😀",
  "\uD800",
  "\uDC00",
  "\uD800x",
  "\uDC00\uD800",
  "a😀\uD83D",
])("is that of the encoded text: %j", (text) => {
  expect(utf8Length(text)).toBe(encoder.encode(text).length);
});

test("is that of the encoded text, whatever it is", () => {
  const text = fc
    .array(fc.integer({ min: 0, max: 0xffff }))
    .map((units) => String.fromCharCode(...units));
  fc.assert(
    fc.property(fc.oneof(text, fc.string({ unit: "binary" })), (value) => {
      expect(utf8Length(value)).toBe(encoder.encode(value).length);
    }),
  );
});
