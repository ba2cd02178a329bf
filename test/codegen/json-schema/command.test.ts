import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { jsonSchema, WsgenError } from "wsgen";
import { HEADER } from "../diagnose.js";
import { readTree } from "../golden-cases.js";
import { wsgen } from "../run-wsgen.js";
import { temporaryProject, writeFiles } from "../temporary-project.js";

const ECHO = `${HEADER}export default defineSchema({
  echo: endpoint({ mode: "accept", path: "/echo", clientToServer: z.string() }),
});
`;
const LOUD = `${ECHO}console.log("from the schema");`;

describe("wsgen json-schema", () => {
  it("prints JSON and nothing else, and writes nothing", async () => {
    const cwd = temporaryProject({ "src/wsgen.schema.ts": LOUD });
    const before = readTree(cwd);
    const { code, err, out } = await wsgen(["json-schema"], cwd);
    expect({ code, err }).toEqual({ code: 0, err: "from the schema\n" });
    expect(JSON.parse(out)).toEqual(await jsonSchema({ cwd }));
    expect(readTree(cwd)).toEqual(before);
  });

  it("writes to a file, in a folder that was not there, and says what became of it", async () => {
    const cwd = temporaryProject({ "src/wsgen.schema.ts": ECHO });
    const args = ["json-schema", "--out", "out/contract/wsgen.json"];
    const file = join(cwd, "out/contract/wsgen.json");
    expect(await wsgen(args, cwd)).toEqual({
      code: 0,
      out: "created out/contract/wsgen.json\n",
      err: "",
    });
    expect(readFileSync(file, "utf8")).toBe((await wsgen(["json-schema"], cwd)).out);
    expect((await wsgen(args, cwd)).out).toBe("unchanged out/contract/wsgen.json\n");
    writeFiles(cwd, { "src/wsgen.schema.ts": ECHO.replaceAll("echo", "parrot") });
    expect((await wsgen(args, cwd)).out).toBe("updated out/contract/wsgen.json\n");
    expect(Object.keys(readTree(cwd)).toSorted()).toEqual([
      "out/contract/wsgen.json",
      "package.json",
      "src/wsgen.schema.ts",
    ]);
  });

  it("takes its folder, schema and configuration from flags", async () => {
    const cwd = temporaryProject({
      "app/other.ts": ECHO,
      "app/conf/w.ts": "export default { client: false };",
    });
    const flags = ["--cwd", "app", "--schema", "other.ts", "-c", "conf/w.ts", "-o", "contract.txt"];
    const { out } = await wsgen(["json-schema", ...flags], cwd);
    expect(out).toBe("created contract.txt\n");
    writeFiles(cwd, { "contract.txt": "something else\n" });
    const again = await wsgen(["json-schema", ...flags], cwd);
    expect(again.out).toBe("updated contract.txt\n");
  });

  it("reports mistakes as generate does, and ends with 2", async () => {
    const schema = ECHO.replace("z.string()", "z.symbol()");
    const cwd = temporaryProject({ "src/wsgen.schema.ts": schema });
    const { code, err, out } = await wsgen(["json-schema", "--out", "contract.json"], cwd);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toBe((await wsgen(["generate"], cwd)).err);
    expect(err).toContain("echo.clientToServer: z.symbol() cannot travel\n");
    expect(readTree(cwd)).not.toHaveProperty(["contract.json"]);
    await expect(jsonSchema({ cwd })).rejects.toThrow(WsgenError);
  });

  it("says which file cannot be written", async () => {
    const cwd = temporaryProject({ "src/wsgen.schema.ts": ECHO });
    const { code, err, out } = await wsgen(["json-schema", "-o", "src"], cwd);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/^src error WSG1302 cannot write /);
  });
});
