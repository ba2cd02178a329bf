// What a stranger gets: packs the four packages, scaffolds a project with the packed `wsgen`, installs the tarballs
// with npm, and builds, starts and calls it. `node scripts/packed.mjs <folder with the tarballs>`.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const tarballs = resolve(process.argv[2] ?? ".");
const work = mkdtempSync(join(tmpdir(), "wsgen-packed-"));

/** What a typed client does with the server of each template; it prints "packed" when all went well. */
const roundTrips = {
  echo: `const echo = client.echo();
await echo.send("packed");
console.log(await echo.wait({ timeout: 5_000 }));
await echo.close();
`,
  chat: `const chat = client.chat({ params: { room: "packed" } });
await chat.send("say", { text: "packed" });
const said = await chat.wait({ timeout: 5_000 });
const [line] = await chat.calls.history({ limit: 1 }, { timeout: 5_000 });
for await (const people of chat.calls.presence()) {
  if (people.includes("ann") && line?.text === said?.data.text) console.log(line?.text);
  break;
}
await chat.close();
`,
};

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

function installCli(packed) {
  writeJson(join(work, "package.json"), {
    private: true,
    dependencies: { ...packed, zod: "^4.0.0" },
  });
  npm(work, "install", "--prefer-offline");
}

function scaffold(app, template, packed) {
  const bin = join(work, "node_modules/wsgen/dist/bin.js");
  const args = [bin, "init", app, "--template", template, "--yes", "--no-install"];
  execFileSync(process.execPath, args, { stdio: "inherit" });
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
async function start(app) {
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

function callWithTypedClient(app, template, url) {
  writeFileSync(
    join(app, "round-trip.ts"),
    `import { WebSocket } from "ws";
import { createClient } from "./src/generated/client.js";
const client = createClient(${JSON.stringify(url)}, { WebSocket, auth: () => "ann" });
${roundTrips[template]}`,
  );
  const args = ["--import", "jiti/register", "round-trip.ts"];
  return execFileSync(process.execPath, args, { cwd: app, encoding: "utf8" }).trim();
}

async function checkTemplate(template, packed) {
  const app = join(work, template);
  scaffold(app, template, packed);
  npm(app, "run", "build");
  const { server, url } = await start(app);
  try {
    const page = await fetch(url);
    if (!page.ok) throw new Error(`the page of ${template} answered ${page.status}`);
    const answer = callWithTypedClient(app, template, url);
    if (answer !== "packed") throw new Error(`${template} answered ${JSON.stringify(answer)}`);
  } finally {
    server.kill("SIGTERM");
  }
}

try {
  const packed = packedDependencies();
  installCli(packed);
  for (const template of Object.keys(roundTrips)) await checkTemplate(template, packed);
  console.log(
    "The packed packages scaffold, build and serve both templates, and their clients call them.",
  );
} finally {
  rmSync(work, { recursive: true, force: true });
}
