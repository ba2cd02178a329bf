import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { createServer, type Plugin } from "vite";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { wsgen } from "wsgen/vite";
import { HEADER } from "../codegen/diagnose.js";
import { createProject, temporaryProject, writeFiles } from "../codegen/temporary-project.js";
import { launchChromium } from "./launch-chromium.js";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const VITE = join(dirname(fileURLToPath(import.meta.resolve("vite/package.json"))), "bin/vite.js");

function schema(...names: string[]): string {
  const endpoints = names.map(
    (name) =>
      `  ${name}: endpoint({ mode: "require", path: "/${name}", clientToServer: z.string() }),\n`,
  );
  return `${HEADER}export default defineSchema({\n${endpoints.join("")}});\n`;
}

const PROJECT = {
  "src/wsgen.schema.ts": schema("echo"),
  "index.html": '<body><script type="module" src="/main.ts"></script></body>',
  "main.ts": `import { createClient } from "./src/generated/client.js";
document.body.dataset.endpoints = Object.keys(createClient("ws://localhost:1")).join();
`,
  "vite.config.js": `import { wsgen } from "wsgen/vite";
export default {
  plugins: [wsgen()],
  cacheDir: "cache",
  server: { fs: { strict: false }, watch: { ignored: ["**/cache/**"] } },
};
`,
};

const BROKEN = schema("echo").replace("z.string()", "z.symbol()");

function runVite(cwd: string, ...args: string[]): ChildProcess {
  // What vitest says of itself would make it a test.
  const env = { ...process.env, NODE_ENV: undefined, VITEST: undefined, NODE_PATH: undefined };
  return spawn(process.execPath, [VITE, ...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
}

describe("a development server", () => {
  const { folder, remove } = createProject(PROJECT);
  let [log, server] = ["", undefined as ChildProcess | undefined];
  let [browser, page] = [undefined as Browser | undefined, undefined as Page | undefined];

  beforeAll(async () => {
    server = runVite(folder, "--port", "0", "--clearScreen", "false");
    server.stderr?.on("data", (text: Buffer) => (log += text.toString()));
    const lines = createInterface({ input: server.stdout ?? process.stdin });
    const url = await new Promise<string>((resolve, reject) => {
      server?.once("exit", () => reject(new Error(log)));
      lines.on("line", (line) => {
        log += `${line}\n`;
        // oxlint-disable-next-line no-control-regex
        const found = /http:\/\/localhost:\d+/.exec(line.replaceAll(/\u001B\[\d+m/g, ""))?.[0];
        if (found !== undefined) resolve(found);
      });
    });
    browser = await launchChromium();
    page = await browser.newPage();
    await page.goto(url);
  });
  afterAll(async () => {
    await browser?.close();
    server?.kill("SIGTERM");
    if (server !== undefined && server.exitCode === null) await once(server, "exit");
    remove();
  });

  function endpoints(): Promise<string | null | undefined> | undefined {
    return page?.locator("body").getAttribute("data-endpoints");
  }

  function overlay(): Promise<string[]> | undefined {
    return page?.locator("vite-error-overlay .message, vite-error-overlay .file").allInnerTexts();
  }

  const patience = { timeout: 30_000 };

  it("has generated before it serves the page", async () => {
    await expect.poll(endpoints, patience).toBe("echo");
    expect(log).toContain("wsgen: 8 created");
  });

  it("gives the page the new client when the schema changes", async () => {
    writeFiles(folder, { "src/wsgen.schema.ts": schema("echo", "chat") });
    await expect.poll(endpoints, patience).toBe("echo,chat");
    expect(log).toMatch(/wsgen: src\/wsgen\.schema\.ts: updated types\.ts.*; created chat\.ts/);
  });

  it("shows over the page what is wrong and where, and takes it away when it is mended", async () => {
    writeFiles(folder, { "src/wsgen.schema.ts": BROKEN });
    await expect
      .poll(async () => (await overlay())?.join("\n"), patience)
      .toMatch(
        /src\/wsgen\.schema\.ts:4:\d+ error WSG1201 echo\.clientToServer: z\.symbol\(\) cannot travel/,
      );
    expect(await page?.locator("vite-error-overlay .frame").innerText()).toMatch(
      /4 \|.*z\.symbol\(\).*\n.*\|\s+\^/,
    );
    expect(await endpoints()).toBe("echo,chat");
    // A page that comes later is told as well.
    await page?.reload();
    await expect.poll(async () => (await overlay())?.length, patience).toBeGreaterThan(0);
    writeFiles(folder, { "src/wsgen.schema.ts": schema("echo", "chat") });
    await expect.poll(overlay, patience).toEqual([]);
    // Its first update after an error makes a page load again.
    await expect.poll(endpoints, patience).toBe("echo,chat");
    expect(await overlay()).toEqual([]);
  });

  it("generates nothing twice", () => {
    expect(log.match(/wsgen: .*nothing to do/g) ?? []).toHaveLength(1);
    expect(log.match(/wsgen: .*(?:created|updated)/g)).toHaveLength(2);
  });
});

describe("a server that is closed", () => {
  it("leaves nothing that keeps a process alive", async () => {
    const cwd = temporaryProject({
      ...PROJECT,
      "run.mjs": `import { createServer } from "vite";
const server = await createServer({ server: { middlewareMode: true, ws: false } });
await server.close();
`,
    });
    const child = spawn(process.execPath, ["run.mjs"], { cwd, stdio: "inherit" });
    expect((await once(child, "exit"))[0]).toBe(0);
    expect(existsSync(join(cwd, "src/generated/client.ts"))).toBe(true);
  });

  it("is started although the schema has mistakes", async () => {
    const cwd = temporaryProject({ ...PROJECT, "src/wsgen.schema.ts": BROKEN });
    const plugin: Plugin = wsgen({ cwd });
    const server = await createServer({
      root: cwd,
      configFile: false,
      logLevel: "silent",
      plugins: [plugin],
      server: { middlewareMode: true, ws: false },
    });
    await server.close();
    expect(existsSync(join(cwd, "src/generated"))).toBe(false);
  });
});

describe("a build", () => {
  async function build(cwd: string): Promise<{ code: number | null; text: string }> {
    const child = runVite(cwd, "build");
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (more: Buffer) => (text += more.toString()));
    }
    await once(child, "close");
    return { code: child.exitCode, text };
  }

  it("generates first", async () => {
    const cwd = temporaryProject(PROJECT);
    expect(await build(cwd)).toMatchObject({ code: 0 });
    expect(existsSync(join(cwd, "dist/index.html"))).toBe(true);
  });

  it("fails with what is wrong and where", async () => {
    const cwd = temporaryProject({ ...PROJECT, "src/wsgen.schema.ts": BROKEN });
    const { code, text } = await build(cwd);
    expect(code).toBe(1);
    expect(text).toMatch(
      /src\/wsgen\.schema\.ts:4:\d+ error WSG1201 .*z\.symbol\(\) cannot travel\n[^]*?\n +fix: /,
    );
    rmSync(join(cwd, "dist"), { recursive: true, force: true });
  });
});
