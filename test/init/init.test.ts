import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const wsgen = join(root, "packages/cli/bin/wsgen.js");
const templates = join(root, "templates");

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "wsgen-init-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

function init(...args: string[]): SpawnSyncReturns<string> {
  const env = { ...process.env, npm_config_user_agent: undefined };
  return spawnSync(process.execPath, [wsgen, "init", ...args], {
    cwd: folder,
    env,
    encoding: "utf8",
  });
}

function read(path: string): string {
  return readFileSync(join(folder, path), "utf8");
}

/** What the folder holds, with the content of each file. */
function snapshot(): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = entries.filter((entry) => statSync(join(folder, entry)).isFile());
  return Object.fromEntries(files.map((file) => [file, read(file)]));
}

describe("wsgen init without a terminal", () => {
  test("writes the template, ready to install and run", () => {
    const { status, stderr, stdout } = init("my-app", "--no-install");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("cd my-app\n  npm install\n  npm run dev");
    const manifest = JSON.parse(read("my-app/package.json")) as Record<
      string,
      Record<string, string>
    >;
    expect(manifest["name"]).toBe("my-app");
    const { version } = JSON.parse(
      readFileSync(join(root, "packages/cli/package.json"), "utf8"),
    ) as {
      version: string;
    };
    expect(manifest["dependencies"]?.["@wsgen/runtime"]).toBe(`^${version}`);
    expect(manifest["devDependencies"]?.["wsgen"]).toBe(`^${version}`);
    expect(read("my-app/package.json")).not.toContain("workspace:");
    expect(read("my-app/.gitignore")).toContain("node_modules");
    expect(read("my-app/src/wsgen.schema.ts")).toBe(
      readFileSync(join(templates, "echo/src/wsgen.schema.ts"), "utf8"),
    );
    expect(existsSync(join(folder, "my-app/node_modules"))).toBe(false);
    expect(existsSync(join(folder, "my-app/_gitignore"))).toBe(false);
  });

  test.each(["echo", "chat"])(
    "writes %s as a project in which nothing is left to generate, and which type-checks",
    (name) => {
      init("app", "--template", name, "--no-install");
      const app = join(folder, "app");
      symlinkSync(join(templates, name, "node_modules"), join(app, "node_modules"));
      const generate = spawnSync(process.execPath, [wsgen, "generate"], {
        cwd: app,
        encoding: "utf8",
      });
      expect(generate.stdout).toContain("0 created, 0 updated");
      const tsc = join(root, "node_modules/.bin/tsc");
      for (const project of ["tsconfig.server.json", "tsconfig.page.json"]) {
        const { status, stdout } = spawnSync(tsc, ["-p", project], { cwd: app, encoding: "utf8" });
        expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
      }
    },
  );

  test("writes the template that a flag names, and repeats the flag in what it says", () => {
    const { status, stdout } = init("app", "--template", "chat", "--no-install");
    expect(status).toBe(0);
    expect(stdout).toContain("from the template chat");
    expect(stdout).toContain("--template chat");
    expect(read("app/src/handlers/chat.ts")).toContain("socket.join");
    expect(JSON.parse(read("app/package.json"))).toHaveProperty("dependencies.react");
  });

  test("takes this folder for a dot, and names the project after it", () => {
    expect(init(".", "--no-install").status).toBe(0);
    expect(JSON.parse(read("package.json"))).toHaveProperty(
      "name",
      expect.stringMatching(/^wsgen-init-/),
    );
  });

  test("makes a package name of a folder that is none", () => {
    init("My App!", "--no-install");
    expect(JSON.parse(read("My App!/package.json"))).toHaveProperty("name", "my-app");
  });

  test("names the package manager that runs it in what comes next", () => {
    const env = { ...process.env, npm_config_user_agent: "pnpm/10.0.0 npm/? node/v20" };
    const args = [wsgen, "init", "app", "--no-install"];
    const { stdout } = spawnSync(process.execPath, args, { cwd: folder, env, encoding: "utf8" });
    expect(stdout).toContain("pnpm install");
  });

  test("refuses to overwrite, names the files, and changes nothing", () => {
    mkdirSync(join(folder, "app"));
    writeFileSync(join(folder, "app/package.json"), "mine");
    const before = snapshot();
    const { status, stderr } = init("app", "--no-install");
    expect(status).toBe(2);
    expect(stderr).toContain("package.json");
    expect(stderr).toContain("--force");
    expect(snapshot()).toEqual(before);
  });

  test("goes into a folder that holds other files, and leaves those alone", () => {
    mkdirSync(join(folder, "app"));
    writeFileSync(join(folder, "app/NOTES.txt"), "mine");
    expect(init("app", "--no-install").status).toBe(0);
    expect(read("app/NOTES.txt")).toBe("mine");
  });

  test("overwrites with --force", () => {
    mkdirSync(join(folder, "app"));
    writeFileSync(join(folder, "app/package.json"), "mine");
    expect(init("app", "--no-install", "--force").status).toBe(0);
    expect(JSON.parse(read("app/package.json"))).toHaveProperty("name", "app");
  });

  test("writes nothing when it cannot write everything", () => {
    mkdirSync(join(folder, "app"));
    // A file where the template has a folder.
    writeFileSync(join(folder, "app/src"), "mine");
    const before = snapshot();
    const { status, stderr } = init("app", "--no-install");
    expect(status).toBe(2);
    expect(stderr).toContain("nothing was changed");
    expect(snapshot()).toEqual(before);
  });

  test.each([
    [["app", "--template", "nope"], 'no template "nope"', "choose one of: chat, echo"],
    [["app", "--tmplate", "echo"], "Unknown flag: --tmplate", "--template"],
    [["app", "--pm", "cargo"], "pm", "pnpm"],
  ])("explains %j", (args, problem, hint) => {
    const { status, stderr } = init(...args);
    expect(status).toBe(2);
    expect(stderr).toContain(problem);
    expect(stderr).toContain(hint);
    expect(snapshot()).toEqual({});
  });

  test("refuses a file as the folder", () => {
    writeFileSync(join(folder, "app"), "mine");
    const { status, stderr } = init("app", "--no-install");
    expect(status).toBe(2);
    expect(stderr).toContain("app is a file");
  });
});

