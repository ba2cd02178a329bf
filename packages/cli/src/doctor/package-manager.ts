import { existsSync } from "node:fs";
import { join } from "node:path";
import { findUpwards, repositoryOf } from "./find-package.js";
import type { Finding } from "./finding.js";
import { readJson } from "./read-json.js";
import type { Surroundings } from "./surroundings.js";

const LOCK_FILES: ReadonlyMap<string, string> = new Map([
  ["package-lock.json", "npm"],
  ["npm-shrinkwrap.json", "npm"],
  ["pnpm-lock.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["bun.lock", "bun"],
  ["bun.lockb", "bun"],
]);

/** One package manager installs the packages: two would each install copies of their own. */
export function checkPackageManager({ project: { root } }: Surroundings): Finding[] {
  const name = "package manager";
  const files = [...LOCK_FILES.keys()];
  const folder = findUpwards(files, root, repositoryOf(root))?.folder ?? root;
  const locks = files.filter((file) => existsSync(join(folder, file)));
  const managers = new Set(locks.map((file) => LOCK_FILES.get(file)));
  const wanted = readJson(join(folder, "package.json"))?.["packageManager"];
  const declared = typeof wanted === "string" ? wanted.split("@")[0] : undefined;
  if (managers.size > 1) {
    const message = `${locks.join(" and ")} are of different package managers`;
    const fix = `remove those that ${declared ?? "the one you use"} does not write`;
    return [{ name, status: "warn", message, fix }];
  }
  const [manager] = managers;
  if (declared !== undefined && manager !== undefined && declared !== manager) {
    const message = `package.json says ${declared}, but there is a ${locks.join(" and a ")}`;
    return [
      { name, status: "warn", message, fix: `install with ${declared}, and remove the other` },
    ];
  }
  const message = manager ?? declared ?? "not known: there is no lock file";
  return [{ name, status: "ok", message }];
}
