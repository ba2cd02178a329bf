// Generates what the schema says and bundles every subject in the same way, so that all of them run as one plain
// ES module, as they would be deployed.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "rolldown";

const folder = fileURLToPath(new URL(".", import.meta.url));
const command = fileURLToPath(new URL("../../packages/cli/bin/wsgen.js", import.meta.url));

/** Writes `generated/`. */
export function generate() {
  const args = [command, "generate", "--cwd", join(folder, "schema"), "-c", "wsgen.config.ts"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`wsgen generate\n${stdout}${stderr}`);
}

/** Subjects by the name of their file, each with the path of its bundle. */
export async function bundleSubjects() {
  const files = readdirSync(join(folder, "subjects"));
  const names = files.map((file) => file.replace(/\.mjs$/, ""));
  const bundles = join(folder, "generated/subjects");
  for (const name of names) {
    await build({
      input: join(folder, "subjects", `${name}.mjs`),
      platform: "node",
      resolve: { extensionAlias: { ".js": [".ts", ".js"] } },
      output: { format: "esm", file: join(bundles, `${name}.mjs`) },
      logLevel: "warn",
    });
  }
  return new Map(names.map((name) => [name, join(bundles, `${name}.mjs`)]));
}
