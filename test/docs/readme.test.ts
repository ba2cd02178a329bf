import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const readme = readFileSync(join(root, "README.md"), "utf8");

/** The code blocks that name the file they belong to. */
const blocks = [...readme.matchAll(/^```ts title="([^"]+)"\n([^]*?)^```$/gm)].map(
  ([, path = "", code = ""]) => ({ path, code }),
);

describe("the README's code", () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "wsgen-readme-"));
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    cpSync(join(root, "templates/echo/tsconfig.base.json"), join(folder, "tsconfig.base.json"));
    write("package.json", JSON.stringify({ type: "module" }));
    write(
      "tsconfig.json",
      JSON.stringify({
        extends: "./tsconfig.base.json",
        // A view that answers HTTP and otherwise serves its socket returns in one branch only.
        compilerOptions: { lib: ["ES2023", "DOM"], types: ["node"], noImplicitReturns: false },
        include: ["src"],
      }),
    );
    for (const { code, path } of blocks) write(path, code);
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }

  test("has a schema, handlers, a server, a page and views", () => {
    expect(blocks.map(({ path }) => path)).toEqual([
      "src/wsgen.schema.ts",
      "src/handlers/chat.ts",
      "src/handlers/echo.ts",
      "src/server.ts",
      "src/page.ts",
      "src/views.ts",
    ]);
  });

  test("generates, leaves the handlers alone, and type-checks", () => {
    execFileSync(process.execPath, [join(root, "packages/cli/bin/wsgen.js"), "generate"], {
      cwd: folder,
      stdio: "pipe",
    });
    for (const { code, path } of blocks) {
      expect(readFileSync(join(folder, path), "utf8")).toBe(code);
    }
    const tsc = spawnSync(join(root, "node_modules/.bin/tsc"), ["-p", folder], {
      encoding: "utf8",
    });
    expect(tsc.stdout).toBe("");
    expect(tsc.status).toBe(0);
  });
});

describe.each([
  "README.md",
  "ARCHITECTURE.md",
  "CONTRIBUTING.md",
  "packages/protocol/PROTOCOL.md",
  "docs/zod.md",
  "docs/json-schema.md",
])("%s", (document) => {
  const text = readFileSync(join(root, document), "utf8");

  test("links to files that exist", () => {
    const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target = ""]) => target);
    const local = links.filter((target) => !/^(?:https?:|#)/.test(target));
    const missing = local.filter((target) => !existsSync(join(root, dirname(document), target)));
    expect(missing).toEqual([]);
  });

  test("links to headings that exist", () => {
    const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) => title);
    const anchors = headings.map((title) => title.toLowerCase().replaceAll(/[^\w -]/g, ""));
    const known = new Set(anchors.map((title) => title.replaceAll(" ", "-")));
    const links = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, target = ""]) => target);
    expect(links.filter((target) => !known.has(target))).toEqual([]);
  });

  test("names scripts, files and folders that exist", () => {
    const scripts = Object.keys(
      (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: object }).scripts,
    );
    const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = ""]) => name);
    expect(named.filter((name) => !scripts.includes(name) && name !== "dev")).toEqual([]);
    const paths = [...text.matchAll(/`((?:packages|test|templates)\/[\w./-]+)`/g)];
    const absent = paths
      .map(([, path = ""]) => path)
      .filter((path) => !existsSync(join(root, path)));
    expect(absent).toEqual([]);
  });
});
