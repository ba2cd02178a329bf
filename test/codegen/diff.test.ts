import { execFileSync } from "node:child_process";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generate } from "wsgen";
import { HEADER } from "./diagnose.js";
import { readTree } from "./golden-cases.js";
import { wsgen } from "./run-wsgen.js";
import { createProject, temporaryProject, writeFiles } from "./temporary-project.js";

function schema(...calls: readonly string[]): string {
  const table = calls.map((name) => `${name}: { input: z.string(), output: z.string() }`);
  return `${HEADER}export default defineSchema({
  chat: endpoint({ mode: "require", path: "/chat", clientToServer: { calls: { ${table.join(", ")} } } }),
});
`;
}

/** Files that are changed in every way there is: new, out of date, edited by hand, a handler that lacks something. */
async function changedProject(cwd: string): Promise<void> {
  writeFiles(cwd, { "src/wsgen.schema.ts": schema("history") });
  await generate({ cwd });
  writeFiles(cwd, { "src/wsgen.schema.ts": schema("history", "clear") });
  appendFileSync(join(cwd, "src/generated/client.ts"), "// by hand");
  const handler = join(cwd, "src/handlers/chat.ts");
  writeFileSync(handler, readFileSync(handler, "utf8").replaceAll("\n", "\r\n"));
}

describe("wsgen diff", () => {
  it("prints nothing where nothing would be written", async () => {
    const cwd = temporaryProject({ "src/wsgen.schema.ts": schema("history") });
    await generate({ cwd });
    for (const flags of [[], ["--stat"], ["--exit-code"]])
      expect(await wsgen(["diff", ...flags], cwd)).toEqual({ code: 0, out: "", err: "" });
    expect(JSON.parse((await wsgen(["diff", "--json"], cwd)).out)).toEqual({ files: [] });
  });

  it("prints what git can apply, which is then what generate would have written", async () => {
    const cwd = temporaryProject();
    await changedProject(cwd);
    const before = readTree(cwd);
    const { code, out } = await wsgen(["diff"], cwd);
    expect(code).toBe(0);
    expect(readTree(cwd)).toEqual(before);
    execFileSync("git", ["apply", "--whitespace=nowarn", "-"], { cwd, input: out });
    expect(readTree(cwd)).not.toEqual(before);
    const { files } = await generate({ cwd });
    expect(files.map(({ action }) => action)).toEqual(files.map(() => "unchanged"));
  });

  it("prints files that are not there yet as git does", async () => {
    const { folder: cwd, remove } = createProject({ "src/wsgen.schema.ts": schema("history") });
    try {
      const { out } = await wsgen(["diff"], cwd);
      expect(out).toMatch(
        /^--- \/dev\/null\n\+\+\+ b\/src\/generated\/types\.ts\n@@ -0,0 \+1,\d+ @@\n/m,
      );
      execFileSync("git", ["apply", "-"], { cwd, input: out });
      expect((await wsgen(["check"], cwd)).out).toBe("everything is as the schema says\n");
    } finally {
      remove();
    }
  });

  it("counts lines, ends with 3 and prints JSON where it is asked to", async () => {
    const cwd = temporaryProject();
    await changedProject(cwd);
    const { code, out } = await wsgen(["diff", "--stat", "--exit-code"], cwd);
    expect(code).toBe(3);
    expect(out).toMatch(/^src\/handlers\/chat\.ts \+3 -0$/m);
    const { files } = JSON.parse((await wsgen(["diff", "--json"], cwd)).out) as {
      files: { path: string; action: string; patch: string }[];
    };
    expect(files.map(({ action, path }) => `${path} ${action}`)).toContain(
      "src/generated/client.ts edited",
    );
    expect(files.every(({ patch, path }) => patch.includes(`+++ b/${path}\n`))).toBe(true);
  });
});
