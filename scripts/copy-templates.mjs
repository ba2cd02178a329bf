// Copies templates and error pages into packages/cli before it is packed; in the repository they are used where they are.
import { cpSync, rmSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

const from = fileURLToPath(new URL("../templates", import.meta.url));
const to = fileURLToPath(new URL("../packages/cli/templates", import.meta.url));
const left = new Set(["node_modules", "dist", ".vite"]);

rmSync(to, { recursive: true, force: true });
cpSync(from, to, {
  recursive: true,
  filter: (path) => !left.has(basename(path)) && !path.endsWith(".tsbuildinfo"),
});

const pages = fileURLToPath(new URL("../packages/cli/docs/errors", import.meta.url));
rmSync(pages, { recursive: true, force: true });
cpSync(fileURLToPath(new URL("../docs/errors", import.meta.url)), pages, { recursive: true });
