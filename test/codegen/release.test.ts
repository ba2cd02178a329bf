import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { check, generate } from "wsgen";
import { HEADER } from "./diagnose.js";
import { readTree } from "./golden-cases.js";
import { wsgen } from "./run-wsgen.js";
import { temporaryProject, writeFiles } from "./temporary-project.js";

function schema(...endpoints: readonly string[]): string {
  const entries = endpoints.map(
    (name) =>
      `  ${name}: endpoint({ mode: "require", path: "/${name}", clientToServer: z.string() }),`,
  );
  return `${HEADER}export default defineSchema({\n${entries.join("\n")}\n});\n`;
}

async function projectWith(...endpoints: readonly string[]): Promise<string> {
  const manifest = '{ "type": "module", "version": "1.0.0" }\n';
  const cwd = temporaryProject({
    "package.json": manifest,
    "src/wsgen.schema.ts": schema(...endpoints),
  });
  await generate({ cwd });
  return cwd;
}

function lockOf(cwd: string): {
  past?: Record<string, unknown>;
  releases?: Record<string, unknown>;
} {
  return JSON.parse(readFileSync(join(cwd, "wsgen.lock.json"), "utf8")) as object;
}

describe("wsgen release", () => {
  it("records the contract under the package's version, once", async () => {
    const cwd = await projectWith("chat");
    expect((await wsgen(["release"], cwd)).out).toBe(
      "recorded 1.0.0; wsgen.lock.json has 1 release\n",
    );
    expect(Object.keys(lockOf(cwd).releases ?? {})).toEqual(["1.0.0"]);
    const before = readTree(cwd);
    expect((await wsgen(["release"], cwd)).out).toBe(
      "unchanged 1.0.0; wsgen.lock.json has 1 release\n",
    );
    expect(await check({ cwd })).toEqual([]);
    expect(readTree(cwd)).toEqual(before);
  });

  it("keeps releases through any number of runs of generate", async () => {
    const cwd = await projectWith("chat");
    await wsgen(["release", "a"], cwd);
    const { past, releases } = lockOf(cwd);
    for (const endpoints of [["chat", "echo"], ["echo"], ["chat"]]) {
      writeFiles(cwd, { "src/wsgen.schema.ts": schema(...endpoints) });
      await generate({ cwd });
      expect(lockOf(cwd)).toMatchObject({ past, releases });
    }
  });

  it("records nothing that was not generated", async () => {
    const cwd = await projectWith("chat");
    writeFiles(cwd, { "src/wsgen.schema.ts": schema("chat", "echo") });
    const { code, err } = await wsgen(["release"], cwd);
    expect(code).toBe(2);
    expect(err).toContain("fix: run `wsgen generate`, then release");
    expect(lockOf(cwd).releases).toBeUndefined();
  });

  it("replaces a release of the same name only if it is told to", async () => {
    const cwd = await projectWith("chat");
    await wsgen(["release", "a"], cwd);
    const before = lockOf(cwd).releases;
    writeFiles(cwd, { "src/wsgen.schema.ts": schema("echo") });
    await generate({ cwd });
    const { code, err } = await wsgen(["release", "a"], cwd);
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringContaining("the release a is recorded already, with another contract"),
    });
    expect(lockOf(cwd).releases).toEqual(before);
    expect((await wsgen(["release", "a", "--force"], cwd)).code).toBe(0);
    expect(Object.keys(Object(lockOf(cwd).releases?.["a"]) as object)).toEqual(["echo"]);
    expect(Object.keys(lockOf(cwd).past ?? {})).toHaveLength(1);
  });

  it("forgets a release, and says which there are if it is none", async () => {
    const cwd = await projectWith("chat");
    await wsgen(["release", "a"], cwd);
    expect((await wsgen(["release", "b", "--remove"], cwd)).err).toContain("there are a");
    expect((await wsgen(["release", "--remove"], cwd)).err).toContain("Name the release");
    expect((await wsgen(["release", "a", "--remove"], cwd)).out).toBe(
      "removed a; wsgen.lock.json has 0 releases\n",
    );
    expect(lockOf(cwd)).not.toHaveProperty("past");
  });

  it("asks for a name where package.json has no version", async () => {
    const cwd = await projectWith("chat");
    writeFiles(cwd, { "package.json": '{ "type": "module" }\n' });
    expect((await wsgen(["release"], cwd)).err).toContain("fix: name it: wsgen release 1.0.0");
  });
});

describe("a lock", () => {
  it.each([
    ["that is cut off", (text: string): string => text.slice(0, text.length / 2)],
    [
      "of a later version",
      (text: string): string => text.replace(/"formatVersion": 1/, '"formatVersion": 2'),
    ],
  ])("%s is not overwritten", async (_, spoil) => {
    const cwd = await projectWith("chat");
    await wsgen(["release", "a"], cwd);
    const file = join(cwd, "wsgen.lock.json");
    const spoilt = spoil(readFileSync(file, "utf8"));
    writeFileSync(file, spoilt);
    for (const command of ["generate", "check", "release"]) {
      const { code, err, out } = await wsgen([command], cwd);
      expect(code).toBe(2);
      expect(`${out}${err}`).toContain(
        "wsgen.lock.json error WSG1304 the lock cannot be read: it ",
      );
    }
    expect(readFileSync(file, "utf8")).toBe(spoilt);
    rmSync(file);
    expect((await wsgen(["generate"], cwd)).code).toBe(0);
  });
});

describe("two branches that each change the schema and release", () => {
  function git(cwd: string, ...args: readonly string[]): void {
    const identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
    execFileSync("git", [...identity, ...args], { cwd, stdio: "pipe" });
  }

  it("are merged without a word from a human, and both releases are there", async () => {
    const cwd = await projectWith("chat");
    writeFiles(cwd, { ".gitignore": "node_modules\n" });
    git(cwd, "init", "--quiet", "--initial-branch=main");
    await wsgen(["release", "1.0"], cwd);
    git(cwd, "add", "--all");
    git(cwd, "commit", "--quiet", "--message=one");
    for (const branch of ["left", "right"]) {
      git(cwd, "switch", "--quiet", "--create", branch, "main");
      writeFiles(cwd, { "src/wsgen.schema.ts": schema("chat", branch) });
      await generate({ cwd });
      await wsgen(["release", `of-${branch}`], cwd);
      git(cwd, "add", "--all");
      git(cwd, "commit", "--quiet", `--message=${branch}`);
    }
    const merge = spawnSync("git", ["merge", "left"], { cwd, encoding: "utf8" });
    expect(merge.stdout).toContain("Merge conflict in wsgen.lock.json");
    writeFiles(cwd, { "src/wsgen.schema.ts": schema("chat", "left", "right") });
    const { code, err } = await wsgen(["generate"], cwd);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(Object.keys(lockOf(cwd).releases ?? {})).toEqual(["1.0", "of-left", "of-right"]);
    expect(Object.keys(lockOf(cwd).past ?? {})).toHaveLength(3);
    expect(await check({ cwd })).toEqual([]);
  });
});
