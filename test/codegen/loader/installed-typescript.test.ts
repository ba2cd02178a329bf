import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { generate } from "wsgen";
import { HEADER } from "../diagnose.js";
import { wsgen } from "../run-wsgen.js";
import { writeFiles } from "../temporary-project.js";
import { fixtureProject } from "./fixture-project.js";

const HOOK = join(import.meta.dirname, "../../support/scripts/without-typescript.mjs");
const env = { NODE_OPTIONS: `--import ${pathToFileURL(HOOK).href}` };

const THROWING = {
  "node_modules/typescript/package.json": '{ "name": "typescript", "main": "index.js" }',
  "node_modules/typescript/index.js": 'throw new Error("the compiler was imported");\n',
};

function schema(calls: string): string {
  return `${HEADER}export default defineSchema({
  chat: endpoint({ mode: "require", path: "/chat", clientToServer: { calls: { ${calls} } } }),
});
`;
}

describe.each([
  ["no typescript", {}],
  ["a typescript that fails when it is imported", THROWING],
])("in a project with %s", (_, files) => {
  it("generates, extends handlers and finds positions, and imports none", async () => {
    const cwd = fixtureProject({
      "package.json": '{ "type": "module" }\n',
      "src/wsgen.schema.ts": schema("history: {}"),
      ...files,
    });
    expect(await wsgen(["generate"], cwd, env)).toMatchObject({ code: 0, err: "" });
    writeFiles(cwd, { "src/wsgen.schema.ts": schema("history: {}, clear: {}") });
    expect(await wsgen(["generate"], cwd, env)).toMatchObject({ code: 0, err: "" });
    expect(readFileSync(join(cwd, "src/handlers/chat.ts"), "utf8")).toContain("async clear(");
    writeFiles(cwd, { "src/wsgen.schema.ts": schema("history: { input: z.symbol() }") });
    const { code, err } = await wsgen(["generate"], cwd, env);
    expect(code).toBe(2);
    expect(err).toContain("src/wsgen.schema.ts:4:90 error WSG1201");
  });
});

// Whether what is generated compiles with each: compile.test.ts.
it.each(["typescript-5", "typescript-6", "typescript"])(
  "generates and extends handlers where %s is installed",
  async (name) => {
    const cwd = fixtureProject(
      { "package.json": '{ "type": "module" }\n', "src/wsgen.schema.ts": schema("history: {}") },
      { "node_modules/typescript": name },
    );
    await generate({ cwd });
    writeFiles(cwd, { "src/wsgen.schema.ts": schema("history: {}, clear: {}") });
    const { files } = await generate({ cwd });
    expect(files.flatMap(({ added = [] }) => added)).toEqual(["calls.clear"]);
  },
);

it("a program that asks for it is noticed", async () => {
  const cwd = fixtureProject({
    "package.json": '{ "type": "module" }\n',
    "src/wsgen.schema.ts": `import "typescript";\n${schema("history: {}")}`,
    ...THROWING,
  });
  expect((await wsgen(["generate"], cwd, env)).err).toContain("somebody asks for typescript");
  expect((await wsgen(["generate"], cwd)).err).toContain("the compiler was imported");
});
