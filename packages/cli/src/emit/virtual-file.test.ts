import { describe, expect, it } from "vitest";
import { isAsGenerated, withHeader } from "./virtual-file.js";

describe("the header", () => {
  const text = withHeader("export const a = 1;\n", "src/wsgen.schema.ts");

  it("vouches for the text below it", () => {
    expect(isAsGenerated(text)).toBe(true);
  });

  it.each([
    ["the text was edited", text.replace("1", "2")],
    ["something was added", `${text}\n`],
    ["the header is gone", "export const a = 1;\n"],
  ])("does not when %s", (_, edited) => {
    expect(isAsGenerated(edited)).toBe(false);
  });
});
