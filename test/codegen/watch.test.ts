import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { HEADER } from "./diagnose.js";
import { wsgen } from "./run-wsgen.js";
import { createProject, temporaryProject, writeFiles } from "./temporary-project.js";
import { startWatching, Watching } from "./watching.js";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const SCHEMA = "src/wsgen.schema.ts";

/** A run that was started by a change, whatever it did. */
const RUN = /^\S.*: (?:updated|created|extended|nothing to do)/m;

function schema(type = "z.string()", imports = ""): string {
  return `${HEADER}${imports}export default defineSchema({
  echo: endpoint({ mode: "accept", path: "/echo", clientToServer: ${type} }),
});
`;
}

function typesIn(cwd: string): string {
  return readFileSync(join(cwd, "src/generated/types.ts"), "utf8");
}

describe("wsgen watch", () => {
  it("generates at once, and again in one line when the schema changes", async () => {
    const cwd = temporaryProject({ [SCHEMA]: schema() });
    const watching = await startWatching(cwd);
    expect(watching.text).toMatch(/^8 created, 0 updated, 0 unchanged \(\d+ ms\)\nwatching/);
    writeFiles(cwd, { [SCHEMA]: schema("z.number()") });
    expect(await watching.until(RUN)).toMatch(
      /^src\/wsgen\.schema\.ts: updated types\.ts, .*, wsgen\.lock\.json \(\d+ ms\)\n$/,
    );
    expect(typesIn(cwd)).toContain("EchoClientToServer = number");
  });

  it("is generate --watch as well", async () => {
    const cwd = temporaryProject({ [SCHEMA]: schema() });
    const watching = await startWatching(cwd, ["generate", "--watch"]);
    writeFiles(cwd, { [SCHEMA]: schema("z.number()") });
    await watching.until(RUN);
    expect(typesIn(cwd)).toContain("EchoClientToServer = number");
  });

  it("excludes --dry-run", async () => {
    const { code, err } = await wsgen(["generate", "--watch", "--dry-run"]);
    expect(code).toBe(2);
    expect(err).toContain("--watch and --dry-run exclude each other.");
  });

  it("tells what is wrong with place and fix, keeps the last good files, and heals", async () => {
    const cwd = temporaryProject({ [SCHEMA]: schema() });
    const watching = await startWatching(cwd);
    const before = typesIn(cwd);
    writeFiles(cwd, { [SCHEMA]: schema("z.symbol()") });
    const told = await watching.until(/^ {2}fix:/m);
    expect(told).toMatch(
      /^src\/wsgen\.schema\.ts:4:\d+ error WSG1201 .* z\.symbol\(\) cannot travel/,
    );
    writeFiles(cwd, { [SCHEMA]: "export default (" });
    await watching.until(/WSG1002/);
    expect(typesIn(cwd)).toBe(before);
    writeFiles(cwd, { [SCHEMA]: schema("z.boolean()") });
    await watching.until(RUN);
    expect(typesIn(cwd)).toContain("EchoClientToServer = boolean");
  });

  it("starts with a schema that is broken, and with none", async () => {
    const cwd = temporaryProject();
    const watching = await startWatching(cwd);
    expect(watching.text).toContain("there is no schema at src/wsgen.schema.ts");
    writeFiles(cwd, { [SCHEMA]: schema() });
    await watching.until(/created/);
    expect(existsSync(join(cwd, "src/generated/client.ts"))).toBe(true);
  });

  it("does nothing about its own files, other files, and files that are as they were", async () => {
    const cwd = temporaryProject({ [SCHEMA]: schema() });
    const watching = await startWatching(cwd);
    writeFiles(cwd, { [SCHEMA]: schema(), "src/other.ts": "export {};\n", "notes.txt": "x" });
    utimesSync(join(cwd, "src/handlers/echo.ts"), new Date(), new Date());
    writeFiles(cwd, { "src/generated/client.ts": "" });
    // Each change before this one would have started a run before the one that is told here.
    await new Promise((resolve) => setTimeout(resolve, 500));
    writeFiles(cwd, { [SCHEMA]: schema("z.number()") });
    expect((await watching.until(RUN)).split("\n")).toHaveLength(2);
    writeFiles(cwd, { [SCHEMA]: schema("z.boolean()") });
    expect((await watching.until(RUN)).split("\n")).toHaveLength(2);
  });

  it("starts no run for a handler that was edited before, not even when it is saved again", async () => {
    const cwd = temporaryProject({ [SCHEMA]: schema() });
    await wsgen(["generate"], cwd);
    const handler = join(cwd, "src/handlers/echo.ts");
    writeFileSync(handler, `${readFileSync(handler, "utf8")}// mine\n`);
    const watching = await startWatching(cwd);
    // A run would be told within this time, and before the one that follows.
    await new Promise((resolve) => setTimeout(resolve, 500));
    utimesSync(handler, new Date(), new Date());
    await new Promise((resolve) => setTimeout(resolve, 500));
    writeFiles(cwd, { [SCHEMA]: schema("z.number()") });
    expect(await watching.until(RUN)).toMatch(/^src\/wsgen\.schema\.ts: updated [^\n]*\n$/);
  });

  it("starts one more run for what changes during a run", async () => {
    const slow = (type: string): string =>
      `${schema(type)}console.log("loading ${type}");\nawait new Promise((done) => setTimeout(done, 700));\n`;
    const cwd = temporaryProject({ [SCHEMA]: slow("z.string()") });
    const watching = await startWatching(cwd);
    writeFiles(cwd, { [SCHEMA]: slow("z.number()") });
    await watching.until(/loading z\.number/);
    for (const type of ["z.date()", "z.bigint()", "z.boolean()"]) {
      writeFiles(cwd, { [SCHEMA]: slow(type) });
    }
    const [first, second] = [await watching.until(RUN), await watching.until(RUN)];
    expect(`${first}${second}`.match(/loading/g)).toEqual(["loading"]);
    expect(typesIn(cwd)).toContain("EchoClientToServer = boolean");
  });

  it("writes a handler again that was removed", async () => {
    const cwd = temporaryProject({ [SCHEMA]: schema() });
    const watching = await startWatching(cwd);
    const handler = join(cwd, "src/handlers/echo.ts");
    const text = readFileSync(handler, "utf8");
    unlinkSync(handler);
    expect(await watching.until(RUN)).toMatch(/^src\/handlers\/echo\.ts: created echo\.ts/);
    expect(readFileSync(handler, "utf8")).toBe(text);
  });
});

