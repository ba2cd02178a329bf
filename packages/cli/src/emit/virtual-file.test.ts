import { describe, expect, it } from "vitest";
import { isAsGenerated, isOfFormatJs, withHeader } from "./virtual-file.js";

describe("the header", () => {
  const text = withHeader("export const a = 1;\n", "src/wsgen.schema.ts");

  it("vouches for the text below it", () => {
    expect(isAsGenerated(text)).toBe(true);
  });

  it("tells JavaScript of its own, edited or not, from TypeScript", () => {
    const script = withHeader("export const a = 1;\n", "src/wsgen.schema.ts", "js");
    expect([script, `${script}// mine`, text].map(isOfFormatJs)).toEqual([true, true, false]);
    expect([script, `${script}// mine`].map(isAsGenerated)).toEqual([true, false]);
  });

  it.each([
    ["the text was edited", text.replace("1", "2")],
    ["something was added", `${text}\n`],
    ["the header is gone", "export const a = 1;\n"],
  ])("does not when %s", (_, edited) => {
    expect(isAsGenerated(edited)).toBe(false);
  });
});
