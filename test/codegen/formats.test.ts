import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generate } from "wsgen";
import { goldenCases } from "./golden-cases.js";
import { createProject, writeFiles } from "./temporary-project.js";

const TSC = fileURLToPath(new URL("../../node_modules/typescript-6/bin/tsc", import.meta.url));
const OXFMT = fileURLToPath(new URL("../../node_modules/.bin/oxfmt", import.meta.url));

const UNCHECKED = new Set(["calls", "rich"]);

const cases = goldenCases.flatMap(({ name, written }) => {
  const all = { name, written, validate: "all" };
  return UNCHECKED.has(name) ? [all, { name, written, validate: "none" }] : [all];
});

type Case = (typeof cases)[number];

const { folder, remove } = createProject();
afterAll(remove);

/** Where a case is, below a folder. */
function place({ name, validate }: Case, below: string): string {
  return join(folder, below, `${name}-${validate}`);
}

describe.each(cases)("the client of $name with validate $validate", (one) => {
  it.each(["client", "client-validators"])("in JavaScript is a compiled %s.ts", (name) => {
    const [written, compiled] = pair(one, `${name}.js`);
    expect(written).toBe(compiled);
  });

  it.each(["client", "client-validators", "types"])("declares what %s.ts does", (name) => {
    const [written, compiled] = pair(one, `${name}.d.ts`);
    expect(tokensOf(written)).toBe(tokensOf(compiled));
  });
});

beforeAll(async () => {
  for (const one of cases) await generateClients(one);
  compileTypeScript();
  execFileSync(OXFMT, ["compiled", "written"], { cwd: folder, stdio: "ignore" });
}, 180_000);

/** The client in both formats: TypeScript goes to the compiler. */
async function generateClients(one: Case): Promise<void> {
  const cwd = place(one, "projects");
  const paths = Object.keys(one.written).filter((path) => !path.endsWith("wsgen.config.ts"));
  const schema = paths.find((path) => path.endsWith("wsgen.schema.ts")) ?? paths[0];
  writeFiles(cwd, { "package.json": '{ "type": "module" }\n', ...one.written });
  for (const [format, below] of [
    ["ts", "sources"],
    ["js", "written"],
  ] as const) {
    const client = { outDir: place(one, below), format, validate: one.validate };
    const config = { schema, server: false, client };
    writeFiles(cwd, { "wsgen.config.ts": `export default ${JSON.stringify(config)};\n` });
    await generate({ cwd });
  }
}

function compileTypeScript(): void {
  const compilerOptions = {
    target: "ES2022",
    module: "NodeNext",
    lib: ["ES2023", "DOM", "DOM.AsyncIterable"],
    types: [],
    declaration: true,
    verbatimModuleSyntax: true,
    skipLibCheck: true,
    rootDir: "sources",
    outDir: "compiled",
  };
  const config = JSON.stringify({ compilerOptions, include: ["sources"] });
  writeFileSync(join(folder, "tsconfig.json"), config);
  execFileSync(process.execPath, [TSC, "-p", "."], { cwd: folder, stdio: "inherit" });
}

// A compiler drops empty lines, and comments at the top of declarations.
function pair(one: Case, file: string): readonly [string, string] {
  const read = (below: string): string =>
    readFileSync(join(place(one, below), file), "utf8")
      .replaceAll(/^(?:\/\/.*|\/\* eslint-disable \*\/|)\n/gm, "")
      .trim();
  return [read("written"), read("compiled")];
}

// How declarations are broken into lines is up to each.
function tokensOf(declarations: string): string {
  return declarations
    .replaceAll(/^import (type )?\{[^}]*\}/gm, (imported) => imported.replaceAll("type ", ""))
    .replaceAll(/\s+/g, " ")
    .replaceAll(/[,;]? ?([})\]>])/g, "$1")
    .replaceAll(/([{([<=:]) (\| )?/g, "$1");
}
