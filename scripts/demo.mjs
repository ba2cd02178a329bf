// The whole road once: scaffolds a template (`echo` by default, or `chat`) into a temporary folder against this
// workspace's packages, generates, type-checks, builds, starts the server and makes a round trip with the generated
// client. `--check` stops there; otherwise the server stays up until Ctrl-C. PORT chooses the port (default: a free one).
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { createJiti } from "jiti";
import { WebSocket } from "ws";

const root = fileURLToPath(new URL("..", import.meta.url));
const check = process.argv.includes("--check");
const template = process.argv.slice(2).find((argument) => !argument.startsWith("-")) ?? "echo";
const roundTrips = { echo: echoRoundTrip, chat: chatRoundTrip };
const folder = mkdtempSync(join(realpathSync(tmpdir()), "wsgen-demo-"));
const project = join(folder, template);
let server = null;

async function main() {
  step("wsgen init", () => {
    const init = ["init", template, "--template", template, "--pm", "npm", "--no-install", "--yes"];
    run(process.execPath, [join(root, "packages/cli/bin/wsgen.js"), ...init], folder);
    const installed = join(root, "templates", template, "node_modules");
    symlinkSync(installed, join(project, "node_modules"), "junction");
  });
  step("wsgen generate", () => tool("wsgen", "generate"));
  step("type-check", () => {
    tool("tsc", "-p", "tsconfig.server.json");
    tool("tsc", "-p", "tsconfig.page.json");
  });
  step("build the page", () => tool("vite", "build"));
  const url = await startServer();
  console.log(`✓ start the server on ${url}`);
  await roundTrip(url);
  console.log("✓ round trip with the generated client");
  if (check) return;
  console.log(`\n  The ${template} page: ${url}\n  Ctrl-C stops it.\n`);
  const [code] = await once(server, "exit");
  if (code) throw new Error(`The server stopped with exit code ${code}.`);
}

function step(name, work) {
  work();
  console.log(`✓ ${name}`);
}

function tool(name, ...args) {
  run(join(project, "node_modules/.bin", name), args, project);
}

function run(command, args, cwd) {
  const shell = process.platform === "win32" && command !== process.execPath;
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd,
    shell,
    encoding: "utf8",
  });
  if (status === 0) return;
  const reason = error ? error.message : `exit code ${status}`;
  throw new Error(`${command} ${args.join(" ")}: ${reason}\n${stdout ?? ""}${stderr ?? ""}`);
}

async function startServer() {
  server = spawn(process.execPath, ["--import", "jiti/register", "src/server.ts"], {
    cwd: project,
    env: { ...process.env, PORT: process.env["PORT"] ?? "0", HOST: "127.0.0.1" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: server.stdout })) {
    const address = /http:\/\/\S+/.exec(line);
    if (!address) continue;
    server.stdout.resume();
    return address[0];
  }
  throw new Error("The server did not start.");
}

async function roundTrip(url) {
  const { createClient } = await createJiti(import.meta.url).import(
    join(project, "src/generated/client.ts"),
  );
  const client = createClient(url.replace(/^http/, "ws"), { WebSocket, auth: () => "Demo" });
  const answer = await roundTrips[template](client);
  if (answer !== "Hi") throw new Error(`What came back of "Hi" was ${JSON.stringify(answer)}.`);
}

async function echoRoundTrip(client) {
  const echo = client.echo();
  await echo.send("Hi");
  const answer = await echo.wait({ timeout: 10_000 });
  await echo.close();
  const stamp = client.stamp();
  const input = { bytes: new TextEncoder().encode("Hi"), sentAt: new Date() };
  const { digest, receivedAt } = await stamp.calls.stamp(input, { timeout: 10_000 });
  await stamp.close();
  if (!(digest instanceof Uint8Array) || !(receivedAt instanceof Date)) return null;
  return answer;
}

async function chatRoundTrip(client) {
  const chat = client.chat({ params: { room: "demo" } });
  await chat.send("say", { text: "Hi", picture: new Uint8Array([0, 255]) });
  const said = await chat.wait({ timeout: 10_000 });
  const [kept] = await chat.calls.history({ limit: 1 }, { timeout: 10_000 });
  await chat.close();
  if (!(kept?.at instanceof Date) || kept.picture?.[1] !== 255) return null;
  return said?.data.id === kept.id ? said?.data.text : null;
}

async function cleanUp() {
  if (server && server.exitCode === null && server.signalCode === null) {
    const gone = once(server, "exit");
    server.kill("SIGTERM");
    await gone;
  }
  rmSync(folder, { recursive: true, force: true });
}

async function finish(code) {
  await cleanUp();
  process.exit(code);
}

for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void finish(check ? 1 : 0));
try {
  if (!Object.hasOwn(roundTrips, template)) throw new Error(`There is no demo of "${template}".`);
  await main();
  await finish(0);
} catch (error) {
  console.error(`✗ ${error instanceof Error ? error.message : String(error)}`);
  await finish(1);
}
