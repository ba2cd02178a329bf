import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
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

/** A schema of one endpoint with these calls. */
function schema(calls: readonly string[], mode = "require"): string {
  const table = calls.map((name) => `${name}: { input: z.string(), output: z.string() }`);
  return `${HEADER}export default defineSchema({
  chat: endpoint({
    mode: "${mode}",
    path: "/chat",
    clientToServer: { messages: { say: z.string() }, calls: { ${table.join(", ")} } },
  }),
});
`;
}

const HANDLER = "src/handlers/chat.ts";

async function projectWith(calls: readonly string[]): Promise<string> {
  const cwd = temporaryProject({ "src/wsgen.schema.ts": schema(calls) });
  await generate({ cwd });
  return cwd;
}

function readHandler(cwd: string): string {
  return readFileSync(join(cwd, HANDLER), "utf8");
}

/** Changes the schema, and generates. */
async function change(cwd: string, text: string): ReturnType<typeof generate> {
  writeFiles(cwd, { "src/wsgen.schema.ts": text });
  return generate({ cwd });
}

describe("a handler file, after a change of the schema", () => {
  it("gets what it lacks, once, and keeps every line", async () => {
    const cwd = await projectWith(["history"]);
    const mine = readHandler(cwd)
      .replace('throw new Error("chat.history is not implemented");', "return input; // 😀 mine")
      .replace("_input, _call", "input")
      .concat("\n// the end, without a line end");
    writeFiles(cwd, { [HANDLER]: mine });
    const { files } = await change(cwd, schema(["history", "clear"], "accept"));
    expect(files.find(({ path }) => path.endsWith(HANDLER))).toMatchObject({
      action: "extended",
      added: ["http", "calls.clear"],
    });
    const extended = readHandler(cwd);
    expect(extended).toContain('throw new Error("chat.clear is not implemented");');
    const kept = extended.split("\n").filter((line) => mine.split("\n").includes(line));
    expect(kept.length).toBeGreaterThanOrEqual(mine.split("\n").length);
    const again = await generate({ cwd });
    expect(again.files.filter(({ action }) => action !== "unchanged")).toEqual([]);
  });

  it("gets a call whose name is everywhere in it already", async () => {
    const cwd = await projectWith(["history"]);
    await change(cwd, schema(["history", "message"]));
    expect(readHandler(cwd)).toContain("async message(_input, _call)");
  });

  it("keeps what the schema has no more", async () => {
    const cwd = await projectWith(["history", "clear"]);
    const before = readHandler(cwd);
    await change(cwd, schema(["history"]));
    expect(readHandler(cwd)).toBe(before);
  });

  it("is made anew when it is gone", async () => {
    const cwd = await projectWith(["history"]);
    const before = readHandler(cwd);
    renameSync(join(cwd, HANDLER), join(cwd, "gone.txt"));
    await generate({ cwd });
    expect(readHandler(cwd)).toBe(before);
  });

  it("is found where it was moved to", async () => {
    const cwd = await projectWith(["history"]);
    mkdirSync(join(cwd, "src/rooms"));
    const moved = join(cwd, "src/rooms/talk.ts");
    writeFileSync(moved, readHandler(cwd));
    renameSync(join(cwd, HANDLER), join(cwd, "gone.txt"));
    await change(cwd, schema(["history", "clear"]));
    expect(existsSync(join(cwd, HANDLER))).toBe(false);
    expect(readFileSync(moved, "utf8")).toContain("async clear(_input, _call)");
  });

  // Calls in a file of their own, and a handler that a test has, were taken for the handler.
  it.each([
    ["its calls", 'export const calls: ChatHandler["calls"] = {};\n'],
    ["the handler of a test", "const chat: ChatHandler = { calls: {} };\nvoid chat;\n"],
    ["another one that is exported", "export const fake: ChatHandler = { calls: {} };\n"],
  ])("is found where it was moved to, beside %s", async (_what, text) => {
    const cwd = await projectWith(["history"]);
    const moved = "src/rooms/talk.ts";
    const other = `import type { ChatHandler } from "../generated/server.js";\n${text}`;
    writeFiles(cwd, { [moved]: readHandler(cwd), "src/rooms/a.ts": other });
    rmSync(join(cwd, HANDLER));
    await change(cwd, schema(["history", "clear"]));
    expect(readFileSync(join(cwd, "src/rooms/a.ts"), "utf8")).toBe(other);
    expect(readFileSync(join(cwd, moved), "utf8")).toContain("async clear(_input, _call)");
  });

  it("is left alone where it is not understood, and what it lacks is shown", async () => {
    const cwd = await projectWith(["history"]);
    const mine = `import { base } from "./base.js";\nexport const chat = { ...base };\n`;
    writeFiles(cwd, { [HANDLER]: mine });
    const { notices } = await change(cwd, schema(["history", "clear"]));
    expect(readHandler(cwd)).toBe(mine);
    expect(notices.join("\n")).toMatch(
      /^src\/handlers\/chat\.ts:2 has members that only running it would tell .*; it was left as it is\./,
    );
    expect(notices.join("\n")).toContain('throw new Error("chat.clear is not implemented");');
    expect((await generate({ cwd })).notices).toEqual([]);
  });

  it("is left alone where its bytes are no UTF-8", async () => {
    const cwd = await projectWith(["history"]);
    const mine = Buffer.concat([Buffer.from(readHandler(cwd)), Buffer.from([0x2f, 0x2f, 0xff])]);
    writeFileSync(join(cwd, HANDLER), mine);
    const { notices } = await change(cwd, schema(["history", "clear"]));
    expect(readFileSync(join(cwd, HANDLER)).equals(mine)).toBe(true);
    expect(notices.join("\n")).toContain("chat.ts:1 is not UTF-8; it was left as it is.");
  });

  it("is not written by a dry run, which says what it would do", async () => {
    const cwd = await projectWith(["history"]);
    const before = readTree(cwd);
    writeFiles(cwd, { "src/wsgen.schema.ts": schema(["history", "clear"]) });
    const { out } = await wsgen(["generate", "--dry-run"], cwd);
    expect(out).toContain(`extended ${HANDLER} (calls.clear)\n`);
    const { "src/wsgen.schema.ts": _changed, ...rest } = readTree(cwd);
    const { "src/wsgen.schema.ts": _old, ...old } = before;
    expect(rest).toEqual(old);
  });

  it.skipIf(process.platform === "win32")("keeps its mode, whatever new files get", async () => {
    const cwd = await projectWith(["history"]);
    chmodSync(join(cwd, HANDLER), 0o775);
    await change(cwd, schema(["history", "clear"]));
    expect(statSync(join(cwd, HANDLER)).mode & 0o777).toBe(0o775);
  });

  it.each(["<<<<<<< ours\n", "export const chat = {", ""])(
    "is left alone when somebody is in the middle of something: %j",
    async (text) => {
      const cwd = await projectWith(["history"]);
      writeFiles(cwd, { [HANDLER]: text });
      const { notices } = await change(cwd, schema(["history", "clear"]));
      expect(readHandler(cwd)).toBe(text);
      expect(notices.join("\n")).toContain("it was left as it is");
    },
  );
});

