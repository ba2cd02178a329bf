import { execFileSync } from "node:child_process";
import { readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generate } from "wsgen";
import { findBreaking, type BreakingReport } from "../../packages/cli/src/breaking.js";
import { compile } from "./compiler.js";
import { HEADER } from "./diagnose.js";
import { readTree } from "./golden-cases.js";
import { wsgen } from "./run-wsgen.js";
import { temporaryProject, writeFiles } from "./temporary-project.js";

const AT = "chat.clientToServer.messages.say";

/** What a client may say, and what it hears. */
function schema(say: string, said = "z.object({ text: z.string() })"): string {
  return `${HEADER}export default defineSchema({
  chat: endpoint({
    mode: "require",
    path: "/chat",
    clientToServer: { messages: { say: ${say} } },
    serverToClient: { messages: { said: ${said} } },
  }),
});
`;
}

const SHORT = "z.object({ text: z.string().max(10) })";
const LONG = "z.object({ text: z.string().max(500) })";
const LONGER = "z.object({ text: z.string().max(1000) })";

/** A project of which the schemas were released one after the other; it has the last of them. */
async function released(...schemas: readonly string[]): Promise<string> {
  const cwd = temporaryProject();
  for (const [index, text] of schemas.entries()) {
    writeFiles(cwd, { "src/wsgen.schema.ts": text });
    await generate({ cwd });
    await wsgen(["release", `${index + 1}.0`], cwd);
  }
  return cwd;
}

async function reportOf(cwd: string, today?: string): Promise<BreakingReport> {
  return findBreaking({ cwd, against: "lock" }, today);
}

function config(...waivers: readonly object[]): Record<string, string> {
  return { "wsgen.config.ts": `export default ${JSON.stringify({ waivers })};\n` };
}

describe("wsgen breaking", () => {
  it("ends with 4 where clients of a release break, says what and for whom, and writes nothing", async () => {
    const cwd = await released(schema(SHORT), schema(LONG));
    writeFiles(cwd, { "src/wsgen.schema.ts": schema("z.object({ text: z.string().max(100) })") });
    const before = readTree(cwd);
    const { code, err, out } = await wsgen(["breaking"], cwd);
    expect({ code, err }).toEqual({ code: 4, err: "" });
    expect(out).toMatch(
      new RegExp(
        `^breaking ${AT}\\.text \\S+\n {2}\\S.+\n {2}since 2\\.0\n1 breaking for clients of 1\\.0, 2\\.0\n$`,
      ),
    );
    expect(readTree(cwd)).toEqual(before);
  });

  it("ends with 0 where clients of every release go on as before", async () => {
    const cwd = await released(schema(SHORT), schema(LONG));
    writeFiles(cwd, { "src/wsgen.schema.ts": schema(LONGER) });
    expect(await wsgen(["breaking"], cwd)).toEqual({
      code: 0,
      out: "nothing breaks for clients of 1.0, 2.0\n",
      err: "",
    });
  });

  it("judges by who sends", async () => {
    const cwd = await released(schema(LONG, SHORT));
    writeFiles(cwd, { "src/wsgen.schema.ts": schema(LONG, LONG) });
    const { changes } = await reportOf(cwd);
    expect(changes.map(({ at, sender }) => `${sender} ${at}`)).toEqual([
      "server chat.serverToClient.messages.said.text",
    ]);
  });

  it("says what to do where there is nothing to compare with", async () => {
    const cwd = temporaryProject({ "src/wsgen.schema.ts": schema(LONG) });
    const { code, err } = await wsgen(["breaking"], cwd);
    expect(code).toBe(2);
    expect(err).toContain("WSG1306 the lock has no releases to compare with");
    expect(err).toContain("--against git:main");
  });

  it("counts what cannot be judged only if it is asked to", async () => {
    const refined = (body: string): string => `z.object({ text: z.string().refine(${body}) })`;
    const cwd = await released(schema(LONG));
    writeFiles(cwd, { "src/wsgen.schema.ts": schema(refined("(text) => text !== ''")) });
    expect((await wsgen(["breaking"], cwd)).code).toBe(0);
    const strict = await wsgen(["breaking", "--strict"], cwd);
    expect(strict.code).toBe(4);
    expect(strict.out).toContain(`unknown ${AT}`);
  });

  it("prints one JSON document, and what GitHub shows beside a pull request", async () => {
    const cwd = await released(schema(LONG));
    writeFiles(cwd, { "src/wsgen.schema.ts": schema(SHORT) });
    const { code, out } = await wsgen(["breaking", "--json"], cwd);
    expect(code).toBe(4);
    expect(JSON.parse(out)).toEqual({
      baselines: ["1.0"],
      changes: [
        expect.objectContaining({
          at: `${AT}.text`,
          verdict: "breaking",
          since: ["1.0"],
          waiver: null,
        }),
      ],
      expired: [],
      unused: [],
    });
    const onGitHub = await wsgen(["breaking"], cwd, { GITHUB_ACTIONS: "true" });
    expect(onGitHub.out).toMatch(
      new RegExp(
        `^::error file=src/wsgen\\.schema\\.ts,title=breaking%3A \\S+::${AT}\\.text: `,
        "m",
      ),
    );
  });
});