describe("what editors and git do", () => {
  it("sees a file that is saved by renaming another, or by removing the old one", async () => {
    const cwd = temporaryProject({ [SCHEMA]: schema() });
    const watching = await startWatching(cwd);
    const file = join(cwd, SCHEMA);
    for (const [index, type] of ["number", "boolean", "string"].entries()) {
      if (index === 1) unlinkSync(file);
      const target = index === 1 ? file : `${file}~`;
      writeFileSync(target, schema(`z.${type}()`));
      if (target !== file) renameSync(target, file);
      await watching.until(RUN);
      expect(typesIn(cwd)).toContain(`EchoClientToServer = ${type}`);
    }
  });

  it("survives the loss of the whole folder, and sees it come back", async () => {
    const cwd = temporaryProject({ [SCHEMA]: schema() });
    const watching = await startWatching(cwd);
    for (const type of ["number", "boolean"]) {
      rmSync(join(cwd, "src"), { recursive: true });
      await watching.until(/there is no schema at/);
      writeFiles(cwd, { "back/wsgen.schema.ts": schema(`z.${type}()`) });
      renameSync(join(cwd, "back"), join(cwd, "src"));
      await watching.until(RUN);
      expect(typesIn(cwd)).toContain(`EchoClientToServer = ${type}`);
      // The new folder is the one that is watched.
      writeFiles(cwd, { [SCHEMA]: schema("z.bigint()") });
      await watching.until(RUN);
      expect(typesIn(cwd)).toContain("EchoClientToServer = bigint");
    }
  });

  it("takes one or two runs for a switch of branches", async () => {
    const parts = Array.from({ length: 500 }, (_, index) => `part${index}`);
    const files = (type: string): Record<string, string> => ({
      ...Object.fromEntries(
        parts.map((part) => [
          `src/parts/${part}.ts`,
          `import { z } from "zod";\nexport const ${part} = z.${type}();\n`,
        ]),
      ),
      "src/parts/index.ts": parts.map((part) => `export * from "./${part}.js";\n`).join(""),
      [SCHEMA]: schema(
        `z.tuple([${parts.map((part) => `all.${part}`).join(", ")}])`,
        'import * as all from "./parts/index.js";\n',
      ),
    });
    const cwd = temporaryProject({ ".gitignore": "node_modules\n", ...files("number") });
    const git = (...args: string[]): void =>
      void execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.c", ...args], {
        cwd,
        stdio: "ignore",
      });
    git("init", "-b", "one");
    git("add", ".");
    git("commit", "-m", "one");
    git("checkout", "-b", "two");
    writeFiles(cwd, files("boolean"));
    git("commit", "-am", "two");
    const watching = await startWatching(cwd);
    git("checkout", "one");
    const told = await watching.until(RUN);
    expect(told).toMatch(/ and \d{2,} more: updated/);
    if (!typesIn(cwd).includes("number")) await watching.until(RUN);
    expect(typesIn(cwd)).not.toContain("boolean");
    writeFiles(cwd, { [SCHEMA]: schema("z.bigint()") });
    const next = await watching.until(RUN);
    // Of the second run the files may be there before its line is.
    const last = / more: updated/.test(next) ? await watching.until(RUN) : next;
    expect(last).toMatch(/^src\/wsgen\.schema\.ts: updated/);
  });
});

