import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

interface Bootstrap {
  cleanEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv;
  computeStamp(directory: string, nodeVersion: string): string;
  isNodeNewEnough(version: string): boolean;
}

const root = join(import.meta.dirname, "../..");
// The script has no types: it runs before anything is installed.
const bootstrap = (await import(join(root, "scripts/bootstrap.mjs"))) as Bootstrap;

describe("the stamp of an installation", () => {
  let folder: string;
  let before: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "wsgen-stamp-"));
    for (const file of ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml"]) {
      cpSync(join(root, file), join(folder, file));
    }
    mkdirSync(join(folder, "packages/cli"), { recursive: true });
    writeFileSync(join(folder, "packages/cli/package.json"), "{}\n");
    before = stamp();
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  function stamp(nodeVersion = "v20.19.0"): string {
    return bootstrap.computeStamp(folder, nodeVersion);
  }

  test.each(["package.json", "pnpm-lock.yaml", "packages/cli/package.json"])(
    "changes with %s",
    (file) => {
      writeFileSync(join(folder, file), '{ "name": "changed" }\n');
      expect(stamp()).not.toBe(before);
    },
  );

  test("changes with a package that is new, and with Node", () => {
    expect(stamp("v22.0.0")).not.toBe(before);
    mkdirSync(join(folder, "templates/new"), { recursive: true });
    writeFileSync(join(folder, "templates/new/package.json"), "{}\n");
    expect(stamp()).not.toBe(before);
  });

  test("stays with sources, with what is installed and with line ends", () => {
    writeFileSync(join(folder, "packages/cli/main.ts"), "export {};\n");
    mkdirSync(join(folder, "node_modules/.pnpm"), { recursive: true });
    writeFileSync(join(folder, "packages/cli/package.json"), "{}\r\n");
    expect(stamp()).toBe(before);
  });
});

test("hands down no settings of npm's own, except where packages come from", () => {
  const environment = {
    PATH: "/bin",
    npm_config_user_agent: "npm/11",
    npm_config_prefix: "/usr",
    npm_lifecycle_event: "test",
    npm_config_registry: "https://registry.example",
  };
  expect(bootstrap.cleanEnvironment(environment)).toEqual({
    PATH: "/bin",
    npm_config_registry: "https://registry.example",
  });
});

test.each([
  ["v20.19.0", true],
  ["v20.18.3", false],
  ["v18.20.0", false],
  ["v22.0.0", true],
])("says whether Node %s will do", (version, expected) => {
  expect(bootstrap.isNodeNewEnough(version)).toBe(expected);
});
