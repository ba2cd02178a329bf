import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { isIgnoredBy, judge } from "./ignore-patterns.js";

const PATTERNS = [
  "generated",
  "generated/",
  "/generated",
  "src/generated",
  "/src/generated/",
  "*.ts",
  "src/*.ts",
  "src/**",
  "src/**/types.ts",
  "**/types.ts",
  "**/generated/*",
  "src/gen?rated",
  "types.ts/",
  "gener",
  "# src\n",
  "*.ts\n!types.ts",
  "src/generated/*\n!src/generated/types.ts",
  "a+b(c).ts",
];

const PATHS = ["src/generated/types.ts", "types.ts", "generated/a.js", "src/a+b(c).ts"];

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "wsgen-ignore-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

describe("patterns of an ignore file", () => {
  it.each(PATTERNS)("%j means what git takes it for", (text) => {
    const cwd = folder();
    execFileSync("git", ["init", "-q"], { cwd });
    writeFileSync(join(cwd, ".gitignore"), text);
    const ours = PATHS.filter((path) => judge(text.split("\n"), path) === true);
    expect(ours).toEqual(PATHS.filter((path) => isIgnoredByGit(path, cwd)));
  });

  it("may begin with a dot, as those of formatters do", () => {
    expect(judge(["./src"], "src/a.ts")).toBe(true);
    expect(judge(["./src"], "a/src/a.ts")).toBe(null);
  });

  it("in inner folders come after those in outer ones", () => {
    const top = folder();
    mkdirSync(join(top, "app/src"), { recursive: true });
    writeFileSync(join(top, ".gitignore"), "generated");
    const file = join(top, "app/src/generated/types.ts");
    expect(isIgnoredBy(".gitignore", file, top)).toBe(true);
    expect(isIgnoredBy(".gitignore", file, join(top, "app"))).toBe(false);
    writeFileSync(join(top, "app/.gitignore"), "!src/generated");
    expect(isIgnoredBy(".gitignore", file, top)).toBe(false);
  });
});

function isIgnoredByGit(path: string, cwd: string): boolean {
  try {
    execFileSync("git", ["check-ignore", "-q", path], { cwd });
    return true;
  } catch {
    return false;
  }
}
