import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { jsonSchema, type JsonSchemaDocument } from "wsgen";
import { goldenCases } from "../golden-cases.js";
import { createProject, temporaryProject, writeFiles } from "../temporary-project.js";
import { createAjv, DocumentValidators } from "./document-validators.js";

// UPDATE_GOLDEN=1 writes what is exported now.
const update = process.env["UPDATE_GOLDEN"] === "1";
const FOLDER = join(import.meta.dirname, "fixtures");
const KEPT = ["calls", "kinds", "rich"];

describe.each(goldenCases)("the document of the project $name", ({ name, written }) => {
  let document: JsonSchemaDocument;

  beforeAll(async () => {
    const { folder, remove } = createProject(written);
    document = await jsonSchema({ cwd: folder });
    remove();
  });

  it("is a JSON Schema, all of which compiles in strict mode", () => {
    expect(createAjv().validateSchema({ ...document }, true)).toBe(true);
    const validators = new DocumentValidators(document);
    for (const definition of Object.keys(document.$defs)) validators.named(definition);
  });

  it("refers to all that it defines, and defines all that it refers to", () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/\$defs\/([^"]*)"/g)];
    const names = refs.map(([, token = ""]) => decodeURIComponent(token));
    expect([...new Set(names)].toSorted()).toEqual(Object.keys(document.$defs).toSorted());
  });

  it.runIf(KEPT.includes(name))("is as it was committed", () => {
    const text = `${JSON.stringify(document, null, 2)}\n`;
    const file = `${name}.json`;
    if (update) writeFiles(FOLDER, { [file]: text });
    expect(existsSync(join(FOLDER, file))).toBe(true);
    expect(text).toBe(readFileSync(join(FOLDER, file), "utf8"));
  });
});

const SCHEMA = `import { defineSchema, endpoint } from "wsgen/schema";
import { z } from "zod";

const types = { "a.b": z.string(), "a%2Eb": z.int(), "a/b~c": z.date(), "#?": z.bigint() };
const calls = { x: { errors: { "y.input": z.int() } }, "x.errors.y": { input: z.string() } };
export default defineSchema({
  odd: endpoint({ mode: "require", path: "/odd", clientToServer: { messages: types, calls } }),
});
`;

it("has a name for each payload, whatever it is called", async () => {
  const cwd = temporaryProject({ "src/wsgen.schema.ts": SCHEMA });
  const document = await jsonSchema({ cwd });
  expect(Object.keys(document.$defs)).toEqual([
    "odd.clientToServer.messages.a%2Eb",
    "odd.clientToServer.messages.a%252Eb",
    "odd.clientToServer.messages.a/b~c",
    "odd.clientToServer.messages.#?",
    "odd.clientToServer.calls.x.errors.y%2Einput",
    "odd.clientToServer.calls.x%2Eerrors%2Ey.input",
    "Date",
    "bigint",
  ]);
  const direction = document.endpoints["odd"]?.clientToServer;
  if (direction === undefined || !("messages" in direction)) throw new Error("nothing is listed");
  const ajv = createAjv().addSchema({ ...document, $id: "wsgen:odd" });
  const fits = (name: string, wire: unknown): boolean | undefined => {
    const { payload } = direction.messages[name] ?? {};
    return ajv.getSchema(`wsgen:odd${payload?.$ref}`)?.(wire) as boolean | undefined; // nothing waits
  };
  expect([fits("a.b", "x"), fits("a.b", 1), fits("a%2Eb", 1)]).toEqual([true, false, true]);
  expect([fits("a/b~c", "1970-01-01T00:00:00.000Z"), fits("a/b~c", "x")]).toEqual([true, false]);
  expect([fits("#?", "12"), fits("#?", 12)]).toEqual([true, false]);
});

const NAMED = `import { defineSchema, endpoint } from "wsgen/schema";
import { z } from "zod";

const Level = z.object({ level: z.enum(["low", "high"]).catch("low") }).meta({ id: "Level" });
const Taken = z.object({ inner: Level }).meta({ id: "LevelInput" });
const Same = z.object({ inner: z.string() }).meta({ id: "Same" });
const messages = { taken: Taken, same: Same };
export default defineSchema({
  both: endpoint({ mode: "require", path: "/", clientToServer: { messages }, serverToClient: { messages } }),
});
`;

it("names a type twice where only its wire differs, under names that are free", async () => {
  const cwd = temporaryProject({ "src/wsgen.schema.ts": NAMED });
  const { $defs } = await jsonSchema({ cwd });
  const names = Object.keys($defs).filter((name) => !name.includes("."));
  expect(names).toEqual(["Level", "LevelInput", "LevelInputInput", "LevelInput_", "Same"]);
  const inner = (name: string): unknown => $defs[name]?.properties?.["inner"];
  expect(inner("LevelInputInput")).toEqual({ $ref: "#/$defs/LevelInput_" });
  expect(inner("LevelInput")).toEqual({ $ref: "#/$defs/Level" });
});
