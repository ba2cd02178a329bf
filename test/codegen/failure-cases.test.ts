import { spawnSync } from "node:child_process";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { check, generate } from "wsgen";
import { diagnose, diagnoseProject, HEADER } from "./diagnose.js";
import { readTree } from "./golden-cases.js";
import { BIN, wsgen } from "./run-wsgen.js";
import { temporaryProject, writeFiles } from "./temporary-project.js";

/** A schema with an endpoint of these calls, and others that are raw. */
function schema(calls: readonly string[], ...others: readonly string[]): string {
  const table = calls.map((name) => `${name}: { input: z.string(), output: z.string() }`);
  const more = others.map(
    (name) =>
      `  ${name}: endpoint({ mode: "require", path: "/${name}", clientToServer: z.string() }),\n`,
  );
  return `${HEADER}export default defineSchema({
  chat: endpoint({ mode: "require", path: "/chat", clientToServer: { calls: { ${table.join(", ")} } } }),
${more.join("")}});
`;
}

const HANDLER = "src/handlers/chat.ts";

async function projectWith(text: string, files: Record<string, string> = {}): Promise<string> {
  const cwd = temporaryProject({ "src/wsgen.schema.ts": text, ...files });
  await generate({ cwd });
  return cwd;
}

function change(cwd: string, text: string): ReturnType<typeof generate> {
  writeFiles(cwd, { "src/wsgen.schema.ts": text });
  return generate({ cwd });
}

function read(cwd: string, path: string): string {
  return readFileSync(join(cwd, path), "utf8");
}

