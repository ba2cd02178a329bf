import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { planFiles } from "./plan.js";
import { ProjectFiles } from "./project-files.js";
import { writePlan } from "./write-plan.js";

it("does not write an edit over what was saved since it was made", () => {
  const folder = mkdtempSync(join(tmpdir(), "wsgen-plan-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "chat.ts");
  const edits = new Map([[path, { text: "new name", before: Buffer.from("old name") }]]);
  const planned = () =>
    planFiles([{ kind: "scaffold", path, text: "stub" }], new ProjectFiles(edits));
  writeFileSync(path, "old name, and more");
  expect(() => writePlan(planned())).toThrow(/was changed while wsgen was running/);
  expect(readFileSync(path, "utf8")).toBe("old name, and more");
  writeFileSync(path, "old name");
  writePlan(planned());
  expect(readFileSync(path, "utf8")).toBe("new name");
});