const python = ["/usr/bin/python3", "python3"].find(
  (command) => spawnSync(command, ["-c", "import pty"]).status === 0,
);

describe("wsgen init at a terminal", () => {
  // A pseudo-terminal is what Python's standard library gives on Unix.
  const reason = python === undefined ? " (skipped: no python3 with pty)" : "";

  test.skipIf(python === undefined)(`asks for what it is not told${reason}`, () => {
    const { output, status } = atTerminal("spoken-for\r", "\r", "\r", "n");
    expect(output).toContain("In which folder?");
    expect(output).toContain("Which template?");
    expect(output).toContain("Which package manager?");
    expect(status).toBe(0);
    expect(existsSync(join(folder, "spoken-for/src/handlers/echo.ts"))).toBe(true);
  });

  test.skipIf(python === undefined)(`writes the template that is chosen${reason}`, () => {
    const up = "\x1b[A";
    const { output, status } = atTerminal("app\r", `${up}\r`, "\r", "n");
    expect(output).toContain("rooms with calls");
    expect(status).toBe(0);
    expect(existsSync(join(folder, "app/src/handlers/chat.ts"))).toBe(true);
  });

  test.skipIf(python === undefined)(`writes nothing when it is cancelled${reason}`, () => {
    const { output, status } = atTerminal("\x03");
    expect(output).toContain("Cancelled");
    expect(status).toBe(130);
    expect(snapshot()).toEqual({});
  });

  function atTerminal(...keys: string[]): { status: number | null; output: string } {
    const script = join(import.meta.dirname, "type-at-terminal.py");
    const args = [script, JSON.stringify(keys), process.execPath, wsgen, "init"];
    const env = { ...process.env, CI: "", npm_config_user_agent: undefined };
    const { status, stdout } = spawnSync(python ?? "", args, {
      cwd: folder,
      env,
      encoding: "utf8",
    });
    return { status, output: stdout };
  }
});
