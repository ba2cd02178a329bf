import { expect, it } from "vitest";
import { codeFrame } from "./code-frame.js";

const plain = { colors: false, write: () => undefined };
const colored = { colors: true, write: () => undefined };

function frame(text: string, line: number, column?: number): string {
  return codeFrame(plain, text, line, column).join("\n");
}

it("shows the lines around the place, and marks the whole word", () => {
  expect(frame('a({\n  mode: "requier",\n});\n', 2, 3)).toBe(
    ["    1 | a({", '  > 2 |   mode: "requier",', "      |   ^^^^", "    3 | });"].join("\n"),
  );
  expect(frame('a({\n  mode: "requier",\n});\n', 2, 9)).toContain("|         ^^^^^^^^^\n");
});

it("leaves out empty neighbours, and the mark where no column is known", () => {
  expect(frame("a\n\nb\n\n", 3)).toBe("  > 3 | b");
  expect(frame("a\n\nb\n\n", 3, 1)).toBe("  > 3 | b\n      | ^");
});

it("has line numbers of one width", () => {
  const text = Array.from({ length: 10 }, (_, index) => `line${index + 1}`).join("\n");
  expect(frame(text, 9, 1)).toBe(
    ["     8 | line8", "  >  9 | line9", "       | ^^^^^", "    10 | line10"].join("\n"),
  );
});

it.each([
  ["tabs", "\t\tx", 3, "\t\t^"],
  ["wide characters", 'a("日本", x)', 9, "          ^"],
  ["emoji of several code units", 'a("👩‍👩‍👧", x)', 15, "        ^"],
  ["letters with marks", "e\u0301 x", 4, "  ^"],
])("puts the mark in its place behind %s", (_, source, column, mark) => {
  expect(frame(source, 1, column).split("\n")[1]).toBe(`      | ${mark}`);
});

it("reads every kind of line end", () => {
  expect(frame("a\r\nb\rc\nd", 3, 1)).toBe("    2 | b\n  > 3 | c\n      | ^\n    4 | d");
});

it("cuts long lines around the mark", () => {
  const source = `${"a;".repeat(5000)}bad;${"b;".repeat(5000)}`;
  const lines = frame(source, 1, 10_001).split("\n");
  expect(lines[0]?.length).toBeLessThan(120);
  expect(lines[0]).toMatch(/^ {2}> 1 \| …;?(?:a;)+bad;(?:b;)*b?…$/);
  expect(lines[1]?.indexOf("^^^")).toBe(lines[0]?.indexOf("bad"));
});

it("leaves out neighbours of which nothing is left where the line is cut", () => {
  const source = `short\n${"a;".repeat(100)}bad;\nshort`;
  expect(frame(source, 2, 201).split("\n")).toHaveLength(2);
});

it("marks the end of a line, and shows nothing of a line that is not there", () => {
  expect(frame("ab", 1, 99)).toBe("  > 1 | ab\n      |   ^");
  expect(frame("ab", 7, 1)).toBe("");
});

it("is coloured on a terminal only", () => {
  expect(codeFrame(colored, "ab", 1, 1).join("\n")).toContain("\u001B[31m^^\u001B[39m");
  expect(frame("ab", 1, 1)).not.toContain("\u001B");
});