describe("the handler of an endpoint that is gone", () => {
  const other = `${HEADER}export default defineSchema({
  other: endpoint({ mode: "require", path: "/other", clientToServer: z.string() }),
});
`;

  it.each([HANDLER, "src/rooms/talk.ts"])(
    "is told so by the compiler, until it is gone too: %s",
    async (path) => {
      const cwd = await projectWith(["history"]);
      if (path !== HANDLER) {
        mkdirSync(join(cwd, "src/rooms"));
        renameSync(join(cwd, HANDLER), join(cwd, path));
      }
      const { notices } = await change(cwd, other);
      expect(notices).toContain(
        `${path} belongs to no endpoint of the schema: see \`wsgen prune\``,
      );
      expect((await generate({ cwd })).files.every(({ action }) => action === "unchanged")).toBe(
        true,
      );
      const options = { folder: cwd, side: "server", isolatedDeclarations: false } as const;
      const errors = await compile({ ...options, include: ["src/**/*.ts"] });
      expect([...new Set(errors.map(({ file }) => file))]).toEqual([path]);
      expect(errors[0]?.message).toContain(
        "the endpoint chat is gone from the schema: remove this, or give it back",
      );
      rmSync(join(cwd, path));
      await generate({ cwd });
      expect(readFileSync(join(cwd, "src/generated/server.ts"), "utf8")).not.toContain("chat");
      expect((await generate({ cwd })).files.every(({ action }) => action === "unchanged")).toBe(
        true,
      );
    },
  );
});
