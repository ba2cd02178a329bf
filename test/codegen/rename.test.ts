import { spawnSync } from "node:child_process";
import {
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { check, generate } from "wsgen";
import { compile, type CompileError } from "./compiler.js";
import { HEADER } from "./diagnose.js";
import { readTree } from "./golden-cases.js";
import { BIN, wsgen } from "./run-wsgen.js";
import { temporaryProject, writeFiles } from "./temporary-project.js";

const SCHEMA = "src/wsgen.schema.ts";
const HANDLER = "src/handlers/chat.ts";

/** A schema of one endpoint, in which every name stands once. */
function schema(names: Readonly<Record<"endpoint" | "message" | "call", string>>): string {
  return `${HEADER.replace("endpoint }", "endpoint, message }")}export default defineSchema({
  ${names.endpoint}: endpoint({
    mode: "require",
    path: "/chat",
    clientToServer: {
      messages: { ${names.message}: message(z.string(), { delivery: "volatile" }), other: z.int() },
      calls: {
        // What was said.
        ${names.call}: {
          output: z.array(z.string()),
        },
        clear: {},
      },
    },
  }),
});
`;
}

const NAMES = { endpoint: "chat", message: "say", call: "history" };

async function projectWith(text = schema(NAMES)): Promise<string> {
  const cwd = temporaryProject({ [SCHEMA]: text });
  await generate({ cwd });
  const path = join(cwd, HANDLER);
  const mine = readFileSync(path, "utf8").replace(
    'throw new Error("chat.history is not implemented");',
    'return ["history"]; // 😀 mine',
  );
  writeFileSync(path, mine);
  return cwd;
}

function read(cwd: string, path: string): string {
  return readFileSync(join(cwd, path), "utf8");
}

function edit(cwd: string, path: string, change: (text: string) => string): string {
  const text = change(read(cwd, path));
  writeFileSync(join(cwd, path), text);
  return text;
}

function compileServer(cwd: string): Promise<CompileError[]> {
  const options = { folder: cwd, side: "server", isolatedDeclarations: false } as const;
  return compile({ ...options, include: ["src/**/*.ts"] });
}

// Each runs the command several times, and some the compiler.
const TIMEOUT = 120_000;

describe("wsgen rename", { timeout: TIMEOUT }, () => {
  it("renames a call in the schema and in the handler, so that everything compiles", async () => {
    const cwd = await projectWith();
    const before = read(cwd, HANDLER);
    const { code, err, out } = await wsgen(["rename", "chat.history", "past"], cwd);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^renamed src\/wsgen\.schema\.ts:11:9 history -> past$/m);
    expect(out).toMatch(/^renamed src\/handlers\/chat\.ts:\d+:11 history -> past$/m);
    expect(read(cwd, HANDLER)).toBe(before.replace("async history(", "async past("));
    expect(read(cwd, SCHEMA)).toBe(
      schema({ ...NAMES, call: "past" }).replace(
        "past: {\n",
        'past: {\n          renamedFrom: "history",\n',
      ),
    );
    expect(await check({ cwd })).toEqual([]);
    expect(await compileServer(cwd)).toEqual([]);
  });

  it("renames a message, its case, and an endpoint with the types of its handler", async () => {
    const cwd = await projectWith();
    const before = edit(
      cwd,
      HANDLER,
      (text) =>
        text
          .replace("ChatHandler }", "ChatHandler as H, ChatSocket }")
          .replace(": ChatHandler", ": H") +
        "export function own(socket: ChatSocket): unknown {\n  return socket;\n}\n",
    );
    await wsgen(["rename", "chat.say", "chat.post"], cwd);
    const { out } = await wsgen(["rename", "chat", "talk"], cwd);
    expect(out).toContain("pass the handler under its new name: createServer({ talk: ... })");
    expect(read(cwd, HANDLER)).toBe(
      before
        .replace('case "say"', 'case "post"')
        .replace("ChatHandler as H, ChatSocket", "TalkHandler as H, TalkSocket")
        .replace("socket: ChatSocket", "socket: TalkSocket"),
    );
    expect(read(cwd, SCHEMA)).toContain('post: message(z.string(), { renamedFrom: "say", delivery');
    expect(read(cwd, SCHEMA)).toContain('  talk: endpoint({\n    renamedFrom: "chat",\n');
    // The file stays where it is, and is that of the endpoint all the same.
    expect(Object.keys(readTree(join(cwd, "src/handlers")))).toEqual(["chat.ts"]);
    expect(await check({ cwd })).toEqual([]);
    expect(await compileServer(cwd)).toEqual([]);
    expect((await wsgen(["prune"], cwd)).out).toContain("every file belongs to something");
  });

  it("changes names alone in files with CRLF, tabs, a byte order mark and quoted keys", async () => {
    const strange = (text: string): string =>
      `\uFEFF${text.replaceAll(/^(?: {2})+/gm, (found) => "\t".repeat(found.length / 2))}`
        .replace(/(async )?history(\(\))?/, "/* a */ $1'history'$2 /* b */")
        .replaceAll("\n", "\r\n");
    const cwd = await projectWith();
    const [inSchema, inHandler] = [edit(cwd, SCHEMA, strange), edit(cwd, HANDLER, strange)];
    expect((await wsgen(["rename", "chat.history", "a-b"], cwd)).code).toBe(0);
    expect(read(cwd, HANDLER)).toBe(inHandler.replace("'history'", "'a-b'"));
    expect(read(cwd, SCHEMA)).toBe(
      inSchema
        .replace("'history'", "'a-b'")
        .replace("/* b */: {\r\n", '/* b */: {\r\n\t\t\t\t\trenamedFrom: "history",\r\n'),
    );
    expect(await check({ cwd })).toEqual([]);
  });

  it("finds a handler that was moved, and an endpoint in a file of its own", async () => {
    const cwd = await projectWith();
    const [, head = "", inner = "", tail = ""] =
      /^([^]*)export default defineSchema\(\{\n {2}chat: ([^]*?\n {2}\}\)),\n([^]*)$/.exec(
        read(cwd, SCHEMA),
      ) ?? [];
    writeFiles(cwd, {
      "src/chat.ts": `${head}export const chat = ${inner};\n`,
      [SCHEMA]: `${head}import { chat } from "./chat.js";\nexport default defineSchema({ chat,\n${tail}`,
    });
    mkdirSync(join(cwd, "src/rooms"));
    renameSync(join(cwd, HANDLER), join(cwd, "src/rooms/mine.ts"));
    const before = read(cwd, "src/rooms/mine.ts");
    expect((await wsgen(["rename", "chat.history", "past"], cwd)).code).toBe(0);
    expect(read(cwd, "src/chat.ts")).toContain('past: {\n          renamedFrom: "history",');
    expect(read(cwd, "src/rooms/mine.ts")).toBe(before.replace("history(", "past("));
    expect((await wsgen(["rename", "chat", "talk"], cwd)).out).toContain(
      'renamedFrom: "chat" was left out',
    );
    expect(read(cwd, SCHEMA)).toContain("defineSchema({ talk: chat,");
    expect(read(cwd, "src/rooms/mine.ts")).toContain("const chat: TalkHandler");
    expect(await check({ cwd })).toEqual([]);
  });

  // The file that the link leads to seemed to be the handler of an endpoint that is gone.
  it.skipIf(process.platform === "win32")("follows a link to the handler", async () => {
    const cwd = await projectWith();
    renameSync(join(cwd, HANDLER), join(cwd, "src/real.ts"));
    symlinkSync("../real.ts", join(cwd, HANDLER));
    const { out } = await wsgen(["rename", "chat", "talk"], cwd);
    expect(out).not.toContain("prune");
    expect(lstatSync(join(cwd, HANDLER)).isSymbolicLink()).toBe(true);
    expect(read(cwd, "src/real.ts")).toContain("export const chat: TalkHandler");
    expect(await check({ cwd })).toEqual([]);
  });

  it("does the handler alone where the schema was changed by hand", async () => {
    const cwd = await projectWith();
    const before = read(cwd, HANDLER);
    const changed = schema({ ...NAMES, call: "past" });
    writeFiles(cwd, { [SCHEMA]: changed });
    await wsgen(["rename", "chat.history", "past"], cwd);
    expect(read(cwd, SCHEMA)).toBe(changed);
    expect(read(cwd, HANDLER)).toBe(before.replace("async history(", "async past("));
    expect(await compileServer(cwd)).toEqual([]);
  });

  it("says what it would do with --dry-run, and writes nothing", async () => {
    const cwd = await projectWith();
    const times = (): number[] =>
      Object.keys(readTree(cwd)).map((path) => statSync(join(cwd, path)).mtimeMs);
    const before = [readTree(cwd), times()];
    const { code, out } = await wsgen(["rename", "chat.history", "past", "--dry-run"], cwd);
    expect(code).toBe(0);
    expect(out).toMatch(/^renamed src\/handlers\/chat\.ts:\d+:11 history -> past$/m);
    expect(out).toContain("nothing was written (--dry-run)");
    expect([readTree(cwd), times()]).toEqual(before);
  });

  it.each([
    [
      "is in a spread table",
      (text: string) =>
        text
          .replace("calls: {", "calls: { ...{")
          .replace("clear: {},\n      }", "clear: {},\n      } }"),
    ],
    [
      "is in a table of two endpoints",
      (text: string) =>
        `${text
          .replace(/calls: (\{[^]*?clear: \{\},\n {6}\}),/, "calls: table,")
          .replace(
            "\n});",
            '\n  more: endpoint({ mode: "require", path: "/more", clientToServer: { calls: table } }),\n});',
          )}const table = { history: {}, clear: {} };\n`.replace(
          /(export default[^]*)(const table.*\n)/,
          "$2$1",
        ),
    ],
  ])("writes nothing where the name in the schema %s", async (_what, change) => {
    const cwd = await projectWith();
    edit(cwd, SCHEMA, change);
    await generate({ cwd });
    const before = readTree(cwd);
    const { code, err } = await wsgen(["rename", "chat.history", "past"], cwd);
    expect(code).toBe(2);
    expect(err).toMatch(
      /^src\/wsgen\.schema\.ts:\d+:\d+ error WSG1502 which key in the schema is chat\.clientToServer\.calls\.history alone/,
    );
    expect(err).toContain("fix: rename it to past there, and run `wsgen rename");
    expect(readTree(cwd)).toEqual(before);
  });

  it("writes nothing where the handler is not understood, or the new schema would be wrong", async () => {
    const cwd = await projectWith();
    edit(cwd, HANDLER, (text) => text.replace(/async history[^]*?\n {4}\},/, "...own,"));
    const before = readTree(cwd);
    const unclear = await wsgen(["rename", "chat.history", "past"], cwd);
    expect([unclear.code, readTree(cwd)]).toEqual([2, before]);
    expect(unclear.err).toMatch(
      /^src\/handlers\/chat\.ts:\d+ error WSG1502 the handler of chat has calls that/,
    );
    // The server has a member of that name.
    const taken = await wsgen(["rename", "chat", "close"], cwd);
    expect([taken.code, readTree(cwd)]).toEqual([2, before]);
    expect(taken.err).toContain('WSG1501 the endpoint name "close" is a member of');
  });

  it("replaces what `wsgen generate` has inserted before it was asked", async () => {
    const cwd = await projectWith();
    const before = read(cwd, HANDLER);
    writeFiles(cwd, { [SCHEMA]: schema({ ...NAMES, call: "past" }) });
    const { notices } = await generate({ cwd });
    expect(notices).toEqual([
      "chat.history is gone and past promises the same: if it was renamed, run `wsgen rename chat.history past`",
    ]);
    expect(read(cwd, HANDLER)).toContain('throw new Error("chat.past is not implemented");');
    await wsgen(["rename", "chat.history", "past"], cwd);
    expect(read(cwd, HANDLER)).toBe(before.replace("async history(", "async past("));
  });

  it("says which handlers there are where an endpoint has two, and writes nothing", async () => {
    const cwd = await projectWith();
    writeFiles(cwd, { [SCHEMA]: schema({ ...NAMES, endpoint: "talk" }) });
    const { notices } = await generate({ cwd });
    expect(notices).toContain(
      "chat is gone and talk promises the same: if it was renamed, run `wsgen rename chat talk`",
    );
    const before = readTree(cwd);
    const { code, err } = await wsgen(["rename", "chat", "talk"], cwd);
    expect([code, readTree(cwd)]).toEqual([2, before]);
    expect(err).toMatch(
      /^src\/handlers\/talk\.ts error WSG1502 talk has a handler already, beside src\/handlers\/chat\.ts$/m,
    );
    rmSync(join(cwd, "src/handlers/talk.ts"));
    expect((await wsgen(["rename", "chat", "talk"], cwd)).code).toBe(0);
    expect(await check({ cwd })).toEqual([]);
  });

  it("changes one handler alone of two in a file", async () => {
    const raw = 'echo: endpoint({ mode: "require", path: "/echo", clientToServer: z.string() }),';
    const cwd = await projectWith(schema(NAMES).replace(/\}\);\n$/, `  ${raw}\n});\n`));
    const echo = read(cwd, "src/handlers/echo.ts");
    const both = `${read(cwd, HANDLER)}${echo}`.replaceAll("../generated/", "./generated/");
    rmSync(join(cwd, "src/handlers"), { recursive: true });
    writeFiles(cwd, { "src/both.ts": both });
    expect((await wsgen(["rename", "chat.history", "past"], cwd)).code).toBe(0);
    expect(read(cwd, "src/both.ts")).toBe(both.replace("async history(", "async past("));
    expect(await check({ cwd })).toEqual([]);
  });
});

