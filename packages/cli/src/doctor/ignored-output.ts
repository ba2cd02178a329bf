import { existsSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { repositoryOf } from "./find-package.js";
import type { Finding } from "./finding.js";
import { generatedFolders } from "./formatters.js";
import { isIgnoredBy } from "./ignore-patterns.js";
import { isObject, readJson } from "./read-json.js";
import type { Surroundings } from "./surroundings.js";

const NAME = "git";

/** Scripts that run before the code is needed. */
const EARLY = ["prebuild", "build", "prepare", "postinstall", "predev", "pretest", "prestart"];

/** Generated files that git does not keep are made anew where the code is built. */
export function checkIgnoredOutput({ project }: Surroundings): Finding[] {
  const { root } = project;
  const top = repositoryOf(root);
  const isIgnored = (path: string): boolean => isIgnoredBy(".gitignore", path, top);
  const ignored = generatedFolders(project).filter((folder) => isIgnored(join(folder, "types.ts")));
  const lock = join(root, "wsgen.lock.json");
  const isKept = existsSync(lock) && !isIgnored(lock);
  if (ignored.length === 0 || !isKept || generatesEarly(root)) {
    const message =
      ignored.length === 0 ? "keeps generated files" : "generated files are made anew";
    return [{ name: NAME, status: "ok", message }];
  }
  const shown = ignored.map((folder) => relative(root, folder).split(sep).join("/")).join(", ");
  const message = `${shown} is ignored, and no script makes it anew before a build`;
  const fix = 'add "prebuild": "wsgen generate" to the scripts in package.json, or commit it';
  return [{ name: NAME, status: "warn", message, fix }];
}

function generatesEarly(root: string): boolean {
  const scripts = readJson(join(root, "package.json"))?.["scripts"];
  if (!isObject(scripts)) return false;
  const early = EARLY.map((name) => scripts[name]).filter((script) => typeof script === "string");
  return early.some((script) => /\bwsgen gen|\brun generate\b/.test(script));
}
