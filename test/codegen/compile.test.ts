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

const UNBROKEN = ["kinds", "rich", "unions-in-lists"].map((name) => `!**/${name}/**`);

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
    // Where there is code of the user's, the server imports the schema, which has no declarations of its own.
    const server = await compile({ ...options, side: "server", include: SERVER });
    expect(server.filter(({ file }) => !file.endsWith("wsgen.schema.ts"))).toEqual([]);
    expect(await compile({ ...options, side: "client", include: CLIENT })).toEqual([]);
  });
});

// But for long expressions inside of others, such as a choice around a call, which a formatter breaks in another way.
it("is formatted as oxfmt would have it", () => {
  const oxfmt = fileURLToPath(new URL("../../node_modules/.bin/oxfmt", import.meta.url));
  const written = ["!**/wsgen.*.ts", "!*/contract/**"];
  const generated = ["**/*.ts", "**/*.js", ...written, ...UNBROKEN];
  const list = (): string =>
    execFileSync(oxfmt, ["--list-different", ...generated], { cwd: folder, encoding: "utf8" });
  expect(list()).toBe("");
});
