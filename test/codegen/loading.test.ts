import { expect, it } from "vitest";
import { generate } from "wsgen";
import { HEADER } from "./diagnose.js";
import { wsgen } from "./run-wsgen.js";
import { temporaryProject } from "./temporary-project.js";

const ECHO = 'endpoint({ mode: "accept", path: "/echo", clientToServer: Text })';

it("loads a schema that prints, keeps timers running and awaits", async () => {
  const schema = [
    HEADER,
    'console.log("loading");',
    "setInterval(() => {}, 1000);",
    "const Text = await new Promise<z.ZodString>((done) => setTimeout(() => done(z.string()), 10));",
    `export default defineSchema({ echo: ${ECHO} });`,
  ].join("\n");
  const cwd = temporaryProject({ "src/wsgen.schema.ts": schema });
  expect((await generate({ cwd })).files).not.toEqual([]);
});

it("complains about nothing: its flags are known to this Node", async () => {
  const schema = `${HEADER}const Text = z.string();\nexport default defineSchema({ echo: ${ECHO} });`;
  const cwd = temporaryProject({ "src/wsgen.schema.ts": schema });
  expect(await wsgen(["generate"], cwd)).toMatchObject({ code: 0, err: "" });
});

it("follows what TypeScript projects do: paths, .js for .ts, enums, parts in other files", async () => {
  const cwd = temporaryProject({
    "tsconfig.json": '{ "compilerOptions": { "paths": { "@parts/*": ["./parts/*"] } } }',
    "parts/text.ts": 'import { z } from "zod";\nexport const Text = z.string();\n',
    "src/limits.ts": "export enum Limit { Long = 5 }\n",
    "src/wsgen.schema.ts": [
      HEADER,
      'import { Text as Plain } from "@parts/text";',
      'import { Limit } from "./limits.js";',
      "const Text = Plain.max(Limit.Long);",
      `export default defineSchema({ echo: ${ECHO} });`,
    ].join("\n"),
  });
  const { files } = await generate({ cwd });
  const validators = files.find(({ path }) => path.endsWith("client-validators.ts"));
  expect(validators?.text).toContain("encodeString(value, path, context, 0, 5)");
});

it("loads a schema of a CommonJS project", async () => {
  const cwd = temporaryProject({
    "package.json": '{ "type": "commonjs" }',
    "src/wsgen.schema.ts": `${HEADER}const Text = z.string();\nexport default defineSchema({ echo: ${ECHO} });`,
  });
  expect((await generate({ cwd })).files).toHaveLength(8);
});

it("takes a tsconfig that does not parse for none", async () => {
  const cwd = temporaryProject({
    "tsconfig.json": "{ broken",
    "src/wsgen.schema.ts": `${HEADER}const Text = z.string();\nexport default defineSchema({ echo: ${ECHO} });`,
  });
  expect((await generate({ cwd })).files).toHaveLength(8);
});
