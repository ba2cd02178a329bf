import { spawn } from "node:child_process";
import { join } from "node:path";
import { onTestFinished } from "vitest";

const root = join(import.meta.dirname, "../..");

export interface ScriptResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a file of `scripts/` in a Node process of its own, from sources: for what can only be seen from
 * outside, such as the exit code and everything that was printed.
 */
export async function runScript(name: string, args: readonly string[] = []): Promise<ScriptResult> {
  const file = join(import.meta.dirname, "scripts", name);
  const jiti = join(root, "node_modules/jiti/lib/jiti-cli.mjs");
  const child = spawn(process.execPath, [jiti, file, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, ...output };
}
