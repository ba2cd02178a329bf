import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Code, type DiagnosticCode } from "./diagnostic.js";
import { contractsOf } from "./ir/contract.js";
import { loadProgram, type ProjectOptions } from "./load-program.js";
import type { Lock } from "./lock/lock.js";
import { lockText } from "./lock/lock-text.js";
import { lockFile, readLock } from "./lock/read-lock.js";
import { isReleased, withoutRelease, withRelease } from "./lock/releases.js";
import { planFiles } from "./output/plan.js";
import { ProjectFiles } from "./output/project-files.js";
import { writePlan } from "./output/write-plan.js";
import { planProject } from "./plan-project.js";
import { WsgenError } from "./wsgen-error.js";

export interface ReleaseOptions extends ProjectOptions {
  /** Default: the version in `package.json`. */
  readonly name?: string | undefined;
  /** Replaces a release of the same name that has other contracts. Default: false. */
  readonly force?: boolean | undefined;
}

export interface ReleaseResult {
  readonly name: string;
  readonly action: "recorded" | "unchanged" | "removed";
  /** What the lock has now. */
  readonly releases: readonly string[];
}

/**
 * Records the current contract of every endpoint in the lock, as one that clients out there have.
 * @throws WsgenError if generated files are out of date, or another contract has that name
 */
export async function release(options: ReleaseOptions = {}): Promise<ReleaseResult> {
  const { program, project, ...sources } = await loadProgram(options);
  const { files } = await planProject(program, project, { sources });
  if (files.some(({ action }) => action !== "unchanged"))
    throw problem(
      Code.OUT_OF_DATE,
      "generated files or handlers are not what the schema says",
      "run `wsgen generate`, then release",
    );
  const name = options.name ?? packageVersion(project.root);
  const { bytes, lock } = readLock(project.root);
  const contracts = new Map(Object.entries(contractsOf(program)));
  if (isReleased(lock, name, contracts)) return resultOf(name, "unchanged", lock);
  if (lock.releases.has(name) && options.force !== true)
    throw problem(
      Code.RELEASE,
      `the release ${name} is recorded already, with another contract`,
      "give this one another name, or replace the other with --force",
    );
  const next = withRelease(lock, name, contracts);
  writeLock(project.root, next, bytes);
  writePlan((await planProject(program, project, { sources })).files);
  return resultOf(name, "recorded", next);
}

/**
 * Forgets a release, of which no client is out there any more.
 * @throws WsgenError if there is no such release
 */
export async function removeRelease(options: ProjectOptions, name: string): Promise<ReleaseResult> {
  const { program, project, ...sources } = await loadProgram(options);
  const { bytes, lock } = readLock(project.root);
  if (!lock.releases.has(name))
    throw problem(
      Code.RELEASE,
      `there is no release ${name}`,
      lock.releases.size === 0
        ? "the lock has no releases"
        : `there are ${[...lock.releases.keys()].join(", ")}`,
    );
  const next = withoutRelease(lock, name);
  writeLock(project.root, next, bytes);
  writePlan((await planProject(program, project, { sources })).files);
  return resultOf(name, "removed", next);
}

function resultOf(name: string, action: ReleaseResult["action"], lock: Lock): ReleaseResult {
  return { name, action, releases: [...lock.releases.keys()].toSorted() };
}

function writeLock(root: string, lock: Lock, before: Buffer | null): void {
  const path = lockFile(root);
  const files = new ProjectFiles(new Map(), new Map([[path, before]]));
  writePlan(planFiles([{ kind: "owned", path, text: lockText(lock) }], files));
}

function packageVersion(root: string): string {
  const file = join(root, "package.json");
  const version = existsSync(file) ? versionIn(readFileSync(file, "utf8")) : null;
  if (version !== null) return version;
  throw problem(
    Code.RELEASE,
    "package.json has no version to name the release by",
    "name it: wsgen release 1.0.0",
  );
}

function versionIn(text: string): string | null {
  try {
    const { version } = JSON.parse(text) as { version?: unknown }; // whatever it is, it has a version or throws
    return typeof version === "string" && version !== "" ? version : null;
  } catch {
    return null;
  }
}

function problem(code: DiagnosticCode, message: string, fix: string): WsgenError {
  return new WsgenError([{ code, message, fix }]);
}
