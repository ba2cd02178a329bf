import { SourceMap, type SourceMapPayload } from "node:module";
import { expect, it } from "vitest";
import { declarationMap } from "./declaration-map.js";
import { Lines } from "./lines.js";
import { Marks, width } from "./marks.js";

const origin = (file: string, line: number, column: number, length: number) => {
  return { file, line, column, length };
};

const marks = new Marks();
const say = marks.mark("say", origin("/p/src/a.ts", 12, 9, 5));
const chat = marks.mark("chat", origin("/p/src/wsgen.schema.ts", 1000, 3, 4));
const emoji = marks.mark('"😀"', origin("/p/src/a.ts", 2, 1, 4));
// A line separator ends a line for compilers.
const marked = `a;\n\n  ${say}: 1; ${chat}?: 2;\n/** \u2028 */ ${emoji}: 3\n`;
const { names, text } = marks.read(marked);
const map = JSON.parse(
  declarationMap("/p/web/generated/client.d.ts", text, names),
) as SourceMapPayload; // what it says

/** Where a place in the text comes from, as `source:line:column`, from 1; by Node's own reader. */
function from(word: string, offset = 0): string | null {
  const { column, line } = new Lines(text).at(text.indexOf(word) + offset);
  const entry = new SourceMap(map).findEntry(line - 1, column - 1);
  if (!("originalSource" in entry) || entry.originalSource === undefined) return null;
  return `${entry.originalSource}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
}

it("takes the marks out, which have no width", () => {
  expect(text).toBe('a;\n\n  say: 1; chat?: 2;\n/** \u2028 */ "😀": 3\n');
  expect(width(marked)).toBe(text.length);
});

it("keeps characters whose halves are those of marks", () => {
  const halves = "\u{10437} \u{10000} \u{10400}";
  const name = new Marks();
  const around = `${halves}${name.mark("\u{10437}", origin("/a.ts", 1, 1, 2))}${halves}`;
  expect(name.read(around).text).toBe(`${halves}\u{10437}${halves}`);
  expect(width(halves)).toBe(halves.length);
});

it("leads from the start and the end of a name to those of where it is declared", () => {
  expect(from("say")).toBe("../../src/a.ts:12:9");
  expect(from("say", 3)).toBe("../../src/a.ts:12:14");
  expect(from("chat")).toBe("../../src/wsgen.schema.ts:1000:3");
  expect(from("chat", 4)).toBe("../../src/wsgen.schema.ts:1000:7");
  expect(from('"😀"')).toBe("../../src/a.ts:2:1");
  expect(from('"😀"', 4)).toBe("../../src/a.ts:2:5");
});

it("leads nowhere from what stands between two names", () => {
  expect(from("1;")).toBeNull();
  expect(from("2;")).toBeNull();
});

it("names its files by relative paths with forward slashes, and nothing else", () => {
  expect(map).toMatchObject({
    version: 3,
    file: "client.d.ts",
    sources: ["../../src/a.ts", "../../src/wsgen.schema.ts"],
    names: [],
  });
  expect(Object.keys(map)).toEqual(["version", "file", "sources", "names", "mappings"]);
});
