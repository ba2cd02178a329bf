import { describe, expect, it } from "vitest";
import { like, told, type Files } from "../../../../test/support/doctor-folders.js";
import { checkFormatters } from "./formatters.js";
import { checkTsconfig } from "./tsconfig.js";

describe("tsconfig", () => {
  const config = (text: string): Files => ({ "tsconfig.json": text });
  const node10 = /^fail tsconfig\.json: moduleResolution node10 does not find/;
  it.each<[string, Files, RegExp[]]>([
    ["is not there", {}, []],
    ["does not parse", config("{ oops"), []],
    [
      "has comments",
      config('{ "compilerOptions": { /* a */ "module": "NodeNext", "strict": true, }, // b\n}'),
      [],
    ],
    [
      "resolves as node10",
      config('{ "compilerOptions": { "strict": true, "moduleResolution": "Node10" } }'),
      [node10],
    ],
    [
      "is loose, and aims low",
      config('{ "compilerOptions": { "strict": false, "target": "ES2018" } }'),
      [/^warn .*strictNullChecks.*"strict": true$/, /^warn .*ES2020/],
    ],
    [
      "has it from what it extends",
      {
        ...config('{ "extends": "./base" }'),
        "base.json": '{ "compilerOptions": { "moduleResolution": "node10" } }',
      },
      [node10],
    ],
    [
      "has it from a package",
      {
        ...config('{ "extends": ["@org/base/tsconfig.json"] }'),
        "node_modules/@org/base/tsconfig.json":
          '{ "compilerOptions": { "resolvePackageJsonExports": false } }',
      },
      [/^fail .*exports/],
    ],
    [
      "refers to one that has it",
      {
        ...config('{ "files": [], "references": [{ "path": "./server" }] }'),
        "server/tsconfig.json": '{ "compilerOptions": { "moduleResolution": "classic" } }',
      },
      [/^fail server\/tsconfig\.json: moduleResolution classic/],
    ],
    [
      "wants ESM in a CommonJS package",
      {
        "package.json": "{}",
        ...config('{ "compilerOptions": { "module": "nodenext", "verbatimModuleSyntax": true } }'),
      },
      [/^fail .*"type": "module"/],
    ],
    ["extends itself", config('{ "extends": "./tsconfig.json" }'), []],
  ])("%s", (_, files, expected) => {
    expect(told(checkTsconfig, files)).toEqual(like(expected));
  });
});

describe("a formatter", () => {
  const biome = (text: string): Files => ({ "biome.json": text });
  const add = (what: RegExp): RegExp[] => [new RegExp(`^warn .*src/generated.*${what.source}`)];
  it.each<[string, Files, RegExp[]]>([
    ["is not used", {}, []],
    ["prettier", { ".prettierrc": "{}" }, add(/add src\/generated\/ to \.prettierignore/)],
    ["prettier in package.json", { "package.json": '{ "prettier": {} }' }, add(/\.prettierignore/)],
    ["prettier that ignores it", { ".prettierrc": "{}", ".prettierignore": "generated/" }, []],
    [
      "prettier that takes it back",
      { ".prettierrc": "{}", ".prettierignore": "generated\n!src/generated" },
      add(/add/),
    ],
    [
      "prettier, and git ignores it",
      { "prettier.config.mjs": "", ".gitignore": "/src/generated" },
      [],
    ],
    ["oxfmt", { ".oxfmtrc.json": "{}" }, add(/add "src\/generated" to ignorePatterns/)],
    ["oxfmt that ignores it", { ".oxfmtrc.json": '{ "ignorePatterns": ["**/generated/**"] }' }, []],
    ["biome", biome("{}"), add(/add "!src\/generated" to files\.includes/)],
    [
      "biome that leaves it out",
      biome('{ "files": { "includes": ["**", "!src/generated"] } }'),
      [],
    ],
    ["biome that looks elsewhere", biome('{ "files": { "includes": ["page/**"] } }'), []],
    ["biome 1 that ignores it", biome('{ "files": { "ignore": ["src/generated"] } }'), []],
    ["biome that only lints", biome('{ "formatter": { "enabled": false } }'), []],
    [
      "biome that asks git",
      {
        ...biome('{ "vcs": { "enabled": true, "useIgnoreFile": true } }'),
        ".gitignore": "generated",
      },
      [],
    ],
  ])("%s", (_, files, expected) => {
    expect(told(checkFormatters, files)).toEqual(like(expected));
  });
});
