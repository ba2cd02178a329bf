import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, it } from "vitest";
import { wsgen } from "./run-wsgen.js";
import { temporaryProject } from "./temporary-project.js";

const LOCK = '{ "endpoints": { "chat": {}, "echo": {} }, "formatVersion": 1 }';

/** Asks a shell that has loaded the script, as its Tab key would. */
const SHELLS = {
  bash: (line: string) => `
source ./wsgen.sh
COMP_LINE=${quoted(line)} COMP_WORDS=(${quotedWords(line)}) COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
_wsgen
printf '%s\\n' "\${COMPREPLY[@]}"`,
  // What zsh would show is what its own function is given.
  zsh: (line: string) => `
compdef() { :; }; _describe() { shift; print -l "\${(@P)1}"; }; _default() { :; }
source ./wsgen.sh
words=(${quotedWords(line)}); CURRENT=\${#words}
_wsgen`,
  fish: (line: string) => `source ./wsgen.sh; complete --do-complete=${quoted(line)}`,
};

describe.each(Object.keys(SHELLS) as (keyof typeof SHELLS)[])("in %s", (shell) => {
  const cases: [string, string[], string[]][] = [
    ["wsgen gen", ["generate"], ["check"]],
    ["wsgen ", ["generate", "check", "inspect"], ["--help"]],
    ["wsgen generate --", ["--dry-run", "--schema"], ["--json"]],
    ["wsgen check --js", ["--json"], ["--cwd"]],
    ["wsgen inspect ", ["chat", "echo"], ["generate"]],
    ["wsgen explain WSG110", ["WSG1101", "WSG1103"], ["chat"]],
    ["wsgen init --pm ", ["npm", "pnpm"], ["--yes"]],
  ];

  it.skipIf(!isInstalled(shell)).each(cases)(
    "%j is completed (skipped where the shell is not installed)",
    async (line, wanted, others) => {
      const cwd = temporaryProject({ "wsgen.lock.json": LOCK });
      writeFileSync(join(cwd, "wsgen.sh"), (await wsgen(["completion", shell], cwd)).out);
      const words = ask(shell, line, cwd);
      expect(words).toEqual(expect.arrayContaining(wanted));
      // zsh leaves out by itself what does not begin as the word does.
      const left = shell === "zsh" ? [] : others;
      expect(words.filter((word) => left.includes(word))).toEqual([]);
    },
  );
});

describe("wsgen completion", () => {
  it("prints a script for each shell", async () => {
    const scripts = await Promise.all(
      ["bash", "zsh", "fish"].map(async (shell) => wsgen(["completion", shell])),
    );
    expect(new Set(scripts.map(({ out }) => out)).size).toBe(3);
    for (const { code, out } of scripts) {
      expect(code).toBe(0);
      expect(out).toContain("--get-yargs-completions");
    }
  });

  it("refuses a shell that it does not know", async () => {
    const { code, err } = await wsgen(["completion", "tcsh"]);
    expect(code).toBe(2);
    expect(err).toContain('Given: "tcsh", Choices: "bash", "zsh", "fish"');
  });
});

function ask(shell: keyof typeof SHELLS, line: string, cwd: string): string[] {
  const path = [join(cwd, "node_modules/.bin"), process.env["PATH"]].join(delimiter);
  const env = { ...process.env, PATH: path, NODE_PATH: undefined };
  const out = execFileSync(shell, ["-c", SHELLS[shell](line)], { cwd, env, encoding: "utf8" });
  // Behind a tab fish shows the description, and zsh behind a colon.
  return out.split("\n").map((text) => text.split(/[\t:]/)[0] ?? "");
}

function isInstalled(shell: string): boolean {
  try {
    execFileSync(shell, ["-c", "exit 0"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

function quotedWords(line: string): string {
  return line.split(" ").map(quoted).join(" ");
}

function quoted(text: string): string {
  return `'${text}'`;
}
