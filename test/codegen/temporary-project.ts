import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const NODE_MODULES = fileURLToPath(new URL("../../node_modules", import.meta.url));

/** A folder with this repository's packages installed; gone when the test has finished. */
export function temporaryProject(files: Readonly<Record<string, string>> = {}): string {
  const { folder, remove } = createProject(files);
  onTestFinished(remove);
  return folder;
}

/** The same for a whole file of tests, which removes it by itself. */
export function createProject(files: Readonly<Record<string, string>> = {}): {
  folder: string;
  remove: () => void;
} {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "wsgen-codegen-")));
  symlinkSync(NODE_MODULES, join(folder, "node_modules"));
  writeFiles(folder, { "package.json": '{ "type": "module" }\n', ...files });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
