import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Code, type Diagnostic } from "../diagnostic.js";
import { WsgenError } from "../wsgen-error.js";
import type { LoadedProject, LoadProgress, LoadReply, LoadRequest } from "./loader-messages.js";

// From source the loader is TypeScript too, which Node 20 cannot run by itself.
const IS_SOURCE = import.meta.url.endsWith(".ts");
const ENTRY = IS_SOURCE ? "../../bin/loader.js" : "./loader-process.js";

/**
 * Loads configuration and schema in a short-lived process, whose output goes to our stderr.
 * @param timeout milliseconds
 * @throws WsgenError when something in the user's files is wrong
 */
export async function runLoader(request: LoadRequest, timeout: number): Promise<LoadedProject> {
  const entry = fileURLToPath(new URL(ENTRY, import.meta.url));
  const child = fork(entry, { execArgv: [], stdio: ["ignore", 2, 2, "ipc"] });
  const timer = setTimeout(() => child.kill("SIGKILL"), timeout);
  try {
    child.send(request);
    const reply = await firstReply(child, timeout);
    if (reply.kind === "loaded") return reply;
    throw new WsgenError(reply.diagnostics);
  } finally {
    clearTimeout(timer);
    child.kill("SIGKILL");
  }
}

function firstReply(child: ChildProcess, timeout: number): Promise<LoadReply> {
  let file = "";
  return new Promise((resolve, reject) => {
    child.on("message", (message: LoadProgress | LoadReply) => {
      if (message.kind === "loading") file = message.file;
      else resolve(message);
    });
    child.on("error", reject);
    child.on("close", () => {
      // Whoever is slow or ended before anything was imported, it is no file's fault.
      const place = file === "" ? {} : { file, line: 1 };
      resolve({ kind: "failed", diagnostics: [{ ...describeSilence(child, timeout), ...place }] });
    });
  });
}

function describeSilence(child: ChildProcess, timeout: number): Diagnostic {
  if (child.killed) {
    const message = `importing it did not finish within ${timeout / 1000} s`;
    return { code: Code.TIMEOUT, message, fix: "nothing in a schema may loop or wait for long" };
  }
  // 13 is how Node ends a program whose top-level await never settles.
  if (child.exitCode === 0 || child.exitCode === 13) {
    const message = "importing it waits for something that never happens";
    return { code: Code.TIMEOUT, message, fix: "look at its top-level awaits" };
  }
  const message = `importing it ended the process (${child.signalCode ?? `code ${child.exitCode}`})`;
  return { code: Code.EXITS, message, fix: "nothing in a schema may end the process" };
}
