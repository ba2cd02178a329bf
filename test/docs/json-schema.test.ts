import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { jsonSchema } from "wsgen";
import { temporaryProject } from "../codegen/temporary-project.js";

const text = readFileSync(join(import.meta.dirname, "../../docs/json-schema.md"), "utf8");

/** The code blocks of a language. */
function blocks(language: string): string[] {
  return [...text.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].flatMap(([, name, code = ""]) =>
    name === language ? [code] : [],
  );
}

const [example = "", rich = ""] = blocks("json");

describe("docs/json-schema.md", () => {
  it("shows what is exported", async () => {
    const [schema = ""] = blocks("ts");
    const cwd = temporaryProject({ "src/wsgen.schema.ts": schema });
    expect(JSON.parse(example)).toEqual(await jsonSchema({ cwd }));
  });

  it("states the schema of each row", async () => {
    const rows = [
      ...text.matchAll(/^\| `(?<zod>.+?)` +\| `(?<sent>.+?)` +\| (?:`(?<received>.+?)`)? +\|$/gm),
    ].map(({ groups = {} }) => groups);
    expect(rows.length).toBeGreaterThan(20);
    const types = rows.map(({ zod }, index) => `row${index}: ${zod},`).join("\n");
    const cwd = temporaryProject({ "src/wsgen.schema.ts": schemaOf(types) });
    const { $defs } = await jsonSchema({ cwd });
    for (const [index, { received, sent = "", zod }] of rows.entries()) {
      const named = (direction: string): unknown => $defs[`rows.${direction}.messages.row${index}`];
      const stated = [zod, JSON.parse(sent), JSON.parse(received ?? sent)];
      expect(stated).toEqual([zod, named("clientToServer"), named("serverToClient")]);
    }
    const { bigint, Date, Uint8Array } = $defs;
    expect(JSON.parse(rich)).toEqual({ Date, Uint8Array, bigint });
  });
});

function schemaOf(types: string): string {
  return `import { bytes, defineSchema, endpoint } from "wsgen/schema";
import { z } from "zod";

// Made anew for each direction: what is used twice has a name.
const direction = () => ({ messages: {
${types}
} });
export default defineSchema({
  rows: endpoint({ mode: "require", path: "/rows", clientToServer: direction(), serverToClient: direction() }),
});
`;
}
