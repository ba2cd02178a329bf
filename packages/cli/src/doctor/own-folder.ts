import { existsSync } from "node:fs";
import { join } from "node:path";
import { repositoryOf } from "./find-package.js";
import type { Finding } from "./finding.js";
import { isIgnoredBy } from "./ignore-patterns.js";
import type { Surroundings } from "./surroundings.js";

/** What wsgen keeps beside the project for itself stays out of the repository. */
export function checkOwnFolder({ project: { root } }: Surroundings): Finding[] {
  const top = repositoryOf(root);
  const isThere = existsSync(join(root, ".wsgen")) && existsSync(join(top, ".git"));
  if (!isThere) return [];
  const name = ".wsgen";
  if (isIgnoredBy(".gitignore", join(root, ".wsgen/file"), top))
    return [{ name, status: "ok", message: "is ignored by git" }];
  const message = "is not ignored by git, and belongs to this machine only";
  return [{ name, status: "warn", message, fix: "add .wsgen/ to .gitignore" }];
}
