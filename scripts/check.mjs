// The gates beyond `npm test`. All of them run, whatever fails; `--counts <file>` writes the totals as JSON.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const pnpm = ["--yes", "pnpm@10.34.8"];
const packages = ["protocol", "client", "runtime", "cli"].map((name) => join("packages", name));
const templates = readdirSync(join(root, "templates"));
const windows = process.platform === "win32";

const gates = {
  lint: () => tool("oxlint"),
  format: () => tool("oxfmt", "--check"),
  "unused code and dependencies": () => tool("knip"),
  build: () => run("npm", ["run", "build"]),
  "packed packages": checkTarballs,
  "templates as generated": checkTemplates,
  demo: checkDemos,
  "schemas on every Node": () => run(process.execPath, ["scripts/node-matrix.mjs", "--quick"]),
  "size of validators": () => run(process.execPath, ["bench/validate/run.mjs", "--size"]),
  "bench: validate": () => run(process.execPath, ["bench/validate/run.mjs", "--quick"]),
  "lockfile names no registry": checkLockfile,
};

function run(command, args, cwd = root) {
  const shell = windows && command !== process.execPath;
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd,
    shell,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (status === 0) return stdout;
  throw new Error(
    `${command} ${args.join(" ")}\n${error?.message ?? ""}${stdout ?? ""}${stderr ?? ""}`,
  );
}

function tool(name, ...args) {
  return run(join(root, "node_modules/.bin", name), args);
}

/** What users would install: the manifests of the tarballs, their types and their files, and a project made of them. */
function checkTarballs() {
  const folder = mkdtempSync(join(tmpdir(), "wsgen-pack-"));
  try {
    for (const path of packages) {
      run("npx", [...pnpm, "pack", "--pack-destination", folder], join(root, path));
    }
    for (const file of readdirSync(folder)) {
      const tarball = join(folder, file);
      tool("publint", tarball, "--strict");
      tool("attw", tarball, "--profile", "esm-only");
      const listing = run("tar", ["-tzf", tarball]);
      const stray = listing
        .split("\n")
        .filter((entry) => /\.test\.|node_modules|tsbuildinfo/.test(entry));
      if (stray.length > 0) throw new Error(`${file} contains ${stray.join(", ")}`);
    }
    run(process.execPath, ["scripts/packed.mjs", folder]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What is committed in the templates is what this version generates. */
function checkTemplates() {
  for (const name of templates) {
    const template = join(root, "templates", name);
    const before = readSources(template);
    run(process.execPath, [join(root, "packages/cli/bin/wsgen.js"), "generate"], template);
    const after = readSources(template);
    const paths = new Set([...before.keys(), ...after.keys()]);
    const changed = [...paths].filter((path) => before.get(path) !== after.get(path));
    if (changed.length > 0)
      throw new Error(`wsgen generate changed ${changed.join(", ")} in ${name}`);
  }
}

function checkDemos() {
  for (const name of templates) run(process.execPath, ["scripts/demo.mjs", name, "--check"]);
}

function readSources(template) {
  const entries = readdirSync(join(template, "src"), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path, readFileSync(path, "utf8")];
    }),
  );
}

function checkLockfile() {
  const lines = readFileSync(join(root, "pnpm-lock.yaml"), "utf8").split("\n");
  const found = lines.filter((line) => /https?:\/\/|tarball:/.test(line));
  if (found.length > 0) throw new Error(`pnpm-lock.yaml:\n${found.join("\n")}`);
}

function main(args) {
  const totals = { passed: 0, failed: 0 };
  for (const [name, gate] of Object.entries(gates)) {
    try {
      gate();
      totals.passed++;
      console.log(`✓ ${name}`);
    } catch (error) {
      totals.failed++;
      console.error(`✗ ${name}\n${error.message}\n`);
    }
  }
  const index = args.indexOf("--counts");
  if (index >= 0) writeFileSync(args[index + 1], JSON.stringify(totals));
  process.exitCode = totals.failed > 0 ? 1 : 0;
}

main(process.argv.slice(2));
