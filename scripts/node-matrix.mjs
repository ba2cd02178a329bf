// How schemas are loaded depends on Node: runs the tests of it on every version that wsgen supports, each fetched by
// npx. `--quick` runs the shortest of them, and leaves out the Node that `npm test` has; versions can be named.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const args = process.argv.slice(2);
const isQuick = args.includes("--quick");
const given = args.filter((arg) => !arg.startsWith("--"));
const current = process.versions.node.split(".")[0];
const supported = ["20", "22", "24", "26"].filter((version) => !isQuick || version !== current);
const versions = given.length > 0 ? given : supported;

const tests = isQuick
  ? ["test/codegen/loading.test.ts"]
  : ["test/codegen/loader", "test/codegen/loading.test.ts", "test/codegen/bad-schema.test.ts"];

/** Where npx has put a Node. */
function fetchNode(version) {
  const { status, stdout, stderr } = spawnSync(
    "npx",
    ["--yes", `node@${version}`, "--print", "process.execPath"],
    { cwd: root, encoding: "utf8", shell: process.platform === "win32" },
  );
  if (status !== 0) throw new Error(`Node ${version} cannot be had:\n${stderr}`);
  return stdout.trim();
}

/** Whether the tests pass; prints what a run that fails has printed. */
function passesOn(node) {
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const flags = ["--typecheck.enabled=false", "--reporter=dot"];
  const { status, stdout, stderr } = spawnSync(node, [vitest, "run", ...flags, ...tests], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
  if (status !== 0) console.error(`${stdout}${stderr}`);
  return { isFine: status === 0, total: /^ *Tests +(.*)$/m.exec(stdout)?.[1] ?? "no tests" };
}

for (const version of versions) {
  const node = fetchNode(version);
  const { stdout } = spawnSync(node, ["--version"], { encoding: "utf8" });
  const { isFine, total } = passesOn(node);
  console.log(`${isFine ? "✓" : "✗"} Node ${stdout.trim()}: ${total}`);
  if (!isFine) process.exitCode = 1;
}
