import { describe, expect, it } from "vitest";
import { partPattern, portablePattern } from "./portable-pattern.js";

const PAIR = "\u{1F600}";
const CHARACTERS = ["a", "b", " ", PAIR, "\uD83D", "\uDE00"];

/** All texts of up to four of these. */
const texts = ["", "", "", ""].reduce<readonly string[]>(
  (all) => [...new Set(["", ...all.flatMap((text) => CHARACTERS.map((more) => text + more))])],
  [""],
);

const KEPT = [
  "^[a-z]+$",
  "a",
  "^.*$",
  ".+",
  "^[^@]+@[^@]+$",
  "^(.+) (.+)$",
  "^\\S+$",
  "^(?!a).*b",
  "^(?=.{1,3}$)[ab]+$",
  "^(?:a.+)+$",
  "^(?:.+)*$",
  "^.+?b?.*$",
  "^(?:a[^b]*|b)$",
  "^\\w{2}$",
];

const LEFT_OUT = [
  "^.$",
  "^.{2}$",
  "^[^a]?$",
  "^.+.+$",
  "^.+?.+$",
  "^(?:.+){2}$",
  "^(?:.+|a).+$",
  "^.+(?:b)?.+$",
  "^(?:a[^b]+|[^a]+b)+$",
  ".+(?!b)",
  "(?<=a).+",
  "^(.+)\\1$",
  `^${PAIR}+$`,
  "\\uD83D",
  "\\p{L}",
  "]",
  "\\_",
];

describe("a pattern without flags", () => {
  it.each(KEPT)("keeps %s, which takes the same when it is unicode-aware", (source) => {
    expect(portablePattern({ source, flags: "" })).toBe(source);
    const [plain, aware] = [new RegExp(source), new RegExp(source, "u")];
    expect(texts.filter((text) => plain.test(text) !== aware.test(text))).toEqual([]);
  });

  it.each(LEFT_OUT)("leaves out %s", (source) => {
    expect(portablePattern({ source, flags: "" })).toBeNull();
  });
});

it.each([
  ["u", "^.{2}$", "^.{2}$"],
  ["i", "^a$", null],
  ["v", "^[\\p{L}--a]$", null],
  ["s", "^.$", null],
])("keeps the flag %s only where JSON Schema has it", (flags, source, kept) => {
  expect(portablePattern({ source, flags })).toBe(kept);
});

it.each(["a", "$^.*+?()[]{}|/\\", "line\nbreak", PAIR, "-"])(
  "makes a pattern of the text %j",
  (text) => {
    const pattern = (kind: Parameters<typeof partPattern>[0]): RegExp =>
      new RegExp(partPattern(kind, text) ?? "(?!)", "u");
    const [within, start, end] = [`x${text}x`, `${text}x`, `x${text}`];
    const matches = (regExp: RegExp): boolean[] =>
      [within, start, end].map((whole) => regExp.test(whole));
    expect(matches(pattern("includes"))).toEqual([true, true, true]);
    expect(matches(pattern("startsWith"))).toEqual([false, true, false]);
    expect(matches(pattern("endsWith"))).toEqual([false, false, true]);
  },
);

it("makes no pattern of half a pair", () => {
  expect(partPattern("includes", "\uD83D")).toBeNull();
});
