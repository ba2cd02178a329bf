// What a stranger gets: packs the four packages, scaffolds a project with the packed `wsgen`, installs the tarballs
// with npm, and builds, starts and calls it. `node scripts/packed.mjs <folder with the tarballs>`.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const tarballs = resolve(process.argv[2] ?? ".");
const work = mkdtempSync(join(tmpdir(), "wsgen-packed-"));
const app = join(work, "app");

/** The packages as `file:` dependencies, under the names that their manifests have. */
function packedDependencies() {
  const dependencies = {};
  for (const file of readdirSync(tarballs).filter((name) => name.endsWith(".tgz"))) {
    const manifest = execFileSync("tar", ["-xzOf", join(tarballs, file), "package/package.json"]);
    dependencies[JSON.parse(manifest).name] = `file:${join(tarballs, file)}`;
  }
  return dependencies;
}

function npm(cwd, ...args) {
  execFileSync("npm", [...args, "--no-audit", "--no-fund"], {
    cwd,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
}

function writeJson(path, value) {
  writeFileSync(path, JSON.stringify(value, null, 2));
}

function scaffold(packed) {
  writeJson(join(work, "package.json"), {
    private: true,
    dependencies: { ...packed, zod: "^4.0.0" },
  });
  npm(work, "install", "--prefer-offline");
  const bin = join(work, "node_modules/wsgen/dist/bin.js");
  execFileSync(process.execPath, [bin, "init", app, "--yes", "--no-install"], { stdio: "inherit" });
  const path = join(app, "package.json");
  const manifest = JSON.parse(readFileSync(path, "utf8"));
  for (const group of [manifest.dependencies, manifest.devDependencies]) {
    for (const name of Object.keys(group)) if (name in packed) group[name] = packed[name];
  }
  manifest.dependencies["@wsgen/protocol"] = packed["@wsgen/protocol"];
  writeJson(path, manifest);
  npm(app, "install", "--prefer-offline");
}

/** Starts the built server and resolves with its address. */
async function start() {
  const server = spawn(process.execPath, ["--import", "jiti/register", "src/server.ts"], {
    cwd: app,
    env: { ...process.env, PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  for await (const chunk of server.stdout) {
    output += chunk;
    const url = /http:\/\/\S+/.exec(output)?.[0];
    if (url !== undefined) return { server, url };
  }
  throw new Error(`the server did not start: ${output}`);
}

function callWithTypedClient(url) {
  writeFileSync(
    join(app, "round-trip.ts"),
    `import { WebSocket } from "ws";
import { createClient } from "./src/generated/client.js";
const echo = createClient(${JSON.stringify(url)}, { WebSocket }).echo();
await echo.send("packed");
console.log(await echo.wait({ timeout: 5_000 }));
await echo.close();
`,
  );
  const args = ["--import", "jiti/register", "round-trip.ts"];
  return execFileSync(process.execPath, args, { cwd: app, encoding: "utf8" }).trim();
}

async function main() {
  scaffold(packedDependencies());
  npm(app, "run", "build");
  const { server, url } = await start();
  try {
    const page = await fetch(url);
    if (!page.ok) throw new Error(`the page answered ${page.status}`);
    const echoed = callWithTypedClient(url);
    if (echoed !== "packed") throw new Error(`the echo was ${JSON.stringify(echoed)}`);
  } finally {
    server.kill("SIGTERM");
  }
}

try {
  await main();
  console.log("The packed packages scaffold, build, serve and echo.");
} finally {
  rmSync(work, { recursive: true, force: true });
}
