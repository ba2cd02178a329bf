import { resolve } from "node:path";
import { checkLoaded } from "./check.js";
import { checkDrift } from "./doctor/drift.js";
import type { Finding } from "./doctor/finding.js";
import { checkFormatters } from "./doctor/formatters.js";
import { checkIgnoredOutput } from "./doctor/ignored-output.js";
import { checkLock } from "./doctor/lock-markers.js";
import { checkNode } from "./doctor/node-version.js";
import { checkOwnFolder } from "./doctor/own-folder.js";
import { checkPackageManager } from "./doctor/package-manager.js";
import type { Machine, Surroundings } from "./doctor/surroundings.js";
import { checkTsconfig } from "./doctor/tsconfig.js";
import { checkTypescript } from "./doctor/typescript-version.js";
import { checkWatchLimit } from "./doctor/watch-limit.js";
import { checkPackages } from "./doctor/wsgen-packages.js";
import { checkZod } from "./doctor/zod-copies.js";
import { readVersion } from "./init/template.js";
import { findConfig, resolveProject } from "./load/resolve-project.js";
import { loadProgram, type ProjectOptions } from "./load-program.js";
import { WsgenError } from "./wsgen-error.js";

const CHECKS: readonly ((surroundings: Surroundings) => Finding[])[] = [
  checkNode,
  checkPackageManager,
  checkZod,
  checkPackages,
  checkTypescript,
  checkTsconfig,
  checkFormatters,
  checkDrift,
  checkLock,
  checkIgnoredOutput,
  checkOwnFolder,
  checkWatchLimit,
];

/**
 * Looks at what around a schema keeps it from working: versions, settings, other tools. Writes nothing.
 * @param machine what to take for that of this machine
 */
export async function doctor(
  options: ProjectOptions = {},
  machine: Partial<Machine> = {},
): Promise<Finding[]> {
  const surroundings = {
    ...(await examine(options)),
    machine: {
      nodeVersion: process.versions.node,
      wsgenVersion: readVersion(),
      watchLimitFile: "/proc/sys/fs/inotify/max_user_watches",
      ...machine,
    },
  };
  return CHECKS.flatMap((check) => check(surroundings));
}

async function examine(options: ProjectOptions): Promise<Omit<Surroundings, "machine">> {
  const cwd = resolve(options.cwd ?? ".");
  // Where the project is has to be known even if nothing of it can be read.
  let project = resolveProject({}, findConfig(cwd), { cwd, schema: options.schema });
  try {
    const loaded = await loadProgram(options);
    project = loaded.project;
    return { project, problems: await checkLoaded(loaded), isReadable: true };
  } catch (error) {
    if (!(error instanceof WsgenError)) throw error;
    return { project, problems: error.diagnostics, isReadable: false };
  }
}
