import {
  appendFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generate } from "wsgen";
import { compile } from "./compiler.js";
import { HEADER } from "./diagnose.js";
import { readTree } from "./golden-cases.js";
import { wsgen } from "./run-wsgen.js";
import { temporaryProject, writeFiles } from "./temporary-project.js";

const ENDPOINTS = {
  chat: `{ mode: "accept", path: "/chat", clientToServer: { messages: { say: z.string() }, calls: { log: {} } } }`,
  talk: `{ mode: "accept", path: "/talk", clientToServer: { messages: { say: z.string() }, calls: { log: {} } } }`,
  echo: `{ mode: "require", path: "/echo", clientToServer: z.string(), serverToClient: z.string() }`,
  // Only the schema knows what the transformation gives.
  date: `{ mode: "require", path: "/date", clientToServer: z.string().transform((text) => new Date(text)) }`,
};
type Name = keyof typeof ENDPOINTS;

function schema(...names: Name[]): string {
  const endpoints = names.map((name) => `  ${name}: endpoint(${ENDPOINTS[name]}),\n`);
  return `${HEADER}export default defineSchema({\n${endpoints.join("")}});\n`;
}

/** A project that had some endpoints and now has others. */
async function project(before: readonly Name[], after: readonly Name[]): Promise<string> {
  const cwd = temporaryProject({ "src/wsgen.schema.ts": schema(...before) });
  await generate({ cwd });
  writeFiles(cwd, { "src/wsgen.schema.ts": schema(...after) });
  return cwd;
}

/** What is in the trash, by its path in the project. */
function trash(cwd: string): Record<string, string> {
  const folder = join(cwd, ".wsgen/trash");
  const found = readdirSync(folder).flatMap((time) => Object.entries(readTree(join(folder, time))));
  return Object.fromEntries(found);
}

function modified(cwd: string): Record<string, number> {
  const names = Object.keys(readTree(cwd));
  return Object.fromEntries(names.map((name) => [name, statSync(join(cwd, name)).mtimeMs]));
}