describe("a handler", () => {
  it("with line ends of both kinds, a byte order mark, tabs and emoji keeps all of its bytes", async () => {
    const cwd = await projectWith(schema(["history"]));
    const lines = read(cwd, HANDLER).replaceAll("  ", "\t").split("\n");
    const mine = lines.map((line, at) => `${line}${at % 3 === 0 ? " // 😀\r\n" : "\n"}`).join("");
    const before = Buffer.from(`\uFEFF${mine.trimEnd()}`);
    writeFileSync(join(cwd, HANDLER), before);
    await change(cwd, schema(["history", "clear"]));
    const after = readFileSync(join(cwd, HANDLER));
    const start = [...before].findIndex((byte, at) => byte !== after[at]);
    expect(start).toBeGreaterThan(0);
    const rest = before.subarray(start);
    expect(after.subarray(after.length - rest.length).equals(rest)).toBe(true);
    const inserted = after.subarray(start, after.length - rest.length).toString("utf8");
    expect(inserted).toContain("\t\tasync clear(_input, _call) {");
  });

  it("that is read-only is left alone, and with it everything else", async () => {
    const cwd = await projectWith(schema(["history"]));
    chmodSync(join(cwd, HANDLER), 0o444);
    writeFiles(cwd, { "src/wsgen.schema.ts": schema(["history", "clear"]) });
    const before = readTree(cwd);
    expect(await diagnoseProject({ cwd })).toEqual([
      `${HANDLER} WSG1302 cannot write ${join(cwd, HANDLER)}: it is read-only`,
    ]);
    expect(readTree(cwd)).toEqual(before);
    chmodSync(join(cwd, HANDLER), 0o644);
    expect((await generate({ cwd })).files.flatMap(({ added = [] }) => added)).toEqual([
      "calls.clear",
    ]);
  });

  it.skipIf(process.platform === "win32")("that is a link stays one", async () => {
    const cwd = await projectWith(schema(["history"]));
    mkdirSync(join(cwd, "elsewhere"));
    renameSync(join(cwd, HANDLER), join(cwd, "elsewhere/talk.ts"));
    symlinkSync("../../elsewhere/talk.ts", join(cwd, HANDLER));
    await change(cwd, schema(["history", "clear"]));
    expect(lstatSync(join(cwd, HANDLER)).isSymbolicLink()).toBe(true);
    expect(read(cwd, "elsewhere/talk.ts")).toContain("async clear(");
  });

  it.skipIf(process.platform === "win32")("that is a link to nothing is told", async () => {
    const cwd = temporaryProject({ "src/wsgen.schema.ts": schema(["history"]) });
    mkdirSync(join(cwd, "src/handlers"));
    symlinkSync("nowhere.ts", join(cwd, HANDLER));
    const before = readTree(cwd);
    expect((await diagnoseProject({ cwd }))[0]).toMatch(
      /^src\/handlers\/chat\.ts WSG1302 cannot write .*: ENOENT/,
    );
    expect(readTree(cwd)).toEqual(before);
  });

  it.each([HANDLER, "src/rooms/talk.ts"])(
    "that has its type under another name gets what it lacks: %s",
    async (path) => {
      const cwd = await projectWith(schema(["history"]));
      const mine = read(cwd, HANDLER)
        .replace("{ ChatHandler }", "{ ChatHandler as Talk }")
        .replace("chat: ChatHandler", "chat: Talk");
      rmSync(join(cwd, HANDLER));
      writeFiles(cwd, { [path]: mine });
      await change(cwd, schema(["history", "clear"]));
      expect(read(cwd, path)).toContain("async clear(");
      const handlers = Object.keys(readTree(join(cwd, "src"))).filter((name) =>
        /^(?:handlers|rooms)/.test(name),
      );
      expect(handlers).toEqual([path.slice("src/".length)]);
    },
  );

  it("that shares its file with others gets its stubs beside theirs", async () => {
    const two = (calls: string): string => `${HEADER}export default defineSchema({
  chat: endpoint({ mode: "require", path: "/chat", clientToServer: { calls: { ${calls} } } }),
  news: endpoint({ mode: "require", path: "/news", clientToServer: { calls: { ${calls} } } }),
});
`;
    const cwd = await projectWith(two("find: { input: z.string() }"));
    const [chat, news] = [read(cwd, HANDLER), read(cwd, "src/handlers/news.ts")];
    const names = 'import type { ChatHandler, NewsHandler } from "../generated/server.js";\n';
    const body = (text: string): string => text.slice(text.indexOf("export const"));
    writeFiles(cwd, { "src/handlers/all.ts": `${names}\n${body(chat)}\n${body(news)}` });
    rmSync(join(cwd, HANDLER));
    rmSync(join(cwd, "src/handlers/news.ts"));
    const wanted = two("find: { input: z.string() }, clear: { input: z.string() }");
    writeFiles(cwd, { "src/wsgen.schema.ts": wanted });
    const lacks = (await check({ cwd })).filter(({ message }) => message.includes("lacks"));
    expect(lacks).toMatchObject([
      { message: "chat lacks calls.clear", line: 4 },
      { message: "news lacks calls.clear", line: 12 },
    ]);
    const { files } = await generate({ cwd });
    expect(files.filter(({ action }) => action === "extended")).toMatchObject([
      { path: join(cwd, "src/handlers/all.ts"), added: ["calls.clear", "calls.clear"] },
    ]);
    expect(read(cwd, "src/handlers/all.ts").match(/clear\(/g)).toHaveLength(2);
    expect(await check({ cwd })).toEqual([]);
  });

  it("that was deleted is written again, which is told", async () => {
    const cwd = await projectWith(schema(["history"], "echo"));
    const before = readTree(cwd);
    rmSync(join(cwd, HANDLER));
    expect((await generate({ cwd })).notices).toEqual([`${HANDLER} was gone, and is a stub again`]);
    expect(readTree(cwd)).toEqual(before);
    const { notices } = await change(cwd, schema(["history"], "echo", "other"));
    expect(notices).toEqual([expect.stringMatching(/^pass the new handler .*\{ other, \.\.\. \}/)]);
  });

  it("is found where it is when the configuration names another folder", async () => {
    const cwd = await projectWith(schema(["history"]));
    const before = read(cwd, HANDLER);
    writeFiles(cwd, {
      "wsgen.config.ts": 'export default { server: { handlersDir: "src/endpoints" } };\n',
    });
    await generate({ cwd });
    expect(read(cwd, HANDLER)).toBe(before);
    expect(Object.keys(readTree(cwd)).filter((path) => /endpoints\//.test(path))).toEqual([]);
  });
});

describe("the folder for generated files", () => {
  it("may have files of the user's, which are left alone", async () => {
    const mine = { "src/generated/notes.ts": "export const mine = 1;\n", "src/generated/a.md": "" };
    const cwd = await projectWith(schema(["history"]), mine);
    await change(cwd, schema(["history", "clear"]));
    expect(readTree(cwd)).toMatchObject(mine);
  });

  it("is refused where a file of the user's has the name of a generated one", async () => {
    const cwd = temporaryProject({
      "src/wsgen.schema.ts": schema(["history"]),
      "src/lib/types.ts": "export interface Mine {}\n",
      "src/lib/client.ts": "// Generated by something else.\n",
      "wsgen.config.ts": 'export default { server: { outDir: "src/lib" } };\n',
    });
    const before = readTree(cwd);
    const lacks = "WSG1301 a generated file goes here, and this is none: it lacks the header";
    expect(await diagnoseProject({ cwd })).toEqual([
      `src/lib/types.ts ${lacks}`,
      `src/lib/client.ts ${lacks}`,
    ]);
    expect((await wsgen(["check"], cwd)).code).toBe(2);
    expect(readTree(cwd)).toEqual(before);
  });

  it.each([
    ["empty", (): string => ""],
    [
      "with merge markers",
      (text: string): string =>
        `<<<<<<< ours\n${text.replace("Content hash: ", "Content hash: 0")}=======\n${text}>>>>>>> theirs\n`,
    ],
  ])("gets a generated file anew that is %s", async (_, spoil) => {
    const cwd = await projectWith(schema(["history"]));
    const before = readTree(cwd);
    const path = join(cwd, "src/generated/types.ts");
    writeFileSync(path, spoil(readFileSync(path, "utf8")));
    await generate({ cwd });
    expect(readTree(cwd)).toEqual(before);
  });

  it("that git ignores is the same again in a fresh clone", async () => {
    const cwd = await projectWith(schema(["history"]));
    writeFiles(cwd, { [HANDLER]: `${read(cwd, HANDLER)}// mine\n` });
    const before = readTree(cwd);
    rmSync(join(cwd, "src/generated"), { recursive: true });
    const found = await check({ cwd });
    expect(new Set(found.map(({ code }) => code))).toEqual(new Set(["WSG2002"]));
    const { notices } = await generate({ cwd });
    expect(notices).toEqual([]);
    expect(readTree(cwd)).toEqual(before);
  });

  it("may be another one in the next run; nothing is removed", async () => {
    const cwd = await projectWith(schema(["history"]));
    const before = readTree(cwd);
    writeFiles(cwd, { "wsgen.config.ts": 'export default { server: { outDir: "src/ws" } };\n' });
    await generate({ cwd });
    expect(readTree(cwd)).toMatchObject(before);
    expect(Object.keys(readTree(cwd)).filter((path) => path.startsWith("src/ws/"))).toHaveLength(5);
    expect((await generate({ cwd })).files.every(({ action }) => action === "unchanged")).toBe(
      true,
    );
  });
});

describe("a configuration", () => {
  it("may be a promise", async () => {
    const config = 'export default Promise.resolve({ server: { outDir: "src/ws" } });\n';
    const cwd = await projectWith(schema(["history"]), { "wsgen.config.ts": config });
    expect(Object.keys(readTree(cwd))).toContain("src/ws/server.ts");
  });

  it.each([
    ["is a function", "export default () => ({});", "1 WSG1008 the configuration is not an object"],
    ["exports nothing", "", "1 WSG1008 the configuration is not an object"],
    [
      "does not parse",
      "export default {",
      "1:17 WSG1002 the file does not parse: Unexpected token",
    ],
    ["throws", '\nthrow new Error("no");', "2 WSG1003 importing it throws: no"],
    [
      "ends the process",
      "process.exit();",
      "1 WSG1004 importing it ends the process (process.exit, code 0)",
    ],
  ])("is told where it %s", async (_, text, expected) => {
    const files = { "src/wsgen.schema.ts": schema(["history"]), "wsgen.config.ts": text };
    expect(await diagnoseProject({ cwd: temporaryProject(files) })).toEqual([
      `wsgen.config.ts:${expected}`,
    ]);
  });
});

it("an endpoint has no name that could be another file, or none anywhere", async () => {
  const names = [
    "../../etc/passwd",
    "/etc/passwd",
    "..\\etc",
    "constructor",
    "__proto__",
    "chat-send",
  ];
  names.push("聊天", "émile", "a b", "", "nul", "COM1", "a.b");
  const entries = names.map(
    (name, at) =>
      `  [${JSON.stringify(name)}]: endpoint({ mode: "require", path: "/${at}", clientToServer: z.string() }),\n`,
  );
  const found = await diagnose(`${HEADER}export default defineSchema({\n${entries.join("")}});\n`);
  expect(found).toEqual(
    names.map((name, at) => {
      const start = `the endpoint name "${name}" `;
      return expect.stringContaining(`src/wsgen.schema.ts:${at + 4}:3 WSG1106 ${start}`) as string;
    }),
  );
});

it("a name of a message or call may have any letters, and two that look alike stay two", async () => {
  const names = ["chat-send", "chat_send", "chatSend", "聊天", "émile", "../../etc", "toString"];
  const table = names.map((name) => `${JSON.stringify(name)}: { output: z.string() }`).join(", ");
  const cwd = await projectWith(`${HEADER}export default defineSchema({
  chat: endpoint({ mode: "require", path: "/chat", clientToServer: { calls: { ${table} } } }),
});
`);
  const paths = Object.keys(readTree(join(cwd, "src")));
  expect(paths.filter((path) => path.startsWith("handlers/"))).toEqual(["handlers/chat.ts"]);
  for (const name of names) expect(read(cwd, HANDLER)).toContain(name);
  expect(await check({ cwd })).toEqual([]);
});

describe("a lock", () => {
  it("that is gone is written again, and handlers are looked into", async () => {
    const cwd = await projectWith(schema(["history"]));
    const before = readTree(cwd);
    rmSync(join(cwd, "wsgen.lock.json"));
    await generate({ cwd });
    expect(readTree(cwd)).toEqual(before);
    rmSync(join(cwd, "wsgen.lock.json"));
    await change(cwd, schema(["history", "clear"]));
    expect(read(cwd, HANDLER)).toContain("async clear(");
  });

  it.each([
    ["is empty", "the lock cannot be read: it is not JSON"],
    ["is a folder", "the lock cannot be read: EISDIR"],
  ])("that %s is refused, and nothing is written", async (how, message) => {
    const cwd = temporaryProject({ "src/wsgen.schema.ts": schema(["history"]) });
    if (how === "is empty") writeFiles(cwd, { "wsgen.lock.json": "" });
    else mkdirSync(join(cwd, "wsgen.lock.json"));
    const before = readTree(cwd);
    for (const command of ["generate", "check"]) {
      const { code, err, out } = await wsgen([command], cwd);
      expect(code).toBe(2);
      expect(`${out}${err}`).toContain(`wsgen.lock.json error WSG1304 ${message}`);
    }
    expect(readTree(cwd)).toEqual(before);
  });
});

it("a folder in place of the schema is no schema", async () => {
  expect(await diagnose("", { schema: "src" })).toEqual([" WSG1001 there is no schema at src"]);
});

describe.skipIf(process.platform === "win32")("a disk that is full", () => {
  /** Runs where no file may grow beyond some blocks, which is how a full disk looks to a program. */
  function generateWithin(cwd: string, blocks: number): { status: number | null; err: string } {
    const script = `ulimit -f ${blocks}; exec "$0" "$@"`;
    const args = ["-c", script, process.execPath, BIN, "generate"];
    const env = { ...process.env, NODE_PATH: undefined };
    const { status, stderr } = spawnSync("sh", args, { cwd, encoding: "utf8", env });
    return { status, err: stderr };
  }

  it("costs nothing: what was there stays, and the next run does it all", async () => {
    const cwd = await projectWith(schema(["history"]));
    const names = Array.from({ length: 60 }, (_, at) => `call${at}`);
    writeFiles(cwd, { "src/wsgen.schema.ts": schema(["history", ...names]) });
    const before = readTree(cwd);
    const { err, status } = generateWithin(cwd, 8);
    expect(err).toMatch(/WSG1302 cannot write .*: EFBIG/);
    expect(status).toBe(2);
    expect(readTree(cwd)).toEqual(before);
    await generate({ cwd });
    expect(await check({ cwd })).toEqual([]);
  }, 60_000);
});
