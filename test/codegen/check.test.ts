import { appendFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { check, generate } from "wsgen";
import { HEADER } from "./diagnose.js";
import { readTree } from "./golden-cases.js";
import { wsgen } from "./run-wsgen.js";
import { temporaryProject, writeFiles } from "./temporary-project.js";

function schema(calls: readonly string[], more = ""): string {
  const table = calls.map((name) => `${name}: { input: z.string(), output: z.string() }`);
  return `${HEADER}export default defineSchema({
  chat: endpoint({ mode: "require", path: "/chat", clientToServer: { calls: { ${table.join(", ")} } } }),
  ${more}
});
`;
}

async function projectWith(text: string): Promise<string> {
  const cwd = temporaryProject({ "src/wsgen.schema.ts": text });
  await generate({ cwd });
  return cwd;
}

/** What is found, as `file:line code message`. */
async function found(cwd: string): Promise<string[]> {
  return (await check({ cwd })).map(({ code, file = "", line, message }) => {
    const place = file.slice(cwd.length + 1).replaceAll("\\", "/");
    return `${place}${line === undefined ? "" : `:${line}`} ${code} ${message}`;
  });
}

describe("wsgen check", () => {
  it("finds nothing where all is as the schema says, and writes nothing anywhere", async () => {
    const cwd = await projectWith(schema(["history"]));
    const before = readTree(cwd);
    expect(await wsgen(["check"], cwd)).toEqual({
      code: 0,
      out: "everything is as the schema says\n",
      err: "",
    });
    writeFiles(cwd, { "src/wsgen.schema.ts": schema(["history", "clear"]) });
    expect((await wsgen(["check"], cwd)).code).toBe(3);
    expect(readTree(cwd)).toEqual({
      ...before,
      "src/wsgen.schema.ts": schema(["history", "clear"]),
    });
  });

  it("tells of both ends of a rename, of which the compiler tells one", async () => {
    const cwd = await projectWith(schema(["history", "clear"]));
    writeFiles(cwd, { "src/wsgen.schema.ts": schema(["history", "wipe"]) });
    const all = await found(cwd);
    expect(all.join("\n")).toMatch(/src\/handlers\/chat\.ts:\d+ WSG2101 chat lacks calls\.wipe/);
    expect(all.join("\n")).toMatch(
      /src\/handlers\/chat\.ts:\d+ WSG2103 chat has calls\.clear, which the schema has not/,
    );
    expect(all).toContain("src/generated/types.ts WSG2001 is out of date");
    expect(all).toContain("wsgen.lock.json WSG2001 is out of date");
  });

  it("tells of files that are missing, edited, or left over", async () => {
    const other = `other: endpoint({ mode: "require", path: "/other", clientToServer: z.string() }),`;
    const cwd = await projectWith(schema(["history"], other));
    writeFiles(cwd, { "src/wsgen.schema.ts": schema(["history"]) });
    rmSync(join(cwd, "src/generated/client.ts"));
    appendFileSync(join(cwd, "src/generated/server.ts"), "// mine\n");
    const all = await found(cwd);
    expect(all).toContain("src/generated/client.ts WSG2002 is missing");
    expect(all).toContain("src/generated/server.ts WSG2003 was edited by hand");
    expect(all).toContain(
      "src/handlers/other.ts WSG2104 belongs to other, which is no endpoint of the schema",
    );
  });

  it("looks into every handler, and tells of those that it does not understand", async () => {
    const cwd = await projectWith(schema(["history"]));
    writeFiles(cwd, { "src/handlers/chat.ts": "// history, calls\nexport const chat = make();\n" });
    expect(await found(cwd)).toEqual([
      "src/handlers/chat.ts:2 WSG2102 is no plain object: whether chat has calls is not known",
    ]);
  });

  it("prints one JSON document with --json, and the same exit codes", async () => {
    const cwd = await projectWith(schema(["history"]));
    const empty = await wsgen(["check", "--json"], cwd);
    expect([empty.code, JSON.parse(empty.out)]).toEqual([0, { problems: [] }]);
    rmSync(join(cwd, "src/generated/client.ts"));
    const drift = await wsgen(["check", "--json"], cwd);
    expect([drift.code, JSON.parse(drift.out)]).toEqual([
      3,
      {
        problems: [
          {
            code: "WSG2002",
            message: "is missing",
            fix: "run `wsgen generate`",
            file: "src/generated/client.ts",
          },
        ],
      },
    ]);
    writeFiles(cwd, { "src/wsgen.schema.ts": `${HEADER}export default 5;\n` });
    const broken = await wsgen(["check", "--json"], cwd);
    expect(broken.code).toBe(2);
    expect(JSON.parse(broken.out)).toMatchObject({ problems: [{ file: "src/wsgen.schema.ts" }] });
  });

  it("annotates a pull request on GitHub", async () => {
    vi.stubEnv("GITHUB_ACTIONS", "true");
    onTestFinished(() => void vi.unstubAllEnvs());
    const cwd = await projectWith(schema(["history", "clear"]));
    writeFiles(cwd, { "src/wsgen.schema.ts": schema(["history"]) });
    const { out } = await wsgen(["check"], cwd);
    expect(out).toMatch(
      /^::error file=src\/handlers\/chat\.ts,line=\d+,title=WSG2103::chat has calls\.clear, which the schema has not; fix: /m,
    );
    const { out: json } = await wsgen(["check", "--json"], cwd);
    expect(() => JSON.parse(json) as unknown).not.toThrow();
  });
});