describe("wsgen prune", () => {
  it("has nothing to say where every file belongs to something", async () => {
    const cwd = await project(["chat", "echo"], ["chat", "echo"]);
    expect(await wsgen(["prune", "--yes"], cwd)).toEqual({
      code: 0,
      out: "every file belongs to something in the schema\n",
      err: "",
    });
    expect(existsSync(join(cwd, ".wsgen"))).toBe(false);
  });

  it("lists what it would move, and touches nothing", async () => {
    const cwd = await project(["chat", "talk", "echo", "date"], ["chat"]);
    appendFileSync(join(cwd, "src/handlers/talk.ts"), "// mine\n");
    const before = [readTree(cwd), modified(cwd)];
    const { code, out } = await wsgen(["prune"], cwd);
    expect(code).toBe(0);
    expect(out.split("\n")).toEqual([
      "orphan src/handlers/date.ts (handler of date, gone; nothing of yours)",
      "orphan src/handlers/echo.ts (handler of echo, gone; nothing of yours)",
      "orphan src/handlers/talk.ts (handler of talk, gone; has code of yours)",
      "orphan src/generated/server-types.ts (generated no more; nothing of yours)",
      "4 left where they are: --stubs moves what has nothing of yours, --yes all, to .wsgen/trash",
      "",
    ]);
    expect([readTree(cwd), modified(cwd)]).toEqual(before);
    expect(existsSync(join(cwd, ".wsgen"))).toBe(false);
  });

  it("moves what has nothing of the user's with --stubs, whatever git made of its line ends", async () => {
    const cwd = await project(["chat", "talk", "echo", "date"], ["chat"]);
    const mine = `${readFileSync(join(cwd, "src/handlers/talk.ts"), "utf8")}// mine\n`;
    const stub = readFileSync(join(cwd, "src/handlers/echo.ts"), "utf8").replaceAll("\n", "\r\n");
    writeFiles(cwd, { "src/handlers/talk.ts": mine, "src/handlers/echo.ts": stub });
    const { code, out } = await wsgen(["prune", "--stubs"], cwd);
    expect(code).toBe(0);
    expect(out).toMatch(
      /^moved src\/handlers\/echo\.ts to \.wsgen\/trash\/[\dT-]+\/src\/handlers\/echo\.ts \(/m,
    );
    expect(out).toContain("run `wsgen generate`");
    expect(Object.keys(trash(cwd)).toSorted()).toEqual([
      "src/generated/server-types.ts",
      "src/handlers/date.ts",
      "src/handlers/echo.ts",
    ]);
    expect(trash(cwd)["src/handlers/echo.ts"]).toBe(stub);
    expect(readFileSync(join(cwd, "src/handlers/talk.ts"), "utf8")).toBe(mine);
  });

  it("moves all of them with --yes, so that what is left compiles", async () => {
    const cwd = await project(["chat", "talk", "date"], ["chat"]);
    const mine = `${readFileSync(join(cwd, "src/handlers/talk.ts"), "utf8")}// mine\n`;
    writeFiles(cwd, { "src/handlers/talk.ts": mine });
    appendFileSync(join(cwd, "src/generated/server-types.ts"), "// mine\n");
    const { out } = await wsgen(["prune", "--yes"], cwd);
    expect(out).toMatch(/^moved src\/generated\/server-types\.ts .*; has code of yours\)$/m);
    expect(trash(cwd)["src/handlers/talk.ts"]).toBe(mine);
    expect(readdirSync(join(cwd, "src/handlers"))).toEqual(["chat.ts"]);
    await generate({ cwd });
    const options = { folder: cwd, side: "server", isolatedDeclarations: false } as const;
    expect(await compile({ ...options, include: ["src/**/*.ts"] })).toEqual([]);
    expect((await wsgen(["check"], cwd)).out).toBe("everything is as the schema says\n");
  });

  it("keeps what was pruned before", async () => {
    const cwd = await project(["chat", "echo"], ["chat"]);
    const text = readFileSync(join(cwd, "src/handlers/echo.ts"), "utf8");
    await wsgen(["prune", "--yes"], cwd);
    writeFiles(cwd, { "src/handlers/echo.ts": `${text}// again\n` });
    await wsgen(["prune", "--yes"], cwd);
    const folder = join(cwd, ".wsgen/trash");
    const kept = readdirSync(folder)
      .toSorted()
      .map((time) => readFileSync(join(folder, time, "src/handlers/echo.ts"), "utf8"));
    expect(kept).toEqual([text, `${text}// again\n`]);
  });

  it("prints one JSON document with --json", async () => {
    const cwd = await project(["chat", "echo"], ["chat"]);
    const listed = await wsgen(["prune", "--json"], cwd);
    const echo = {
      path: "src/handlers/echo.ts",
      kind: "handler",
      endpoints: ["echo"],
      untouched: true,
      kept: null,
    };
    expect(JSON.parse(listed.out)).toEqual({ files: [{ ...echo, movedTo: null }] });
    const moved = JSON.parse((await wsgen(["prune", "--json", "--stubs"], cwd)).out) as {
      files: { movedTo: string }[];
    };
    expect(moved).toMatchObject({ files: [echo] });
    expect(existsSync(join(cwd, moved.files[0]?.movedTo ?? ""))).toBe(true);
  });

  it("leaves a handler of which only calls are gone, and all of the user's other files", async () => {
    const cwd = await project(["chat", "echo"], ["chat", "echo"]);
    const without = schema("chat", "echo").replace(", calls: { log: {} }", "");
    writeFiles(cwd, {
      "src/wsgen.schema.ts": without,
      "src/handlers/notes.ts": "export const notes = 1;\n",
      "src/generated/mine.ts": "export const mine = 1;\n",
    });
    const { out } = await wsgen(["prune", "--yes"], cwd);
    expect(out).toBe("every file belongs to something in the schema\n");
  });

  it("leaves a file that has more than the handler that is gone", async () => {
    const cwd = await project(["chat", "talk", "echo"], ["chat"]);
    const handlers = ["chat", "talk", "echo"].map((name) => {
      const path = join(cwd, `src/handlers/${name}.ts`);
      const text = readFileSync(path, "utf8");
      rmSync(path);
      return text.replace("../generated/", "./generated/");
    });
    const [chat, talk, echo] = handlers;
    writeFiles(cwd, { "src/both.ts": `${chat}${talk}` });
    writeFiles(cwd, {
      "src/main.ts": `import { createServer } from "./generated/server.js";\n${echo}createServer({ echo }).listen(1);\n`,
    });
    const { out } = await wsgen(["prune", "--yes"], cwd);
    expect(out.split("\n")).toEqual([
      "orphan src/main.ts (handler of echo, gone; has code of yours; stays, because it creates a server too)",
      "orphan src/both.ts (handler of talk, gone; has code of yours; stays, because it has the handler of chat too)",
      "",
    ]);
    expect(existsSync(join(cwd, ".wsgen"))).toBe(false);
  });

  it("finds a handler that was moved, and one that is a link", async () => {
    const cwd = await project(["chat", "talk", "echo"], ["chat"]);
    mkdirSync(join(cwd, "src/rooms"));
    renameSync(join(cwd, "src/handlers/talk.ts"), join(cwd, "src/rooms/mine.ts"));
    renameSync(join(cwd, "src/handlers/echo.ts"), join(cwd, "echo.txt"));
    symlinkSync("../../echo.txt", join(cwd, "src/handlers/echo.ts"));
    await generate({ cwd });
    await wsgen(["prune", "--yes"], cwd);
    const [time = ""] = readdirSync(join(cwd, ".wsgen/trash"));
    const folder = join(cwd, ".wsgen/trash", time, "src");
    expect(existsSync(join(folder, "rooms/mine.ts"))).toBe(true);
    expect(lstatSync(join(folder, "handlers/echo.ts")).isSymbolicLink()).toBe(true);
    expect(existsSync(join(cwd, "echo.txt"))).toBe(true);
  });

  it("leaves what another schema generates into the same folder", async () => {
    const cwd = await project(["chat"], ["chat"]);
    const other =
      "// Generated by wsgen from src/other.schema.ts. Do not edit: it is overwritten.\n";
    writeFileSync(join(cwd, "src/generated/other.ts"), other);
    const { out } = await wsgen(["prune"], cwd);
    expect(out).toBe("every file belongs to something in the schema\n");
  });

  it("moves nothing while the schema cannot be read", async () => {
    const cwd = await project(["chat", "echo"], ["chat"]);
    writeFiles(cwd, { "src/wsgen.schema.ts": "export default 5;\n" });
    const before = readTree(cwd);
    expect((await wsgen(["prune", "--yes"], cwd)).code).toBe(2);
    expect(readTree(cwd)).toEqual(before);
  });
});