describe("wsgen generate, where the schema says what was renamed", { timeout: TIMEOUT }, () => {
  it("inserts no stub beside a call, and says what to run", async () => {
    const cwd = await projectWith();
    const before = read(cwd, HANDLER);
    edit(cwd, SCHEMA, () =>
      schema({ ...NAMES, call: "past" }).replace("past: {", 'past: { renamedFrom: "history",'),
    );
    const { notices } = await generate({ cwd });
    expect(read(cwd, HANDLER)).toBe(before);
    expect(notices.join("\n")).toMatch(
      /^src\/handlers\/chat\.ts:\d+ history was renamed to past: run `wsgen rename chat\.history past`$/,
    );
    expect((await check({ cwd })).map(({ code, fix }) => [code, fix])).toEqual([
      ["WSG2105", "run `wsgen rename chat.history past`"],
    ]);
    await wsgen(["rename", "chat.history", "past"], cwd);
    expect(await check({ cwd })).toEqual([]);
    expect(await compileServer(cwd)).toEqual([]);
  });

  it("leaves the handler of an endpoint where it is, and lets it compile", async () => {
    const cwd = await projectWith();
    const before = read(cwd, HANDLER);
    edit(cwd, SCHEMA, () =>
      schema({ ...NAMES, endpoint: "talk" }).replace(
        "talk: endpoint({",
        'talk: endpoint({ renamedFrom: "chat",',
      ),
    );
    const { notices } = await generate({ cwd });
    expect(notices).toEqual([
      "src/handlers/chat.ts says chat, which was renamed to talk: run `wsgen rename chat talk`",
    ]);
    expect(Object.keys(readTree(join(cwd, "src/handlers")))).toEqual(["chat.ts"]);
    expect(read(cwd, HANDLER)).toBe(before);
    expect(await compileServer(cwd)).toEqual([]);
    expect((await check({ cwd })).map(({ code }) => code)).toEqual(["WSG2105"]);
    expect((await generate({ cwd })).files.every(({ action }) => action === "unchanged")).toBe(
      true,
    );
    expect((await wsgen(["prune", "--yes"], cwd)).out).toContain("every file belongs to something");
    await wsgen(["rename", "chat", "talk"], cwd);
    expect(read(cwd, HANDLER)).toBe(before.replaceAll("ChatHandler", "TalkHandler"));
    expect(read(cwd, "src/generated/server.ts")).not.toContain("ChatHandler");
    expect(await check({ cwd })).toEqual([]);
  });
});

