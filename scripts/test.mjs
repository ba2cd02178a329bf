// Everything that `npm test` promises: the type-check of packages, templates and tests, then vitest with unit, type,
// integration and browser tests. Further arguments go to vitest: `npm test -- packages/protocol`.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

function run(tool, ...args) {
  const { status, signal } = spawnSync(join(root, "node_modules/.bin", tool), args, {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) process.exit(status ?? (signal === "SIGINT" ? 130 : 1));
}

const packages = ["protocol", "client", "runtime", "cli"].map((name) => `packages/${name}`);
const templates = readdirSync(join(root, "templates")).map((name) => `templates/${name}`);

console.log("Type-checking packages, tests and templates ...");
for (const path of packages) run("tsc", "-p", path);
run("tsc", "-p", "tsconfig.json");
for (const template of templates) {
  run("tsc", "-p", `${template}/tsconfig.server.json`);
  run("tsc", "-p", `${template}/tsconfig.page.json`);
}
run("vitest", "run", ...process.argv.slice(2));
