// Sessions over connections that are lost every thirty seconds, for as long as is asked: `npm run soak -- --minutes 60`.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";

const { values } = parseArgs({ options: { minutes: { type: "string", default: "10" } } });
const minutes = Number(values.minutes);
if (!(minutes > 0)) {
  console.error("--minutes takes a number above 0.");
  process.exit(2);
}

const root = fileURLToPath(new URL("..", import.meta.url));
const { status } = spawnSync(
  join(root, "node_modules/.bin/vitest"),
  ["run", "test/sessions/soak.test.ts"],
  {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
    env: { ...process.env, SOAK_MINUTES: String(minutes) },
  },
);
process.exit(status ?? 1);
