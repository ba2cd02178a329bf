import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
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
    { path: kept, text: "new", before: Buffer.from("old"), action: "unchanged" },
    { path: made, text: "made", before: null, action: "created" },
  ]);
  expect([readFileSync(kept, "utf8"), readFileSync(made, "utf8")]).toEqual(["old", "made"]);
});

it("puts everything back when the last step fails", () => {
  const folder = temporaryFolder();
  const path = join(folder, "a.ts");
  writeFileSync(path, "old");
  const other = join(folder, "new/b.ts");
  // Nothing is left to rename when one path comes a second time.
  const plan = [path, other, path].map((file) => ({
    path: file,
    text: "new",
    before: file === path ? Buffer.from("old") : null,
    action: "updated" as const,
  }));
  expect(() => writePlan(plan)).toThrow(/cannot write .*a\.ts/);
  expect(readdirSync(folder)).toEqual(["a.ts"]);
  expect(readFileSync(path, "utf8")).toBe("old");
});

it("removes files", () => {
  const folder = temporaryFolder();
  const [gone, made] = [join(folder, "gone.ts"), join(folder, "made.js")];
  writeFileSync(gone, "old");
  writePlan([
    { path: gone, text: null, before: Buffer.from("old"), action: "removed" },
    { path: made, text: "made", before: null, action: "created" },
  ]);
  expect(readdirSync(folder)).toEqual(["made.js"]);
});

it("gives back what was removed when a later step fails", () => {
  const folder = temporaryFolder();
  const [gone, other] = [join(folder, "gone.ts"), join(folder, "other.ts")];
  writeFileSync(gone, "old");
  writeFileSync(other, "saved meanwhile");
  const plan = [gone, other].map((path) => {
    return { path, text: null, before: Buffer.from("old"), action: "removed" as const };
  });
  expect(() => writePlan(plan)).toThrow(/other\.ts was changed while wsgen was running/);
  expect(readFileSync(gone, "utf8")).toBe("old");
  expect(readFileSync(other, "utf8")).toBe("saved meanwhile");
});

it("writes nothing if a file is no longer what the plan was made for", () => {
  const folder = temporaryFolder();
  const [first, second] = [join(folder, "a.ts"), join(folder, "b.ts")];
  writeFileSync(first, "old");
  writeFileSync(second, "saved meanwhile");
  const plan = [first, second].map((path) => {
    return { path, text: "new", before: Buffer.from("old"), action: "updated" as const };
  });
  expect(() => writePlan(plan)).toThrow(/b\.ts was changed while wsgen was running/);
  expect(readFileSync(first, "utf8")).toBe("old");
  expect(readFileSync(second, "utf8")).toBe("saved meanwhile");
  expect(readdirSync(folder)).toEqual(["a.ts", "b.ts"]);
});

it.each([
  ["appeared", null],
  ["is gone", Buffer.from("old")],
])("writes nothing if a file %s meanwhile", (_what, before) => {
  const folder = temporaryFolder();
  const path = join(folder, "a.ts");
  if (before === null) writeFileSync(path, "somebody's");
  const files = readdirSync(folder);
  expect(() => writePlan([{ path, text: "new", before, action: "updated" }])).toThrow(
    /was changed/,
  );
  expect(readdirSync(folder)).toEqual(files);
});

it.skipIf(process.platform === "win32")(
  "writes through a link, and keeps what may be done with the file",
  () => {
    const folder = temporaryFolder();
    const target = join(folder, "target.ts");
    const link = join(folder, "link.ts");
    writeFileSync(target, "old");
    chmodSync(target, 0o750);
    symlinkSync("target.ts", link);
    writePlan([{ path: link, text: "new", before: Buffer.from("old"), action: "updated" }]);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(target, "utf8")).toBe("new");
    expect(statSync(target).mode & 0o777).toBe(0o750);
  },
);

it("removes what a run has left that was killed, and leaves what another one is writing", async () => {
  const folder = temporaryFolder();
  const path = join(folder, "a.ts");
  const killed = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  onTestFinished(() => void other.kill("SIGKILL"));
  killed.kill("SIGKILL");
  await once(killed, "exit");
  writeFileSync(`${path}.${killed.pid}.tmp`, "half");
  writeFileSync(`${path}.${other.pid}.tmp`, "half");
  writeFileSync(join(folder, "a.ts.notes.tmp"), "somebody's");
  writePlan([{ path, text: "new", before: null, action: "created" }]);
  const left = ["a.ts", `a.ts.${other.pid}.tmp`, "a.ts.notes.tmp"];
  expect(readdirSync(folder).toSorted()).toEqual(left);
});
