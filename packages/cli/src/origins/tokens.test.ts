import { describe, expect, it } from "vitest";
import { tokenize } from "./tokens.js";

const texts = (source: string): string[] | null =>
  tokenize(source)?.map(({ text }) => text) ?? null;

describe("the tokens of a file", () => {
  it.each([
    ["a: b.c,", ["a", ":", "b", ".", "c", ","]],
    ["/* { */ a // }\n /** ' */ b", ["a", "b"]],
    [`"a\\"{" + '\\'}'`, [`"a\\"{"`, "+", `'\\'}'`]],
    ["`a ${b({ c: `}` })} \\` {` d", ["`a ${b({ c: `}` })} \\` {`", "d"]],
    ["...a ?.b () => 1_000n", ["...", "a", "?.", "b", "(", ")", "=>", "1_000n"]],
    ["#!/usr/bin/env node {\na", ["a"]],
    ["описание 𠮷", ["описание", "𠮷"]],
  ])("of %j are told apart", (source, expected) => {
    expect(texts(source)).toEqual(expected);
  });

  it.each([
    ['regex(/[/}]\\/"{/u)', ["regex", "(", '/[/}]\\/"{/u', ")"]],
    ["a = /}/", ["a", "=", "/}/"]],
    ["return /{/.source", ["return", "/{/", ".", "source"]],
    ["a / b / c", ["a", "/", "b", "/", "c"]],
    ["(a) / b[0] / 2", ["(", "a", ")", "/", "b", "[", "0", "]", "/", "2"]],
  ])("tell a pattern from a division: %j", (source, expected) => {
    expect(texts(source)).toEqual(expected);
  });

  it.each(["{ (}", "a)", "(", "`${a", "'"])(
    "are not told where brackets do not match: %j",
    (source) => {
      expect(tokenize(`${source}{`)).toBeNull();
    },
  );
});
