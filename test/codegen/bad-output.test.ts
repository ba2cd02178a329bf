import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { generate } from "wsgen";
import { diagnoseProject, HEADER } from "./diagnose.js";
import { readTree } from "./golden-cases.js";
import { temporaryProject, writeFiles } from "./temporary-project.js";

const SCHEMA = `${HEADER}export default defineSchema({
  echo: endpoint({ mode: "accept", path: "/echo", clientToServer: z.string() }),
});
`;

const config = (text: string): string =>
  `import { defineConfig } from "wsgen";\nexport default defineConfig(${text});\n`;

it.each([
  [
    "the project's root",
    '{ server: { outDir: "." } }',
    "server.outDir is the project's root, or holds it",
  ],
  [
    "a folder above it",
    '{ client: { outDir: ".." } }',
    "client.outDir is the project's root, or holds it",
  ],
  [
    "the folder of the schema",
    '{ server: { outDir: "src" } }',
    "server.outDir holds wsgen.schema.ts, which the schema is made of",
  ],
  [
    "the folder of a part of the schema",
    '{ client: { outDir: "parts" } }',
    "client.outDir holds part.ts, which the schema is made of",
  ],
])("refuses %s as a folder for generated files", async (_, text, message) => {
  const cwd = temporaryProject({
    "src/wsgen.schema.ts": `import "../parts/part.js";\n${SCHEMA}`,
    "parts/part.ts": "export const part = 1;\n",
    "wsgen.config.ts": config(text),
  });
  const before = readTree(cwd);
  const found = await diagnoseProject({ cwd });
  expect(found[0]).toBe(` WSG1301 ${message}`);
  expect(readTree(cwd)).toEqual(before);
});

it("refuses to write two files to one place", async () => {
  const cwd = temporaryProject({
    "src/wsgen.schema.ts": SCHEMA,
    "wsgen.config.ts": config('{ server: { contextFile: "src/handlers/Echo.ts" } }'),
  });
  expect(await diagnoseProject({ cwd })).toEqual([
    " WSG1301 two files would be written to src/handlers/echo.ts",
  ]);
});

it("leaves nothing behind when a folder cannot be written", async () => {
  const cwd = temporaryProject({ "src/wsgen.schema.ts": SCHEMA });
  // A file where a folder has to be stops every user, root too.
  writeFileSync(join(cwd, "src/handlers"), "in the way");
  const before = readTree(cwd);
  const [found] = await diagnoseProject({ cwd });
  expect(found).toMatch(/^src\/handlers\/echo\.ts WSG1302 cannot write/);
  expect(readTree(cwd)).toEqual(before);
});

it("puts back what it had replaced when a later file cannot be written", async () => {
  const cwd = temporaryProject({ "src/wsgen.schema.ts": SCHEMA });
  await generate({ cwd });
  writeFileSync(join(cwd, "src/wsgen.schema.ts"), SCHEMA.replaceAll("echo", "parrot"));
  mkdirSync(join(cwd, "src/handlers/parrot.ts"));
  const before = readTree(cwd);
  const [found] = await diagnoseProject({ cwd });
  expect(found).toMatch(/^src\/handlers\/parrot\.ts WSG1302 cannot write/);
  expect(readTree(cwd)).toEqual(before);
});

it.skipIf(process.getuid?.() === 0)(
  "leaves nothing behind in a folder without permission",
  async () => {
    const cwd = temporaryProject({ "src/wsgen.schema.ts": SCHEMA });
    chmodSync(join(cwd, "src"), 0o555);
    const before = readTree(cwd);
    expect((await diagnoseProject({ cwd }))[0]).toMatch(/WSG1302 cannot write/);
    chmodSync(join(cwd, "src"), 0o755);
    expect(readTree(cwd)).toEqual(before);
  },
);

it("overwrites a generated file that somebody edited, and says so", async () => {
  const cwd = temporaryProject({ "src/wsgen.schema.ts": SCHEMA });
  await generate({ cwd });
  const before = readTree(cwd);
  const path = join(cwd, "src/generated/server.ts");
  writeFileSync(path, readFileSync(path, "utf8").replace("Handlers", "MyHandlers"));
  const { files } = await generate({ cwd });
  expect(files.filter(({ action }) => action !== "unchanged")).toEqual([
    expect.objectContaining({ path, action: "edited" }),
  ]);
  expect(readTree(cwd)).toEqual(before);
});

it("updates a file of an older schema without a notice", async () => {
  const cwd = temporaryProject({ "src/wsgen.schema.ts": SCHEMA });
  await generate({ cwd });
  writeFiles(cwd, { "src/wsgen.schema.ts": SCHEMA.replace("z.string()", "z.string().max(5)") });
  const { files } = await generate({ cwd });
  const actions = new Set(files.map(({ action }) => action));
  expect(actions).toEqual(new Set(["updated", "unchanged"]));
});

it("takes CRLF line ends for no change", async () => {
  const cwd = temporaryProject({ "src/wsgen.schema.ts": SCHEMA });
  await generate({ cwd });
  const path = join(cwd, "src/generated/types.ts");
  writeFileSync(path, readFileSync(path, "utf8").replaceAll("\n", "\r\n"));
  const { files } = await generate({ cwd });
  expect(files.every(({ action }) => action === "unchanged")).toBe(true);
});

it("never touches handlers and context once they are there", async () => {
  const cwd = temporaryProject({
    "src/wsgen.schema.ts": SCHEMA,
    "src/handlers/echo.ts": "// mine\n",
    "src/context.ts": "",
  });
  await generate({ cwd });
  const { "src/handlers/echo.ts": handler, "src/context.ts": context } = readTree(cwd);
  expect([handler, context]).toEqual(["// mine\n", ""]);
});

it("writes nothing in a dry run", async () => {
  const cwd = temporaryProject({ "src/wsgen.schema.ts": SCHEMA });
  const before = readTree(cwd);
  const { files } = await generate({ cwd, dryRun: true });
  expect(files.every(({ action }) => action === "created")).toBe(true);
  expect(readTree(cwd)).toEqual(before);
});

it.each([
  ["a misspelt key", '{ shcema: "x" } as object', "WSG1008 unknown key shcema"],
  [
    "a misspelt inner key",
    '{ server: { outdir: "x" } as object }',
    "WSG1008 unknown key server.outdir",
  ],
  ["a value of another type", "{ schema: 1 } as object", "WSG1008 schema is not a path"],
  [
    "nothing to generate",
    "{ server: false, client: false }",
    "WSG1008 neither a server nor a client is to be generated",
  ],
])("refuses a configuration with %s", async (_, text, expected) => {
  const cwd = temporaryProject({ "src/wsgen.schema.ts": SCHEMA, "wsgen.config.ts": config(text) });
  expect(await diagnoseProject({ cwd })).toEqual([`wsgen.config.ts:1 ${expected}`]);
});

it.each([
  ["server", ["client-validators", "client", "types"]],
  ["client", ["server-validators", "server", "types"]],
] as const)("generates no %s's side where it is switched off", async (side, expected) => {
  const cwd = temporaryProject({
    "src/wsgen.schema.ts": SCHEMA,
    "wsgen.config.ts": config(`{ ${side}: false }`),
  });
  await generate({ cwd });
  const generated = Object.keys(readTree(cwd)).filter((path) => path.startsWith("src/generated/"));
  expect(generated.toSorted()).toEqual(expected.map((name) => `src/generated/${name}.ts`));
});
