import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generate } from "wsgen";
import { goldenCases, readTree } from "./golden-cases.js";
import { temporaryProject, writeFiles } from "./temporary-project.js";

// UPDATE_GOLDEN=1 writes what is generated now into the fixtures.
const update = process.env["UPDATE_GOLDEN"] === "1";

describe.each(goldenCases)("the project $name", ({ folder, files, written }) => {
  it("is generated as it was committed, and left alone by a second run", async () => {
    const cwd = temporaryProject(written);
    await generate({ cwd });
    const again = await generate({ cwd });
    expect(again.files.filter(({ action }) => action !== "unchanged")).toEqual([]);
    const generated = generatedTree(cwd);
    if (update) {
      for (const name of Object.keys(files)) rmSync(join(folder, name));
      writeFiles(folder, generated);
    }
    expect(generated).toEqual(update ? generated : files);
  });
});

function generatedTree(cwd: string): Record<string, string> {
  rmSync(join(cwd, "node_modules"));
  rmSync(join(cwd, "package.json"));
  return readTree(cwd);
}
