import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { compile, compilers, resolutions } from "./compiler.js";
import { goldenCases } from "./golden-cases.js";
import { createProject } from "./temporary-project.js";

const { folder, remove } = createProject(
  Object.fromEntries(
    goldenCases.flatMap(({ name, files }) =>
      Object.entries(files).map(([path, text]) => [`${name}/${path}`, text]),
    ),
  ),
);
afterAll(remove);

const CLIENT = ["**/client.ts", "**/client-validators.ts", "**/types.ts"];
const SERVER = [
  "**/server.ts",
  "**/server-validators.ts",
  "**/handlers",
  "**/sockets",
  "**/context.ts",
];

describe.each(compilers)("generated code under the strictest flags of %s", (compiler) => {
  it.each(resolutions)("compiles with moduleResolution %s", async (resolution) => {
    const options = { folder, compiler, resolution };
    expect(await compile({ ...options, side: "server", include: SERVER })).toEqual([]);
    expect(await compile({ ...options, side: "client", include: CLIENT })).toEqual([]);
  });
});

// But for lists of unions, whose long expressions are not broken as a formatter would break them.
it("is formatted as oxfmt would have it", () => {
  const oxfmt = fileURLToPath(new URL("../../node_modules/.bin/oxfmt", import.meta.url));
  const generated = ["**/*.ts", "!**/wsgen.*.ts", "!**/contract/sum.ts", "!**/unions-in-lists/**"];
  const list = (): string =>
    execFileSync(oxfmt, ["--list-different", ...generated], { cwd: folder, encoding: "utf8" });
  expect(list()).toBe("");
});
