import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { writePlan } from "./write-plan.js";

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "wsgen-plan-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

it("writes what changes, and makes the folders it needs", () => {
  const folder = temporaryFolder();
  const kept = join(folder, "kept.ts");
  const made = join(folder, "a/b/made.ts");
  writeFileSync(kept, "old");
  writePlan([
    { path: kept, text: "new", action: "unchanged" },
    { path: made, text: "made", action: "created" },
  ]);
  expect([readFileSync(kept, "utf8"), readFileSync(made, "utf8")]).toEqual(["old", "made"]);
});

it("puts everything back when the last step fails", () => {
  const folder = temporaryFolder();
  const path = join(folder, "a.ts");
  writeFileSync(path, "old");
  const other = join(folder, "new/b.ts");
  // The second rename of one path finds nothing to rename.
  const plan = [path, other, path].map((file) => ({
    path: file,
    text: "new",
    action: "updated" as const,
  }));
  expect(() => writePlan(plan)).toThrow(/cannot write .*a\.ts/);
  expect(readdirSync(folder)).toEqual(["a.ts"]);
  expect(readFileSync(path, "utf8")).toBe("old");
});
