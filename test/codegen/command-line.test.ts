import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { HEADER } from "./diagnose.js";
import { readTree } from "./golden-cases.js";
import { BIN, wsgen } from "./run-wsgen.js";
import { temporaryProject, writeFiles } from "./temporary-project.js";

const ECHO = `${HEADER}export default defineSchema({
  echo: endpoint({ mode: "accept", path: "/echo", clientToServer: z.string() }),
});
`;

describe("wsgen generate", () => {
  it("tells what it wrote, and then that nothing changed", async () => {
    const cwd = temporaryProject({ "src/wsgen.schema.ts": ECHO });
    const first = await wsgen(["generate"], cwd);
    expect(first).toMatchObject({ code: 0, err: "" });
    expect(first.out).toMatch(/^created src\/generated\/types\.ts\n/);
    expect(first.out).toMatch(/\n8 created, 0 updated, 0 unchanged \(\d+ ms\)\n$/);
    const second = await wsgen(["gen"], cwd);
    expect(second.out).toMatch(/^0 created, 0 updated, 8 unchanged \(\d+ ms\)\n$/);
  });

  it("tells where a new handler goes, and which handlers have lost their endpoint", async () => {
    const cwd = temporaryProject({ "src/wsgen.schema.ts": ECHO });
    expect((await wsgen(["generate"], cwd)).out).not.toContain("createServer");
    const more = ECHO.replace("});", `  chat: endpoint({ mode: "require", path: "/chat" }),\n});`);
    writeFiles(cwd, {
      "src/wsgen.schema.ts": more,
      "src/handlers/shared.ts": "export const shared = 1;\n",
    });
    expect((await wsgen(["generate"], cwd)).out).toMatch(
      /ms\)\npass the new handler to createServer\(\{ chat, \.\.\. \}\) where your server is created\n$/,
    );
    writeFiles(cwd, { "src/wsgen.schema.ts": ECHO });
    expect((await wsgen(["generate"], cwd)).out).toMatch(
      /ms\)\nsrc\/handlers\/chat\.ts belongs to no endpoint of the schema: see `wsgen prune`\n$/,
    );
  });

  it("takes its folder, schema and configuration from flags", async () => {
    const cwd = temporaryProject({
      "app/other.ts": ECHO,
      "app/conf/w.ts": "export default { client: false };",
    });
    const flags = ["--cwd", "app", "--schema", "other.ts", "--config", "conf/w.ts", "--dry-run"];
    const { code, out } = await wsgen(["generate", ...flags], cwd);
    expect(code).toBe(0);
    expect(out).toContain("created app/conf/src/generated/server.ts\n");
    expect(out).toMatch(/6 created, 0 updated, 0 unchanged; nothing was written \(--dry-run\)/);
    expect(Object.keys(readTree(cwd)).filter((path) => path.includes("generated"))).toEqual([]);
  });

  it("reports mistakes of the schema with place and fix, and ends with 2", async () => {
    const schema = ECHO.replace("z.string()", "z.symbol()").replace('"accept"', '"x"');
    const { code, out, err } = await wsgen(
      ["generate"],
      temporaryProject({ "src/wsgen.schema.ts": schema }),
    );
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toBe(
      [
        'src/wsgen.schema.ts:4:20 error WSG1101 echo.mode is "x"',
        "    3 | export default defineSchema({",
        '  > 4 |   echo: endpoint({ mode: "x", path: "/echo", clientToServer: z.symbol() }),',
        "      |                    ^^^^",
        "    5 | });",
        '  fix: use "accept" (plain HTTP and WebSocket) or "require" (WebSocket only)',
        "src/wsgen.schema.ts:4:46 error WSG1201 echo.clientToServer: z.symbol() cannot travel",
        "    3 | export default defineSchema({",
        '  > 4 |   echo: endpoint({ mode: "x", path: "/echo", clientToServer: z.symbol() }),',
        "      |                                              ^^^^^^^^^^^^^^",
        "    5 | });",
        "  fix: use a string: a symbol is another one elsewhere",
        "",
        "2 errors; nothing was written",
        "`wsgen explain WSG1101` tells more",
        "",
      ].join("\n"),
    );
  });

  it("sends what the schema prints to stderr", async () => {
    const schema = `${ECHO}console.log("from the schema");`;
    const { out, err } = await wsgen(
      ["generate"],
      temporaryProject({ "src/wsgen.schema.ts": schema }),
    );
    expect(err).toBe("from the schema\n");
    expect(out).not.toContain("from the schema");
  });
});

