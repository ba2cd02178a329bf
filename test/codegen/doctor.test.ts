import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generate } from "wsgen";
import { HEADER } from "./diagnose.js";
import { goldenCases, readTree } from "./golden-cases.js";
import { wsgen } from "./run-wsgen.js";
import { temporaryProject, writeFiles } from "./temporary-project.js";

const SCHEMA = `${HEADER}export default defineSchema({
  echo: endpoint({ mode: "accept", path: "/echo", clientToServer: z.string() }),
});
`;

const NODE_MODULES = join(import.meta.dirname, "../../node_modules");

describe("wsgen doctor", () => {
  it("finds nothing to mend in a project that is well, and writes nothing", async () => {
    const cwd = temporaryProject({ "src/wsgen.schema.ts": SCHEMA });
    await generate({ cwd });
    const before = readTree(cwd);
    const { code, err, out } = await wsgen(["doctor"], cwd);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^ok {4}node +\d+\.\d+\.\d+$/m);
    expect(out).toMatch(/^ok {4}generated files +are as the schema says$/m);
    expect(out).toMatch(/\n\n\d+ ok, \d+ to look at, 0 to mend\n$/);
    expect(readTree(cwd)).toEqual(before);
  });

  it("tells what fails with its fix, and ends with 2, even if nothing can be read", async () => {
    const cwd = temporaryProject({ "src/wsgen.schema.ts": SCHEMA });
    rmSync(join(cwd, "node_modules"));
    const { code, out } = await wsgen(["doctor"], cwd);
    expect(code).toBe(2);
    expect(out).toContain("the schema finds none\n      fix: npm install zod@4\n");
    expect(out).toMatch(/^fail +schema +cannot find wsgen\/schema \(WSG1001\)$/m);
  });

  it("prints one JSON document with --json, and the same exit codes", async () => {
    const cwd = temporaryProject({ "src/wsgen.schema.ts": SCHEMA, ".prettierrc": "{}" });
    const { code, out } = await wsgen(["doctor", "--json"], cwd);
    const { findings } = JSON.parse(out) as { findings: { name: string; status: string }[] };
    const statusOf = (name: string): unknown =>
      findings.find((finding) => finding.name === name)?.status;
    expect(code).toBe(2);
    expect([statusOf("zod"), statusOf("formatter"), statusOf("generated files")]).toEqual([
      "ok",
      "warn",
      "fail",
    ]);
  });
});

/** Options of a compiler, and whether generated code compiles under them. */
const OPTIONS: readonly [compiler: string, options: object, type: "module" | "commonjs"][] = [
  ["typescript", { module: "nodenext", strict: true }, "module"],
  ["typescript", {}, "module"],
  ["typescript", { module: "commonjs" }, "module"],
  ["typescript", { moduleResolution: "node10" }, "module"],
  ["typescript", { strict: false }, "module"],
  ["typescript", { module: "nodenext", verbatimModuleSyntax: true }, "commonjs"],
  ["typescript", { module: "nodenext" }, "commonjs"],
  ["typescript", { resolvePackageJsonExports: false }, "module"],
  ["typescript-5", { module: "nodenext", strict: true, target: "es2020" }, "module"],
  ["typescript-5", { module: "nodenext", target: "es2022" }, "module"],
  ["typescript-5", { module: "nodenext", strict: true, target: "es2019" }, "module"],
  ["typescript-5", { module: "esnext", strict: true, target: "es2022" }, "module"],
  ["typescript-5", { module: "commonjs", strict: true, target: "es2022" }, "module"],
  ["typescript-5", { module: "preserve", strict: true, target: "es2022" }, "module"],
];

it.each(OPTIONS)(
  "tells of options of %s exactly if generated code does not compile under them: %j, %s",
  { timeout: 120_000 },
  async (compiler, options, type) => {
    const { files } = goldenCases.find(({ name }) => name === "rich") ?? { files: {} };
    const cwd = temporaryProject(files);
    installWith(compiler, cwd);
    const compilerOptions = { skipLibCheck: true, noEmit: true, types: ["node"], ...options };
    writeFiles(cwd, {
      "package.json": JSON.stringify({ type }),
      "tsconfig.json": JSON.stringify({ compilerOptions, include: ["src/generated"] }),
    });
    const { out } = await wsgen(["doctor", "--json"], cwd);
    const { findings } = JSON.parse(out) as { findings: { name: string; status: string }[] };
    const told = findings.some(({ name, status }) => name === "tsconfig" && status !== "ok");
    const errors = await compile(compiler, cwd);
    expect({ told, errors }).toEqual({ told: errors.length > 0, errors });
  },
);

/** The packages of this repository, with one of its compilers as that of the project. */
function installWith(compiler: string, cwd: string): void {
  const folder = join(cwd, "node_modules");
  rmSync(folder);
  mkdirSync(folder);
  for (const name of readdirSync(NODE_MODULES)) {
    if (!name.startsWith(".") && name !== "typescript")
      symlinkSync(join(NODE_MODULES, name), join(folder, name));
  }
  symlinkSync(join(NODE_MODULES, compiler), join(folder, "typescript"));
}

/** The first errors in generated files, or in the options themselves. */
function compile(compiler: string, cwd: string): Promise<string[]> {
  const script = join(NODE_MODULES, compiler, "bin/tsc");
  return new Promise((resolve) => {
    execFile(process.execPath, [script, "--pretty", "false", "-p", cwd], { cwd }, (_, out) => {
      const lines = out.split("\n");
      resolve(
        lines.filter((line) => /^(?:src\/generated|tsconfig).*error TS/.test(line)).slice(0, 3),
      );
    });
  });
}
