import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

const root = join(import.meta.dirname, "../..");

/** A template, scaffolded, built and running. */
export interface Demo {
  readonly url: string;
  stop(): Promise<void>;
}

/** Runs `scripts/demo.mjs` for a template. */
export async function startDemo(template: "chat" | "echo"): Promise<Demo> {
  const demo = spawn(process.execPath, ["scripts/demo.mjs", template], {
    cwd: root,
    // What vitest says of itself would make it a development build.
    env: { ...process.env, NODE_ENV: undefined, PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: demo.stdout })) {
    const url = new RegExp(`${template} page: (\\S+)`).exec(line)?.[1];
    if (url === undefined) continue;
    return {
      url,
      async stop() {
        const gone = once(demo, "exit");
        demo.kill("SIGTERM");
        await gone;
      },
    };
  }
  throw new Error("The demo ended without a page.");
}
