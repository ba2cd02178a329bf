import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  complaints,
  installed,
  like,
  surroundings,
  told,
  type Files,
} from "../../../../test/support/doctor-folders.js";
import { resolveProject } from "../load/resolve-project.js";
import { checkNode, MINIMUM_NODE } from "./node-version.js";
import { checkPackageManager } from "./package-manager.js";
import { checkTypescript } from "./typescript-version.js";
import { checkPackages } from "./wsgen-packages.js";
import { checkZod } from "./zod-copies.js";

describe("node", () => {
  it.each([
    ["20.18.3", 1],
    ["18.20.0", 1],
    ["20.19.0", 0],
    ["26.0.0", 0],
  ])("%s", (nodeVersion, count) => {
    expect(complaints(checkNode(surroundings({}, { nodeVersion })))).toHaveLength(count);
  });
});

it("wants the version of Node that package.json says", () => {
  const manifest = readFileSync(join(import.meta.dirname, "../../package.json"), "utf8");
  expect(JSON.parse(manifest)).toMatchObject({ engines: { node: `>=${MINIMUM_NODE}` } });
});

describe("the package manager", () => {
  it.each<[string, Files, RegExp[]]>([
    ["has one lock file", { "pnpm-lock.yaml": "" }, []],
    ["has none", {}, []],
    [
      "is not the only one",
      { "pnpm-lock.yaml": "", "package-lock.json": "{}" },
      [/^warn package-lock\.json and pnpm-lock\.yaml are of different package managers; remove/],
    ],
    [
      "is not the one that is declared",
      { "yarn.lock": "", "package.json": '{ "packageManager": "pnpm@10.0.0" }' },
      [/^warn package\.json says pnpm, but there is a yarn\.lock; install with pnpm/],
    ],
  ])("%s", (_, files, expected) => {
    expect(told(checkPackageManager, files)).toEqual(like(expected));
  });

  it("is found above a package of a workspace", () => {
    const at = surroundings({ ".git/HEAD": "", "yarn.lock": "", "app/package.json": "{}" });
    const project = resolveProject({}, null, { cwd: join(at.project.root, "app") });
    expect(checkPackageManager({ ...at, project })[0]?.message).toBe("yarn");
  });
});

describe("zod", () => {
  it.each<[string, Files, RegExp[]]>([
    ["is version 4", installed("zod", "4.1.0"), []],
    ["is missing", {}, [/^fail the schema finds none; npm install zod@4$/]],
    ["is version 3", installed("zod", "3.25.76"), [/^fail the schema finds 3\.25\.76, but/]],
    [
      "is another one beside the schema",
      { ...installed("zod", "4.1.0"), ...installed("zod", "3.0.0", "src/") },
      [/^fail the schema finds 3\.0\.0/],
    ],
  ])("%s", (_, files, expected) => {
    expect(told(checkZod, files)).toEqual(like(expected));
  });

  it("is told of twice where wsgen has its own copy", () => {
    const [found] = checkZod(surroundings(installed("zod", "4.1.0")));
    expect(found?.message).toMatch(/^4\.1\.0; wsgen has another copy, 4\.\d+\.\d+$/);
  });
});

describe("the packages of wsgen", () => {
  const all = (runtime: string): Files => ({
    ...installed("wsgen", "1.2.3"),
    ...installed("@wsgen/runtime", runtime),
    ...installed("@wsgen/client", "1.2.3"),
  });
  it.each<[string, Files, RegExp[]]>([
    ["are of one version", all("1.2.3"), []],
    [
      "are of several",
      all("1.2.2"),
      [/^fail 1\.2\.2 is not .* 1\.2\.3; npm install @wsgen\/runtime@1\.2\.3$/],
    ],
    [
      "are missing",
      installed("wsgen", "1.2.3"),
      [/^fail is not installed; .*runtime/, /^fail .*client@1\.2\.3$/],
    ],
  ])("%s", (_, files, expected) => {
    expect(told(checkPackages, files)).toEqual(like(expected));
  });

  it("are not asked for where a side is not generated", () => {
    const at = surroundings(installed("wsgen", "1.2.3"));
    const project = { ...at.project, server: null, client: null };
    expect(complaints(checkPackages({ ...at, project }))).toEqual([]);
  });
});

describe("typescript", () => {
  it.each<[string, Files, RegExp[]]>([
    ["is new enough", installed("typescript", "5.9.3"), []],
    ["is too old", installed("typescript", "5.8.2"), [/^warn 5\.8\.2 is older than 5\.9/]],
    ["is missing", {}, [/^warn is not installed/]],
  ])("%s", (_, files, expected) => {
    expect(told(checkTypescript, files)).toEqual(like(expected));
  });
});
