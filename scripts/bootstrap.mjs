// Makes `npm run demo` and `npm test` work in a fresh clone that has only Node and npm: installs the workspace with
// the pinned pnpm when anything that decides the result has changed, then runs the given script.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const PNPM = "pnpm@10.34.8";
const NODE = [20, 19];
const root = fileURLToPath(new URL("..", import.meta.url));
const stampFile = join(root, "node_modules", ".wsgen-stamp");

// `npm run` hands its own settings down, and another package manager would obey them. What says where packages come
// from stays.
const kept =
  /^npm_config_(registry|userconfig|globalconfig|cache|proxy|https_proxy|noproxy|cafile|offline|prefer_offline)$/i;

/** The environment without what `npm run` added to it. */
export function cleanEnvironment(environment) {
  const entries = Object.entries(environment);
  return Object.fromEntries(entries.filter(([name]) => !/^npm_/i.test(name) || kept.test(name)));
}

/** Fingerprint of everything that decides what an installation looks like. */
export function computeStamp(directory, nodeVersion) {
  const hash = createHash("sha256").update(`${nodeVersion}\n${PNPM}\n`);
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml", ...manifests(directory)]) {
    const content = readFileSync(join(directory, file), "utf8").replaceAll("\r\n", "\n");
    hash.update(`${file}\n${content}\n`);
  }
  return hash.digest("hex");
}

function manifests(directory) {
  const found = ["package.json"];
  for (const group of ["packages", "templates"]) {
    if (!existsSync(join(directory, group))) continue;
    for (const name of readdirSync(join(directory, group)).sort()) {
      const manifest = `${group}/${name}/package.json`;
      if (existsSync(join(directory, manifest))) found.push(manifest);
    }
  }
  return found;
}

/** Whether this Node can run the workspace. */
export function isNodeNewEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  return major > NODE[0] || (major === NODE[0] && minor >= NODE[1]);
}

function install() {
  const before = computeStamp(root, process.version);
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === before) return;
  console.log("Installing the workspace's packages ...");
  const args = ["--yes", PNPM, "install", "--frozen-lockfile"];
  const { status, error } = spawnSync("npx", args, {
    cwd: root,
    env: cleanEnvironment(process.env),
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) {
    const reason = error ? error.message : `exit code ${status}`;
    console.error(
      `\nThe installation failed (${reason}). The command was:\n  npx ${args.join(" ")}`,
    );
    process.exit(1);
  }
  writeFileSync(stampFile, before);
}

function run(script, args) {
  const child = spawn(process.execPath, [join(root, script), ...args], {
    cwd: root,
    env: cleanEnvironment(process.env),
    stdio: "inherit",
  });
  // A terminal sends Ctrl-C to the whole group, so the script has it already; this process only has to outlive it.
  process.on("SIGINT", () => {
    if (!process.stdin.isTTY) child.kill("SIGINT");
  });
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
}

function main([script, ...args]) {
  if (!isNodeNewEnough(process.version)) {
    console.error(`wsgen needs Node ${NODE.join(".")} or newer; this is ${process.version}.`);
    process.exit(1);
  }
  if (!script) {
    console.error("Usage: node scripts/bootstrap.mjs <script> [arguments]");
    process.exit(1);
  }
  install();
  run(script, args);
}

if (basename(process.argv[1] ?? "") === "bootstrap.mjs") main(process.argv.slice(2));
