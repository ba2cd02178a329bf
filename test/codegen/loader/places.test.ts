import { cpSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { generate } from "wsgen";
import { diagnoseProject, HEADER } from "../diagnose.js";
import { readTree } from "../golden-cases.js";
import { writeFiles } from "../temporary-project.js";
import { startWatching } from "../watching.js";
import { fixtureProject, loaded } from "./fixture-project.js";

const MODULE = '{ "type": "module" }\n';
const SCHEMA = `${HEADER}import { Text } from "./text.js";
export default defineSchema({
  echo: endpoint({ mode: "accept", path: "/echo", clientToServer: Text.max(5) }),
});
`;
const TEXT = 'import { z } from "zod";\nexport const Text = z.string();\n';

describe.each([
  ["with spaces", "my app (new)"],
  ["that is not ASCII", "проект/聊天 😀"],
  ["with the signs of URLs", "100% #1/what?&a=b;c+d"],
  ["with quotes and dollars", "it's $HOME `x`"],
  ["with brackets", "[id]/{a,b}/(group)/@slot"],
  ["of the longest name that there can be", "n".repeat(255)],
  ["at the end of a very long path", Array.from({ length: 30 }, () => "d".repeat(60)).join("/")],
])("a project in a folder %s", (_, folder) => {
  it("is loaded and generated as anywhere else", async () => {
    const top = fixtureProject({});
    const cwd = join(top, folder);
    writeFiles(cwd, {
      "package.json": MODULE,
      "src/wsgen.schema.ts": SCHEMA,
      "src/text.ts": TEXT,
      "wsgen.config.ts": "export default {};\n",
    });
    expect((await loaded({ cwd })).files).toEqual([
      "src/text.ts",
      "src/wsgen.schema.ts",
      "wsgen.config.ts",
    ]);
    await generate({ cwd });
    expect(Object.keys(readTree(cwd))).toContain("src/handlers/echo.ts");
    expect((await generate({ cwd })).files.every(({ action }) => action === "unchanged")).toBe(
      true,
    );
    writeFiles(cwd, { "src/wsgen.schema.ts": SCHEMA.replace("Text.max(5)", "z.file()") });
    const [found] = await diagnoseProject({ cwd });
    expect(found).toMatch(/^src\/wsgen\.schema\.ts:5:51 WSG1201 echo\.clientToServer: /);
  });
});

it("watches a project in a folder of the longest name that there can be", async () => {
  const cwd = join(fixtureProject({}), "n".repeat(255));
  writeFiles(cwd, {
    "package.json": MODULE,
    "src/wsgen.schema.ts": SCHEMA,
    "src/text.ts": TEXT,
    "wsgen.config.ts": "export default {};\n",
  });
  const watching = await startWatching(cwd);
  writeFiles(cwd, { "src/wsgen.schema.ts": SCHEMA.replace("max(5)", "max(6)") });
  expect(await watching.until(/: updated /)).toContain("server-validators.ts");
});

const ZOD = fileURLToPath(new URL("../../../node_modules/zod", import.meta.url));

/** A package of the project with a zod of its own, as npm leaves it where versions differ. */
function copyZod(cwd: string): void {
  const filter = (path: string): boolean => !/\.(?:ts|cts|mts|map)$|\/src$/.test(path);
  cpSync(ZOD, join(cwd, "node_modules/types/node_modules/zod"), {
    recursive: true,
    dereference: true,
    filter,
  });
}

it("types of a second copy of zod are types like others", async () => {
  const files = (types: string): Record<string, string> => ({
    "package.json": MODULE,
    "src/wsgen.schema.ts": `${HEADER}import { Note } from "${types}";
export default defineSchema({
  echo: endpoint({
    mode: "accept",
    path: "/echo",
    clientToServer: { messages: { note: z.array(Note), one: Note.extend({ more: z.date() }) } },
  }),
});
`,
    "node_modules/types/package.json": '{ "type": "module", "exports": "./index.js" }',
    "node_modules/types/index.js": `import { z } from "zod";
export const Note = z.object({ text: z.string(), at: z.date() }).meta({ id: "Note" });
`,
  });
  const one = fixtureProject(files("types"));
  const two = fixtureProject(files("types"));
  copyZod(two);
  const { contracts } = await loaded({ cwd: two });
  expect(contracts).toEqual((await loaded({ cwd: one })).contracts);
  expect(JSON.stringify(contracts)).toContain('"Note"');
});

it("a server's package takes the schema of another one, and both are its files", async () => {
  const workspace = fixtureProject(
    {
      "packages/contract/package.json": '{ "name": "@acme/contract", "type": "module" }',
      "packages/contract/src/wsgen.schema.ts": SCHEMA,
      "packages/contract/src/text.ts": TEXT,
      "packages/contract/tsconfig.json": "{}",
      "packages/server/package.json": MODULE,
      "packages/server/wsgen.config.ts":
        'export default { schema: "../contract/src/wsgen.schema.ts" };\n',
    },
    { "packages/server/node_modules/@acme/contract": "packages/contract" },
  );
  const cwd = join(workspace, "packages/server");
  expect((await loaded({ cwd })).files).toEqual([
    "../contract/src/text.ts",
    "../contract/src/wsgen.schema.ts",
    "../contract/tsconfig.json",
    "wsgen.config.ts",
  ]);
  await generate({ cwd });
  const written = Object.keys(readTree(join(workspace, "packages"))).filter((path) =>
    /generated|handlers|lock/.test(path),
  );
  expect(written.filter((path) => !path.startsWith("server/"))).toEqual([]);
  expect(written).toContain("server/wsgen.lock.json");
});
