import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { temporaryProject } from "./temporary-project.js";

export const BIN: string = fileURLToPath(
  new URL("../../packages/cli/bin/wsgen.js", import.meta.url),
);

/** How a run of the command ended, and what it wrote. */
interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command as a shell would. */
export function wsgen(
  args: readonly string[],
  cwd: string = temporaryProject(),
  env: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  // The test runner's own launcher may lead to packages that the project does not have.
  const child = spawn(process.execPath, [BIN, ...args], {
    cwd,
    env: { ...process.env, ...env, NODE_PATH: undefined },
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (text: Buffer) => (out += text.toString()));
  child.stderr.on("data", (text: Buffer) => (err += text.toString()));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out, err })));
}