describe("what a schema is made of", () => {
  const { folder, remove } = createProject({
    "app/package.json": '{ "type": "module" }',
    "app/tsconfig.json": '// aliases\n{ "extends": "./tsconfig.base", }',
    "app/tsconfig.base.json": '{ "compilerOptions": { "paths": { "@parts/*": ["./parts/*"] } } }',
    "app/parts/alias.ts": 'export const alias: string = "a0";\n',
    "app/src/names.json": '{ "name": "b0" }',
    "app/src/plain.js": 'export { inner } from "./inner.mjs";\n',
    "app/src/inner.mjs": 'export const inner = "c0";\n',
    "app/src/old.cjs": 'exports.old = "d0";\n',
    "shared/linked.ts": 'export const linked: string = "e0";\n',
    "contract/package.json": '{ "name": "contract", "type": "module", "exports": "./index.ts" }',
    "contract/index.ts": 'export * from "./deep.js";\n',
    "contract/deep.ts": 'export const deep: string = "f0";\n',
    [`app/${SCHEMA}`]: schema(
      "z.literal([alias, names.name, inner, old, linked, deep, late.late])",
      [
        'import { alias } from "@parts/alias";',
        'import names from "./names.json" with { type: "json" };',
        'import { inner } from "./plain.js";',
        'import { old } from "./old.cjs";',
        'import { linked } from "./linked.js";',
        'import { deep } from "contract";',
        'const late = await import("./" + "late.js");\n',
      ].join("\n"),
    ),
    "app/src/late.ts": 'export const late: string = "g0";\n',
  });
  const cwd = join(folder, "app");
  const watching = { current: undefined as Watching | undefined };
  const installed = join(cwd, "node_modules");

  beforeAll(async () => {
    mkdirSync(installed);
    for (const name of ["wsgen", "@wsgen", "zod"]) {
      symlinkSync(join(folder, "node_modules", name), join(installed, name));
    }
    symlinkSync("../../contract", join(installed, "contract"));
    symlinkSync("../../shared/linked.ts", join(cwd, "src/linked.ts"));
    watching.current = new Watching(cwd);
    await watching.current.until(/^watching/m);
  });
  afterAll(async () => {
    await watching.current?.interrupt();
    remove();
  });

  async function next(pattern = RUN): Promise<string> {
    return (await watching.current?.until(pattern)) ?? "";
  }

  it.each([
    ["a file behind an alias", "app/parts/alias.ts", 'export const alias = "a1";\n'],
    ["JSON", "app/src/names.json", '{ "name": "b1" }'],
    [
      "JavaScript that is imported by JavaScript",
      "app/src/inner.mjs",
      'export const inner = "c1";\n',
    ],
    ["CommonJS", "app/src/old.cjs", 'exports.old = "d1";\n'],
    ["the target of a link", "shared/linked.ts", 'export const linked = "e1";\n'],
    ["a package of the workspace", "contract/deep.ts", 'export const deep = "f1";\n'],
    ["an import whose name is computed", "app/src/late.ts", 'export const late = "g1";\n'],
  ])("is watched: %s", async (_kind, path, text) => {
    writeFiles(folder, { [path]: text });
    await next();
    const value = /"(\w1)"/.exec(text)?.[1] ?? "";
    expect(typesIn(cwd)).toContain(`"${value}"`);
  });

  it("is watched: a link that leads elsewhere", async () => {
    writeFiles(folder, { "shared/other.ts": 'export const linked = "e2";\n' });
    unlinkSync(join(cwd, "src/linked.ts"));
    symlinkSync("../../shared/other.ts", join(cwd, "src/linked.ts"));
    await next();
    // Between removing and making it there was none, which may have been a run of its own.
    if (!typesIn(cwd).includes('"e2"')) await next();
    expect(typesIn(cwd)).toContain('"e2"');
  });

  it("is watched: tsconfig.json and what it extends", async () => {
    writeFiles(cwd, { "others/alias.ts": 'export const alias = "a2";\n' });
    writeFiles(cwd, {
      "tsconfig.base.json": '{ "compilerOptions": { "paths": { "@parts/*": ["./others/*"] } } }',
    });
    await next();
    expect(typesIn(cwd)).toContain('"a2"');
  });

  it("is watched: a configuration that was not there, and what it imports", async () => {
    writeFiles(cwd, {
      "folders.ts": 'export const outDir = "one";\n',
      "wsgen.config.ts":
        'import { outDir } from "./folders.js";\nexport default { client: { outDir } };\n',
    });
    await next();
    expect(existsSync(join(cwd, "one/client.ts"))).toBe(true);
    writeFiles(cwd, { "folders.ts": 'export const outDir = "two";\n' });
    await next();
    expect(existsSync(join(cwd, "two/client.ts"))).toBe(true);
  });

  it.each([
    ["./new.js", "app/src/new.ts"],
    ["./folder", "app/src/folder/index.ts"],
    ["@parts/new", "app/others/new.ts"],
  ])("is waited for: %s", async (name, path) => {
    const text = readFileSync(join(cwd, SCHEMA), "utf8");
    writeFiles(cwd, { [SCHEMA]: `import ${JSON.stringify(name)};\n${text}` });
    expect(await next(/WSG1001/)).toContain(`cannot find ${name}`);
    writeFiles(folder, { [path]: "export {};\n" });
    await next();
    writeFiles(cwd, { [SCHEMA]: text });
    await next();
  });

  it("is waited for: a package", async () => {
    const text = readFileSync(join(cwd, SCHEMA), "utf8");
    writeFiles(cwd, { [SCHEMA]: `import "later";\n${text}` });
    expect(await next(/WSG1001/)).toContain("cannot find later");
    writeFiles(installed, {
      "later/index.js": "",
      "later/package.json": '{ "name": "later", "exports": "./index.js" }',
    });
    await next();
  });
});

describe("Ctrl+C", () => {
  const hanging = "await new Promise((done) => setTimeout(done, 600_000));\n";

  it.each([
    ["nothing", ""],
    ["a schema that hangs", `console.log("hanging");\n${hanging}`],
  ])(
    "ends a watch of %s with 130, and leaves no process and no temporary file",
    async (_what, end) => {
      const cwd = temporaryProject({ [SCHEMA]: schema() });
      const watching = await startWatching(cwd);
      if (end !== "") {
        writeFiles(cwd, { [SCHEMA]: `${schema()}${end}` });
        await watching.until(/^hanging/m);
      }
      const children = watching.children;
      expect(children).toHaveLength(1);
      expect(await watching.interrupt()).toBe(130);
      await expect.poll(() => children.filter(isRunning)).toEqual([]);
      const left = readdirSync(join(cwd, "src"), { recursive: true }).map(String);
      expect(left.filter((name) => name.endsWith(".tmp"))).toEqual([]);
    },
  );
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
