import { afterAll, describe, expect, it } from "vitest";
import { callViolations } from "./call-violations.js";
import { compile, compilers, type CompileError } from "./compiler.js";
import { goldenCases } from "./golden-cases.js";
import { createProject, writeFiles } from "./temporary-project.js";
import { messageViolations, type Violation, type Violations } from "./violations.js";

const sides = ["server", "client"] as const;

describe.each([messageViolations, callViolations])("over the contract of $fixture", (suite) => {
  const { folder, remove } = createProject(goldenCase(suite.fixture));
  afterAll(remove);
  for (const side of sides) {
    writeFiles(folder, { [correctFile(side)]: `${suite.preludes[side]}${suite.correct[side]}\n` });
  }
  const cases = writeViolations(folder, suite);

  describe.each(compilers)("%s", (compiler) => {
    const errors = new Map<Violation["side"], CompileError[]>();

    it.each(sides)("accepts what the contract allows on the %s's side", async (side) => {
      const user = { include: [`src/${side}`], isolatedDeclarations: false };
      const found = await compile({ folder, side, compiler, ...user });
      errors.set(side, found);
      expect(found.filter(({ file }) => file === correctFile(side))).toEqual([]);
    });

    it.each(cases)("refuses $name ($side)", ({ side, file, expected }) => {
      const found = errors.get(side)?.filter((error) => error.file === file) ?? [];
      expect(found).toEqual([expect.objectContaining({ line: expected.line })]);
      expect(expected.codes).toContain(found[0]?.code);
    });
  });
});

interface WrittenViolation extends Violation {
  readonly file: string;
  readonly expected: { readonly line: number; readonly codes: readonly string[] };
}

function writeViolations(folder: string, suite: Violations): WrittenViolation[] {
  return suite.violations.map((violation, index) => {
    const file = `src/${violation.side}/violation-${index}.ts`;
    const text = `${suite.preludes[violation.side]}${violation.source}\n`;
    writeFiles(folder, { [file]: text });
    return { ...violation, file, expected: markedError(text) };
  });
}

function goldenCase(wanted: string): Readonly<Record<string, string>> {
  const found = goldenCases.find(({ name }) => name === wanted);
  if (found === undefined) throw new Error(`there is no golden case ${wanted}`);
  return found.files;
}

function correctFile(side: Violation["side"]): string {
  return `src/${side}/correct.ts`;
}

function markedError(text: string): { line: number; codes: string[] } {
  const lines = text.split("\n");
  const line = lines.findIndex((content) => /\/\/ TS\d/.test(content));
  return { line: line + 1, codes: lines[line]?.match(/TS\d+/g) ?? [] };
}
