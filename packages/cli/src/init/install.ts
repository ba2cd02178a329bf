import { spawn } from "node:child_process";
import { once } from "node:events";

import { InitError } from "./init-error.js";
import type { PackageManager } from "./package-manager.js";

/** Runs the package manager's install in the project; its output goes to the terminal. @throws InitError */
export async function install(manager: PackageManager, directory: string): Promise<void> {
  const child = spawn(manager, ["install"], {
    cwd: directory,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  const outcome = await once(child, "exit").then(
    ([code, signal]) => (code === 0 ? null : `exit code ${String(code ?? signal)}`),
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  if (outcome === null) return;
  throw new InitError(
    "INIT_INSTALL",
    `\`${manager} install\` failed: ${outcome}`,
    `the project is complete: run the command again in ${directory}`,
  );
}