const python = ["python3", "python"].find(
  (name) => spawnSync(name, ["-c", "import pty"]).status === 0,
);

describe.skipIf(python === undefined)("wsgen generate at a terminal", { timeout: TIMEOUT }, () => {
  function atTerminal(
    cwd: string,
    keys: readonly string[],
    ci = "",
  ): { status: number | null; output: string } {
    const script = join(import.meta.dirname, "../init/type-at-terminal.py");
    const args = [script, JSON.stringify(keys), process.execPath, BIN, "generate"];
    const env = { ...process.env, CI: ci, NODE_PATH: undefined };
    const { status, stdout } = spawnSync(python ?? "", args, { cwd, env, encoding: "utf8" });
    return { status, output: stdout };
  }

  const QUESTION = "Was the call history of chat renamed to past?";

  it("asks what looks renamed, and renames it in the handler if told so", async () => {
    const cwd = await projectWith();
    const before = read(cwd, HANDLER);
    writeFiles(cwd, { [SCHEMA]: schema({ ...NAMES, call: "past" }) });
    const { output, status } = atTerminal(cwd, ["y"]);
    expect([status, output]).toEqual([0, expect.stringContaining(QUESTION)]);
    expect(read(cwd, HANDLER)).toBe(before.replace("async history(", "async past("));
    expect(await check({ cwd })).toEqual([]);
  });

  it("takes Enter for no, and does not ask again", async () => {
    const cwd = await projectWith();
    const before = read(cwd, HANDLER);
    writeFiles(cwd, { [SCHEMA]: schema({ ...NAMES, call: "past" }) });
    expect(atTerminal(cwd, ["\r"]).output).toContain(QUESTION);
    expect(read(cwd, HANDLER)).toContain('return ["history"]; // 😀 mine');
    expect(read(cwd, HANDLER)).toContain('throw new Error("chat.past is not implemented");');
    expect(before.split("\n").every((line) => read(cwd, HANDLER).includes(line))).toBe(true);
    expect(atTerminal(cwd, []).output).not.toContain(QUESTION);
  });

  it("writes nothing when the question is cancelled", async () => {
    const cwd = await projectWith();
    writeFiles(cwd, { [SCHEMA]: schema({ ...NAMES, call: "past" }) });
    const before = readTree(cwd);
    expect(atTerminal(cwd, ["\u0003"]).status).toBe(130);
    expect(readTree(cwd)).toEqual(before);
  });

  it("asks nothing in CI", async () => {
    const cwd = await projectWith();
    writeFiles(cwd, { [SCHEMA]: schema({ ...NAMES, call: "past" }) });
    const { output, status } = atTerminal(cwd, [], "1");
    expect([status, output]).toEqual([0, expect.stringContaining("if it was renamed, run")]);
    expect(output).not.toContain(QUESTION);
  });
});