describe("a command line that makes no sense", () => {
  it.each([
    [["generate", "--dry-rn"], "Unknown flag: --dry-rn. Did you mean --dry-run?"],
    [["generate", "--zzzzzz"], "Unknown flag: --zzzzzz"],
    [["generate", "extra"], "Unknown argument: extra"],
    [["generate", "--schema"], "Not enough arguments following: schema"],
    [["genrate"], "Unknown command: genrate. Did you mean generate?"],
    [["zzzz"], "Unknown command: zzzz"],
    [["--verson"], "Unknown flag: --verson. Did you mean --version?"],
    [["generate", "-dry-run"], "Unknown flag: -dry-run. Did you mean --dry-run?"],
    [["generate", "-config", "x.ts"], "Unknown flag: -config. Did you mean --config?"],
    [
      ["generate", "--dry-run=yes"],
      "--dry-run takes no value: leave out =yes, or write --no-dry-run to switch it off",
    ],
    [
      ["generate", "--dryRun=no"],
      "--dry-run takes no value: leave out =no, or write --no-dry-run to switch it off",
    ],
    [["generate", "--dry-run", "yes"], "--dry-run takes no value: leave out yes"],
    [["inspect"], "Something is missing: `wsgen inspect --help` tells what."],
  ])("%j ends with 2 and a sentence", async (args, message) => {
    const { code, out, err } = await wsgen(args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toBe(`${message}\nRun \`wsgen --help\` to see what there is.\n`);
  });

  it.each([[[]], [["--help"]]])("%j shows the help", async (args) => {
    const { code, out } = await wsgen(args);
    expect(code).toBe(0);
    expect(out).toMatch(/wsgen generate +Write/);
    expect(out).toMatch(/wsgen init/);
  });

  it("--version prints the version alone", async () => {
    expect((await wsgen(["--version"])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

it("ends quietly when nobody reads its output any more", async () => {
  const child = spawn(process.execPath, [BIN, "--help"], { cwd: temporaryProject() });
  child.stdout.destroy();
  let err = "";
  child.stderr.on("data", (text: Buffer) => (err += text.toString()));
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect({ code, err }).toEqual({ code: 0, err: "" });
});

it("names the package that is not installed", async () => {
  const cwd = temporaryProject({ "src/wsgen.schema.ts": ECHO });
  rmSync(join(cwd, "node_modules"));
  const { code, err } = await wsgen(["generate"], cwd);
  expect(code).toBe(2);
  expect(err).toContain("src/wsgen.schema.ts:1 error WSG1001 cannot find wsgen/schema\n");
  expect(err).toContain("npm install wsgen, or mend the name");
});

describe("--json", () => {
  it.each(["list", "inspect echo", "check", "diff", "diff --against lock", "breaking", "prune"])(
    "of %s is one document, whatever is wrong",
    async (command) => {
      const broken = ECHO.replace("z.string()", "z.symbol()");
      const cwd = temporaryProject({ "src/wsgen.schema.ts": broken });
      const { code, err, out } = await wsgen([...command.split(" "), "--json"], cwd);
      expect([code, err]).toEqual([2, ""]);
      expect(JSON.parse(out)).toMatchObject({
        problems: [{ code: "WSG1201", file: "src/wsgen.schema.ts", line: 4 }],
      });
    },
  );
});
