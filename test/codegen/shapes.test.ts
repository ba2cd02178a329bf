import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generate } from "wsgen";
import { compile, compilers, type Compiler } from "./compiler.js";
import { HEADER } from "./diagnose.js";
import { goldenCases } from "./golden-cases.js";
import { installPackages, linkFolder } from "./installed-packages.js";
import { temporaryProject, writeFiles } from "./temporary-project.js";

const SCHEMA = `${HEADER}export default defineSchema({
  math: endpoint({
    mode: "require",
    path: "/math",
    clientToServer: { calls: { double: { input: z.number(), output: z.number() } } },
  }),
});
`;

const SERVER = `import { createServer } from "./generated/server.js";
import { math } from "./handlers/math.js";

export const server = createServer({ math });
`;

/** Calls a server over the generated client, and prints what it answers. */
const program = (client: string): string => `import { WebSocket } from "ws";
import { createClient } from "${client}";
import { server } from "./server.js";

async function main(): Promise<void> {
  const { port } = await server.listen(0);
  const math = createClient(\`ws://127.0.0.1:\${port}\`, { WebSocket }).math();
  console.log(await math.calls.double(21));
  await math.close();
  await server.close();
}

void main();
`;

let home = "";
beforeAll(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), "wsgen-shapes-")));
  installPackages(home);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** A folder below the one with the packages, and what a program run in it has printed. */
function newFolder(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(home, "project-"));
  writeFiles(folder, files);
  return folder;
}

function run(cwd: string, script: string, ...args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { cwd }, (_error, stdout, stderr) =>
      resolve(`${stdout}${stderr}`),
    );
  });
}

function tsc(compiler: Compiler, cwd: string, ...args: readonly string[]): Promise<string> {
  const script = fileURLToPath(new URL(`../../node_modules/${compiler}/bin/tsc`, import.meta.url));
  return run(cwd, script, ...args, "--pretty", "false");
}

function fillHandler(path: string): void {
  const text = readFileSync(path, "utf8").replace("_input, _call", "input");
  writeFileSync(path, text.replace(/throw new Error\(.*\);/, "return input * 2;"));
}

const json = (value: unknown): string => JSON.stringify(value, null, 2);

const STRICT = {
  target: "ES2022",
  strict: true,
  skipLibCheck: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noUncheckedSideEffectImports: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  erasableSyntaxOnly: true,
};

describe("a CommonJS package", () => {
  async function commonJs(module: string): Promise<string> {
    const options = { ...STRICT, module, types: ["node"], rootDir: "src", outDir: "dist" };
    const cwd = newFolder({
      "package.json": '{ "type": "commonjs" }\n',
      "tsconfig.json": json({ compilerOptions: options, include: ["src"] }),
      "src/wsgen.schema.ts": SCHEMA,
      "src/server.ts": SERVER,
      "src/main.ts": program("./generated/client.js"),
    });
    await generate({ cwd });
    fillHandler(join(cwd, "src/handlers/math.ts"));
    return cwd;
  }

  it.each(compilers)("compiles generated code with %s, and requires it", async (compiler) => {
    const cwd = await commonJs("nodenext");
    expect(await tsc(compiler, cwd)).toBe("");
    expect(readFileSync(join(cwd, "dist/generated/server.js"), "utf8")).toContain("require(");
    expect(await run(cwd, "dist/main.js")).toBe("42\n");
  });

  // As docs/projects.md says.
  it("cannot do so with the module kinds of older versions of Node", async () => {
    expect(await tsc("typescript", await commonJs("node16"))).toMatch(
      /server\.ts.* error TS1479: /,
    );
  });
});

describe("a monorepo of project references", () => {
  const options = {
    ...STRICT,
    module: "NodeNext",
    composite: true,
    rootDir: "src",
    outDir: "dist",
  };
  const project = (more: object, ...references: readonly string[]): string =>
    json({
      compilerOptions: { ...options, verbatimModuleSyntax: true, ...more },
      include: ["src"],
      references: references.map((name) => ({ path: `../${name}` })),
    });
  const manifest = (name: string): string =>
    json({ name: `@acme/${name}`, type: "module", exports: { "./*": "./dist/*.js" } });

  async function monorepo(schema: string): Promise<string> {
    const folder = newFolder({
      "packages/contract/package.json": manifest("contract"),
      "packages/contract/tsconfig.json": project({}),
      "packages/contract/src/wsgen.schema.ts": schema,
      "packages/api/package.json": manifest("api"),
      "packages/api/tsconfig.json": project({ types: [], lib: ["ES2023", "DOM"] }),
      "packages/server/package.json": manifest("server"),
      "packages/server/tsconfig.json": project({ types: ["node"] }, "contract", "api"),
      "packages/server/wsgen.config.ts": `import { defineConfig } from "wsgen";
export default defineConfig({
  schema: "../contract/src/wsgen.schema.ts",
  client: { outDir: "../api/src" },
});
`,
      "packages/server/src/server.ts": SERVER,
      "packages/server/src/main.ts": program("@acme/api/client"),
    });
    const cwd = join(folder, "packages/server");
    linkFolder(join(cwd, "node_modules/@acme/api"), join(folder, "packages/api"));
    await generate({ cwd });
    fillHandler(join(cwd, "src/handlers/math.ts"));
    return cwd;
  }

  it.each(compilers)("has schema, server and client in packages of their own: %s", async (name) => {
    const cwd = await monorepo(SCHEMA);
    expect(await tsc(name, cwd, "-b")).toBe("");
    expect(await run(cwd, "dist/main.js")).toBe("42\n");
  });

  it.each(compilers)("compiles where the server runs code of the schema's: %s", async (name) => {
    const cwd = await monorepo(SCHEMA.replace("z.number()", "z.number().refine((n) => n !== 3)"));
    expect(await tsc(name, cwd, "-b")).toBe("");
    // The path leads to the schema's source; what to do: docs/projects.md.
    expect(await run(cwd, "dist/main.js")).toContain("ERR_MODULE_NOT_FOUND");
  });
});

/** What the templates of Vite have, one for pages without a framework and one for React. */
const VITE = {
  target: "es2023",
  lib: ["ES2023", "DOM", "DOM.Iterable"],
  allowImportingTsExtensions: true,
  moduleDetection: "force",
  noUncheckedSideEffectImports: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
};

it.each(compilers)("clients compile under the flags of Vite's templates: %s", async (compiler) => {
  const folder = temporaryProject();
  for (const { files, name } of goldenCases) {
    const own = Object.entries(files).map(([path, text]) => [`${name}/${path}`, text] as const);
    writeFiles(folder, Object.fromEntries(own));
  }
  const include = ["**/client.ts", "**/client-validators.ts", "**/types.ts"];
  for (const jsx of [{}, { jsx: "react-jsx" }]) {
    const options = { folder, include, compiler, side: "client", resolution: "bundler" } as const;
    expect(await compile({ ...options, flags: { ...VITE, ...jsx } })).toEqual([]);
  }
});
