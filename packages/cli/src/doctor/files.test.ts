import { describe, expect, it } from "vitest";
import {
  complaints,
  like,
  surroundings,
  told,
  type Files,
} from "../../../../test/support/doctor-folders.js";
import { Code } from "../diagnostic.js";
import { checkDrift } from "./drift.js";
import { checkIgnoredOutput } from "./ignored-output.js";
import { checkLock } from "./lock-markers.js";
import { checkOwnFolder } from "./own-folder.js";
import { checkWatchLimit } from "./watch-limit.js";

describe("git", () => {
  const ignored = { ".gitignore": "generated/\n", "wsgen.lock.json": "{}" };
  it.each<[string, Files, RegExp[]]>([
    ["keeps generated files", { ".gitignore": "dist/" }, []],
    [
      "ignores them, and nothing makes them",
      ignored,
      [/^warn src\/generated is ignored.*"prebuild": "wsgen generate"/],
    ],
    [
      "ignores them, and a script makes them",
      { ...ignored, "package.json": '{ "scripts": { "build": "wsgen generate && tsc" } }' },
      [],
    ],
    ["ignores the lock too", { ...ignored, ".gitignore": "generated/\n*.lock.json" }, []],
  ])("%s", (_, files, expected) => {
    expect(told(checkIgnoredOutput, files)).toEqual(like(expected));
  });
});

describe("what wsgen keeps for itself", () => {
  const kept = { ".git/HEAD": "", ".wsgen/trash/a.ts": "" };
  it.each<[string, Files, RegExp[]]>([
    ["is not ignored", kept, [/^warn .*add \.wsgen\/ to \.gitignore$/]],
    ["is ignored", { ...kept, ".gitignore": ".wsgen/\n" }, []],
  ])("%s", (_, files, expected) => {
    expect(told(checkOwnFolder, files)).toEqual(like(expected));
  });

  it("says nothing where there is none", () => {
    expect(checkOwnFolder(surroundings({ ".git/HEAD": "" }))).toEqual([]);
  });
});

describe("the lock", () => {
  it.each<[string, Files, RegExp[]]>([
    ["is whole", { "wsgen.lock.json": "{}" }, []],
    [
      "has the markers of a merge",
      { "wsgen.lock.json": "{\n<<<<<<< HEAD\n=======\n>>>>>>> other\n}" },
      [/^fail has the markers.*wsgen generate/],
    ],
  ])("%s", (_, files, expected) => {
    expect(told(checkLock, files)).toEqual(like(expected));
  });
});

describe("what wsgen check finds", () => {
  const problem = { code: Code.OUT_OF_DATE, message: "is out of date", fix: "generate" };
  it.each([
    ["is nothing", [], true, []],
    ["is told", [problem, problem], true, [/^fail 2 problems, which `wsgen check` lists/]],
    [
      "is why nothing could be read",
      [problem],
      false,
      [/^fail is out of date \(WSG2001\); generate$/],
    ],
  ])("%s", (_, problems, isReadable, expected) => {
    const found = complaints(checkDrift(surroundings({}, { problems, isReadable })));
    expect(found).toEqual(like(expected));
  });
});

describe("file watching", () => {
  it.each<[string, Files, RegExp[]]>([
    ["has a limit that is enough", { limit: "65536\n" }, []],
    ["has a limit that is not", { limit: "1024\n" }, [/^warn only 1024 files.*sysctl/]],
  ])("%s", (_, files, expected) => {
    expect(told(checkWatchLimit, files)).toEqual(like(expected));
  });

  it("says nothing where the system has no such limit", () => {
    expect(checkWatchLimit(surroundings({}))).toEqual([]);
  });
});
