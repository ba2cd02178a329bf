import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CloseCode, cutCloseReason, isSendableCloseCode } from "./close-codes.js";

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

describe("isSendableCloseCode", () => {
  test.each([
    1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999,
  ])("takes %s", (code) => {
    expect(isSendableCloseCode(code)).toBe(true);
  });

  test.each([
    0,
    1,
    999,
    1004,
    1005,
    1006,
    1015,
    1016,
    2000,
    2999,
    5000,
    70_000,
    -1000,
    1000.5,
    Number.NaN,
    Infinity,
  ])("refuses %s", (code) => {
    expect(isSendableCloseCode(code)).toBe(false);
  });

  test("takes every code of the table but the two that are only reported", () => {
    const { ABNORMAL, NO_STATUS, ...sent } = CloseCode;
    expect(Object.values(sent).filter((code) => !isSendableCloseCode(code))).toEqual([]);
    expect([ABNORMAL, NO_STATUS].some(isSendableCloseCode)).toBe(false);
  });
});

describe("cutCloseReason", () => {
  test("leaves a reason of 123 bytes as it is", () => {
    expect(cutCloseReason("x".repeat(123))).toBe("x".repeat(123));
    expect(cutCloseReason("")).toBe("");
  });

  test.each([
    ["ASCII", "x".repeat(200), 123],
    ["two-byte characters at the cut", `${"x".repeat(122)}éé`, 122],
    ["three-byte characters at the cut", `${"x".repeat(121)}€€`, 121],
    ["a four-byte emoji at the cut", `${"x".repeat(120)}😀😀`, 120],
    ["a four-byte emoji that just fits", `${"x".repeat(119)}😀😀`, 123],
    ["nothing but emoji", "😀".repeat(40), 120],
  ])("cuts %s between characters", (_name, reason, bytes) => {
    const cut = cutCloseReason(reason);
    expect(byteLength(cut)).toBe(bytes);
    expect(reason.startsWith(cut)).toBe(true);
  });

  test("is always the longest prefix of whole characters that fits", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 150 }), (reason) => {
        const cut = cutCloseReason(reason);
        const next = Array.from(reason)[Array.from(cut).length];
        expect(reason.startsWith(cut)).toBe(true);
        expect(byteLength(cut)).toBeLessThanOrEqual(123);
        expect(next === undefined || byteLength(cut + next) > 123).toBe(true);
      }),
    );
  });
});