describe("a waiver", () => {
  async function broken(): Promise<{ cwd: string; rule: string }> {
    const cwd = await released(schema(LONG));
    writeFiles(cwd, { "src/wsgen.schema.ts": schema(SHORT) });
    const { changes } = await reportOf(cwd);
    return { cwd, rule: changes[0]?.rule ?? "" };
  }

  it("lets a change pass at its place and inside of it, and is shown", async () => {
    const { cwd, rule } = await broken();
    for (const at of [`${AT}.text`, AT, "chat"]) {
      writeFiles(cwd, config({ rule, at, until: "9999-12-31", reason: "nobody writes that much" }));
      const { code, out } = await wsgen(["breaking"], cwd);
      expect(code).toBe(0);
      expect(out).toContain("  waived until 9999-12-31: nobody writes that much\n");
      expect(out).toContain("nothing breaks for clients of 1.0; 1 waived\n");
    }
  });

  it("holds for its rule, its place and its time only", async () => {
    const { cwd, rule } = await broken();
    const waiver = { rule, at: AT, until: "2030-05-01", reason: "agreed" };
    writeFiles(cwd, config(waiver));
    const passes = async (today: string): Promise<boolean> =>
      (await reportOf(cwd, today)).changes.every((change) => change.waiver !== null);
    expect(await passes("2030-05-01")).toBe(true);
    expect(await passes("2030-05-02")).toBe(false);
    expect((await reportOf(cwd, "2030-05-02")).expired).toEqual([waiver]);
    for (const other of [{ at: "chat.clientToServer.messages.sa" }, { rule: "endpoint-removed" }]) {
      writeFiles(cwd, config({ ...waiver, ...other }));
      expect(await passes("2030-05-01")).toBe(false);
      expect((await reportOf(cwd, "2030-05-01")).unused).toEqual([{ ...waiver, ...other }]);
    }
  });

  it("without a reason or a day is refused, with the place in the configuration", async () => {
    const { cwd, rule } = await broken();
    writeFiles(cwd, config({ rule, at: AT, until: "soon" }));
    const { code, err } = await wsgen(["breaking"], cwd);
    expect(code).toBe(2);
    expect(err).toContain("wsgen.config.ts:1 error WSG1008 waivers[0].until is no day");
    expect(err).toContain("waivers[0].reason is missing");
  });
});

