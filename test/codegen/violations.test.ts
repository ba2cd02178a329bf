import { afterAll, describe, expect, it } from "vitest";
import { compile, compilers, type CompileError } from "./compiler.js";
import { goldenCases } from "./golden-cases.js";
import { createProject, writeFiles } from "./temporary-project.js";
import { CORRECT, PRELUDES, violations, type Violation } from "./violations.js";

const { folder, remove } = createProject(goldenCases.find(({ name }) => name === "chat")?.files);
afterAll(remove);

const sides = ["server", "client"] as const;
for (const side of sides) {
  writeFiles(folder, { [`src/${side}/correct.ts`]: `${PRELUDES[side]}${CORRECT[side]}\n` });
}
const cases = violations.map((violation, index) => {
  const file = `src/${violation.side}/violation-${index}.ts`;
  const text = `${PRELUDES[violation.side]}${violation.source}\n`;
  writeFiles(folder, { [file]: text });
  return { ...violation, file, expected: markedError(text) };
});

describe.each(compilers)("%s", (compiler) => {
  const errors = new Map<Violation["side"], CompileError[]>();

  it.each(sides)("accepts what the contract allows on the %s's side", async (side) => {
    const user = { include: [`src/${side}`], isolatedDeclarations: false };
    const found = await compile({ folder, side, compiler, ...user });
    errors.set(side, found);
    expect(found.filter(({ file }) => file.endsWith("correct.ts"))).toEqual([]);
  });

  it.each(cases)("refuses $name ($side)", ({ side, file, expected }) => {
    const found = errors.get(side)?.filter((error) => error.file === file) ?? [];
    expect(found).toEqual([expect.objectContaining({ line: expected.line })]);
    expect(expected.codes).toContain(found[0]?.code);
  });
});

function markedError(text: string): { line: number; codes: string[] } {
  const lines = text.split("\n");
  const line = lines.findIndex((content) => /\/\/ TS\d/.test(content));
  return { line: line + 1, codes: lines[line]?.match(/TS\d+/g) ?? [] };
}
