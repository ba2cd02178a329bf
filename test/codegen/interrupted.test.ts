import { appendFileSync, cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { check, generate } from "wsgen";
import { HEADER } from "./diagnose.js";
import { readTree } from "./golden-cases.js";
import { wsgen } from "./run-wsgen.js";
import { temporaryProject, writeFiles } from "./temporary-project.js";

const HOOK = pathToFileURL(join(import.meta.dirname, "../support/scripts/at-rename.mjs")).href;

function atRename(number: number, happens: string, saved = ""): Record<string, string> {
  return {
    NODE_OPTIONS: `--import ${HOOK}`,
    AT_RENAME: String(number),
    HAPPENS: happens,
    SAVED: saved,
  };
}

function schema(...calls: readonly string[]): string {
  const table = calls.map((name) => `${name}: { input: z.string(), output: z.string() }`);
  const endpoints = ["chat", "echo"].map(
    (name) =>
      `  ${name}: endpoint({ mode: "require", path: "/${name}", clientToServer: { calls: { ${table.join(", ")} } } }),`,
  );
  return `${HEADER}export default defineSchema({\n${endpoints.join("\n")}\n});\n`;
}

/** A project whose handlers have lines of the user's, and lack what the schema has gained. */
async function behind(): Promise<string> {
  const cwd = temporaryProject({ "src/wsgen.schema.ts": schema("history") });
  await generate({ cwd });
  for (const name of ["chat", "echo"])
    appendFileSync(join(cwd, `src/handlers/${name}.ts`), `// of ${name}: mine\n`);
  writeFiles(cwd, { "src/wsgen.schema.ts": schema("history", "clear") });
  return cwd;
}

function copyOf(folder: string): string {
  const cwd = temporaryProject();
  for (const name of readdirSync(folder)) {
    if (name !== "node_modules") cpSync(join(folder, name), join(cwd, name), { recursive: true });
  }
  return cwd;
}

describe("a run that is killed", () => {
  it("leaves every file old or new, and the next run makes up for it, wherever it died", async () => {
    const old = await behind();
    const before = readTree(old);
    const complete = copyOf(old);
    const { files } = await generate({ cwd: complete });
    const after = readTree(complete);
    const changed = files.filter(({ action }) => action !== "unchanged").length;
    expect(changed).toBeGreaterThan(5);
    for (let at = 1; at <= changed; at++) {
      const cwd = copyOf(old);
      const isBefore = at % 2 === 0;
      const env = atRename(at, isBefore ? "killed before" : "killed after");
      expect((await wsgen(["generate"], cwd, env)).code).toBeNull();
      const dead = readTree(cwd);
      const written = Object.keys(after).filter((path) => dead[path] !== before[path]);
      expect(written).toHaveLength(isBefore ? at - 1 : at);
      for (const path of written) expect(dead[path]).toBe(after[path]);
      await generate({ cwd });
      expect(readTree(cwd)).toEqual(after);
    }
  }, 120_000);
});

describe("runs at the same time", () => {
  it("all end well, with what one would have written", async () => {
    const old = await behind();
    const one = copyOf(old);
    await generate({ cwd: one });
    const many = copyOf(old);
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => wsgen(["generate"], many)));
    expect(outcomes.map(({ code, err }) => `${code} ${err}`)).toEqual(outcomes.map(() => "0 "));
    expect(readTree(many)).toEqual(readTree(one));
  });
});

describe("an editor that saves while a run is writing", () => {
  it.each([1, 3])("keeps what it has saved, and the stub is inserted there (%d)", async (at) => {
    const cwd = await behind();
    const handler = join(cwd, "src/handlers/chat.ts");
    const before = readFileSync(handler, "utf8");
    const env = atRename(at, "saved before", handler);
    expect(await wsgen(["generate"], cwd, env)).toMatchObject({ code: 0, err: "" });
    const text = readFileSync(handler, "utf8");
    expect(text.endsWith("// of chat: mine\n// saved meanwhile\n")).toBe(true);
    expect(text.length).toBeGreaterThan(before.length + "// saved meanwhile\n".length);
    expect(await check({ cwd })).toEqual([]);
  });
});