describe("--against", () => {
  function git(cwd: string, ...args: readonly string[]): void {
    const identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
    execFileSync("git", [...identity, ...args], { cwd, stdio: "pipe" });
  }

  /** A package in a folder of a repository, in which one thing was committed and another is there now. */
  async function committed(): Promise<string> {
    const root = temporaryProject({ ".gitignore": "node_modules\n" });
    git(root, "init", "--quiet", "--initial-branch=main");
    git(root, "add", "--all");
    git(root, "commit", "--quiet", "--message=nothing yet");
    git(root, "tag", "before");
    const cwd = join(root, "packages/api");
    writeFiles(cwd, {
      "package.json": '{ "type": "module" }',
      "src/wsgen.schema.ts": schema(LONG),
    });
    await generate({ cwd });
    git(root, "add", "--all");
    git(root, "commit", "--quiet", "--message=one");
    writeFiles(cwd, { "src/wsgen.schema.ts": schema(SHORT) });
    return cwd;
  }

  it("takes a commit, in whatever folder of the repository the project is", async () => {
    const cwd = await committed();
    const { code, out } = await wsgen(["breaking", "--against", "git:main"], cwd);
    expect(code).toBe(4);
    expect(out).toContain("1 breaking for clients of git:main\n");
    const earlier = await wsgen(["breaking", "--against", "git:before"], cwd);
    expect(earlier).toEqual({
      code: 0,
      out: "nothing breaks for clients of git:before\n",
      err: "",
    });
  });

  it.each([
    ["git:nowhere", "git knows no nowhere here", "fetch-depth: 0"],
    ["git:--output=x", "git knows no --output=x here", "fetch-depth: 0"],
    ["lock:7.0", "the lock has no release 7.0", "wsgen release"],
    ["nowhere.json", "there is no lock at nowhere.json", "git:<ref>"],
  ])("says of %s what is wrong", async (against, message, fix) => {
    const cwd = await committed();
    const { code, err } = await wsgen(["breaking", "--against", against], cwd);
    expect(code).toBe(2);
    expect(err).toContain(`error WSG1306 ${message}`);
    expect(err).toContain(fix);
  });

  it("takes one release, and a file", async () => {
    const cwd = await released(schema(SHORT), schema(LONG));
    renameSync(join(cwd, "wsgen.lock.json"), join(cwd, "old.json"));
    writeFiles(cwd, { "src/wsgen.schema.ts": schema(SHORT) });
    expect((await wsgen(["breaking", "--against", "old.json"], cwd)).code).toBe(4);
    renameSync(join(cwd, "old.json"), join(cwd, "wsgen.lock.json"));
    expect((await wsgen(["breaking", "--against", "lock:1.0"], cwd)).code).toBe(0);
    expect((await wsgen(["breaking", "--against", "lock:2.0"], cwd)).code).toBe(4);
  });

  it("makes `wsgen diff` tell every change, the harmless ones too", async () => {
    const cwd = await committed();
    writeFiles(cwd, { "src/wsgen.schema.ts": schema(LONGER) });
    const diff = async (...flags: string[]): ReturnType<typeof wsgen> =>
      wsgen(["diff", "--against", "git:main", ...flags], cwd);
    expect((await diff()).out).toMatch(
      new RegExp(`^compatible ${AT}\\.text \\S+\n {2}\\S.+\n1 compatible\n$`),
    );
    expect((await diff("--exit-code")).code).toBe(3);
    expect(JSON.parse((await diff("--json")).out)).toMatchObject({ baselines: ["git:main"] });
    writeFiles(cwd, { "src/wsgen.schema.ts": schema(LONG) });
    expect(await diff("--exit-code")).toEqual({
      code: 0,
      out: "the contract is the same\n",
      err: "",
    });
  });
});

describe("server.ts", () => {
  it("has the contracts of releases with what became of them, compiles, and is formatted", async () => {
    const cwd = await released(schema(LONG), schema(SHORT), schema("z.never()"));
    const hashes = Object.keys(
      (JSON.parse(readFileSync(join(cwd, "wsgen.lock.json"), "utf8")) as { past: object }).past,
    );
    expect(hashes).toHaveLength(3);
    writeFiles(cwd, { "src/wsgen.schema.ts": schema(SHORT) });
    await generate({ cwd });
    const server = readFileSync(join(cwd, "src/generated/server.ts"), "utf8");
    const table = /contract: \{\s*hash: "(?<hash>\w+)",\s*past: \{(?<past>[^}]*)\},?\s*\}/.exec(
      server,
    )?.groups;
    const found = (table?.["past"] ?? "").matchAll(/"?(\w{16})"?: "(\w+)"/g);
    const past = new Map([...found].map(([, hash = "", verdict = ""]) => [verdict, hash] as const));
    const all = [past.get("breaking"), past.get("compatible"), table?.["hash"]];
    expect(new Set(all)).toEqual(new Set(hashes));
    expect(
      await compile({ folder: cwd, side: "server", include: ["src/generated/server.ts"] }),
    ).toEqual([]);
    const oxfmt = join(import.meta.dirname, "../../node_modules/.bin/oxfmt");
    execFileSync(oxfmt, ["--check", "src/generated/server.ts"], { cwd, stdio: "pipe" });
  });
});
