import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { generate } from "wsgen";
import { compile, type CompileError, compilers } from "./compiler.js";
import { createProject, writeFiles } from "./temporary-project.js";
import { corpusAssertions, corpusProject } from "./zod-types-corpus.js";
import { exceptions } from "./zod-types-exceptions.js";
import { awkwardNames, manyEndpoints } from "./zod-types-schemas.js";
import { corpus } from "./zod/corpus/index.js";

const ASSERTIONS = "src/generated/assertions.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

describe("the types that are generated from the corpus", () => {
  const { folder, remove } = createProject(corpusProject);
  let lines: readonly string[];
  afterAll(remove);
  beforeAll(async () => {
    await generate({ cwd: folder });
    const servers = join(folder, "src/generated/server-types.ts");
    const text = corpusAssertions(existsSync(servers) ? readFileSync(servers, "utf8") : "");
    lines = text.split("\n");
    writeFiles(folder, { [ASSERTIONS]: text });
  });

  it.each(compilers)("are those of z.input and z.output, says %s", async (compiler) => {
    const options = { folder, compiler, side: "server" as const, isolatedDeclarations: false };
    const errors = await compile({ ...options, include: [ASSERTIONS] });
    const found = errors.filter(isGenerated);
    expect(found.map((error) => lineOf(error) ?? textOf(error))).toEqual([]);
  });

  it.each(compilers)("are kept by the validators, says %s", async (compiler) => {
    for (const side of ["server", "client"] as const) {
      const include = [`src/generated/${side}.ts`, `src/generated/${side}-validators.ts`];
      // A server's validators import the schema, which need not have explicit types.
      const isolatedDeclarations = side === "client";
      const errors = await compile({ folder, compiler, side, include, isolatedDeclarations });
      expect(errors.filter(isGenerated).map(textOf)).toEqual([]);
    }
  });

  function lineOf({ file, line }: CompileError): string | undefined {
    return file === ASSERTIONS ? lines[line - 1] : undefined;
  }

  it("have no exception for a type that is gone", () => {
    const names = new Set(corpus.map(({ name }) => name));
    expect([...exceptions.keys()].filter((name) => !names.has(name))).toEqual([]);
  });
});

describe("properties of any name", () => {
  const { folder, remove } = createProject({ "src/wsgen.schema.ts": awkwardNames() });
  afterAll(remove);
  beforeAll(async () => {
    await generate({ cwd: folder });
  });

  it("are not taken for what generated code calls", async () => {
    for (const side of ["server", "client"] as const) {
      const include = [`src/generated/${side}.ts`, `src/generated/${side}-validators.ts`];
      expect((await compile({ folder, side, include })).map(textOf)).toEqual([]);
    }
  });
});

describe("500 endpoints", () => {
  const { folder, remove } = createProject({ "src/wsgen.schema.ts": manyEndpoints(500) });
  afterAll(remove);
  beforeAll(async () => {
    await generate({ cwd: folder });
  });

  it.each(["typescript", "typescript-5"] as const)("are compiled by %s", async (compiler) => {
    for (const side of ["server", "client"] as const) {
      const include = [`src/generated/${side}.ts`, `src/generated/${side}-validators.ts`];
      const start = performance.now();
      expect(await compile({ folder, compiler, side, include })).toEqual([]);
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      process.stdout.write(`500 endpoints, ${side}, ${compiler}: ${seconds} s\n`);
    }
  });
});

function isGenerated({ file }: CompileError): boolean {
  return file.startsWith("src/generated/");
}

function textOf({ code, file, line, message }: CompileError): string {
  return `${file}:${line} ${code} ${message}`;
}
