import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { goldenCases, readTree } from "./golden-cases.js";
import { wsgen } from "./run-wsgen.js";
import { temporaryProject } from "./temporary-project.js";

/** Where days begin, letters are sorted and output is read in another way than here. */
const ELSEWHERE = { TZ: "Pacific/Kiritimati", LC_ALL: "sv_SE.UTF-8", NO_COLOR: "1" };

it.each(goldenCases)("the project $name is the same on every machine", async (example) => {
  const cwd = temporaryProject(example.written);
  const { code, err } = await wsgen(["generate"], cwd, ELSEWHERE);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  rmSync(join(cwd, "package.json"));
  rmSync(join(cwd, "node_modules"));
  const tree = readTree(cwd);
  expect(tree).toEqual(example.files);
  expect(Object.values(tree).join("\n")).not.toContain(cwd);
});
