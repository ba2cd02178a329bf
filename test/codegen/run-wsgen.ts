import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { temporaryProject } from "./temporary-project.js";

/** The command as it is published. */
export const BIN: string = fileURLToPath(
  new URL("../../packages/cli/dist/bin.js", import.meta.url),
);

/** From its sources: what only a package has beside the compiled command is found there. */
const SOURCE_BIN = fileURLToPath(new URL("../../packages/cli/bin/wsgen.js", import.meta.url));
const FROM_SOURCE = new Set(["init", "explain"]);

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
  const bin = FROM_SOURCE.has(args[0] ?? "") ? SOURCE_BIN : BIN;
  const child = spawn(process.execPath, [bin, ...args], {
    cwd,
    env: { ...process.env, ...env, NODE_PATH: undefined },
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (text: Buffer) => (out += text.toString()));
  child.stderr.on("data", (text: Buffer) => (err += text.toString()));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out, err })));
}
