import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { watch } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";

// Generates, runs src/server.ts, and does so again when something in src/ changes. `node --watch` would do, but it
// does not see files that jiti loads. The page has Vite's own updates.
const src = fileURLToPath(new URL(".", import.meta.url));
const changed = new Set<string>();
let restarting = false;
let stopping = false;
generate();
let server = start();

watch(src, { recursive: true }, (_event, file) => {
  if (!file?.endsWith(".ts") || file.startsWith("generated")) return;
  changed.add(file);
  void restart();
});

function generate(): void {
  spawnSync("wsgen generate", { shell: true, stdio: "inherit" });
}

function start(): ChildProcess {
  const args = ["--import", "jiti/register", `${src}server.ts`, "--dev"];
  const child = spawn(process.execPath, args, { stdio: "inherit" });
  child.once("exit", (code) => {
    if (code) console.error("The server stopped. It starts again at the next change in src/.");
  });
  return child;
}

async function restart(): Promise<void> {
  if (restarting) return;
  restarting = true;
  while (changed.size > 0) {
    await delay(100); // an editor saves in several steps
    // Whatever is no handler may be a part of the schema.
    const schemaChanged = [...changed].some((file) => !file.startsWith("handlers"));
    changed.clear();
    if (schemaChanged) generate();
    await stop();
    if (stopping) return;
    server = start();
  }
  restarting = false;
}

async function stop(): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGTERM");
  await gone;
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    stopping = true;
    void stop().finally(() => process.exit());
  });
}
