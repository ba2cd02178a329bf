import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Code } from "../diagnostic.js";
import type { Contract } from "../ir/contract.js";
import { WsgenError } from "../wsgen-error.js";
import { releasedContracts } from "./lock.js";
import { lockFrom, readLock } from "./read-lock.js";

/** Contracts to compare with. */
export interface Baseline {
  /** For people: `1.0.0`, `git:main`. */
  readonly name: string;
  readonly contracts: ReadonlyMap<string, Contract>;
}

/**
 * What `--against` names: `lock` (every release in it), `lock:<release>`, `git:<ref>` (the lock at a commit), or the
 * path of a lock.
 * @param root of the project
 * @param cwd what a path is relative to
 * @throws WsgenError if there is no such thing
 */
export function findBaselines(against: string, root: string, cwd: string): Baseline[] {
  if (against === "lock") return allReleases(root);
  if (against.startsWith("lock:")) return [oneRelease(against.slice("lock:".length), root)];
  if (against.startsWith("git:")) return [atCommit(against.slice("git:".length), root)];
  return [inFile(against, resolve(cwd, against))];
}

function allReleases(root: string): Baseline[] {
  const { lock } = readLock(root);
  if (lock.releases.size === 0)
    throw problem(
      "the lock has no releases to compare with",
      "record one with `wsgen release` when you ship, or compare with a branch: --against git:main",
    );
  return [...lock.releases.keys()].toSorted().map((name) => oneRelease(name, root));
}

function oneRelease(name: string, root: string): Baseline {
  const { lock } = readLock(root);
  const contracts = releasedContracts(lock, name);
  if (contracts !== null) return { name, contracts };
  const known = [...lock.releases.keys()].toSorted();
  throw problem(
    `the lock has no release ${name}`,
    known.length === 0 ? "record one with `wsgen release`" : `there are ${known.join(", ")}`,
  );
}

/** A commit without a lock is one before wsgen was used: there is nothing that could break. */
function atCommit(ref: string, root: string): Baseline {
  const name = `git:${ref}`;
  const commit = git(
    root,
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${ref}^{commit}`,
  );
  if (commit === null)
    throw problem(
      `git knows no ${ref} here`,
      "fetch it first; in CI, a shallow clone has one commit only (fetch-depth: 0 on GitHub)",
    );
  const text = git(root, "show", `${commit.trim()}:./wsgen.lock.json`);
  return { name, contracts: text === null ? new Map() : lockFrom(text, name).endpoints };
}

function git(root: string, ...args: readonly string[]): string | null {
  const { error, status, stdout } = spawnSync("git", args, {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (error !== undefined)
    throw problem(`git cannot be run: ${error.message}`, "install git, or name a file");
  return status === 0 ? stdout : null;
}

function inFile(name: string, file: string): Baseline {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw problem(
      `there is no lock at ${name}`,
      "--against takes lock, lock:<release>, git:<ref>, or the path of a wsgen.lock.json",
    );
  }
  return { name, contracts: lockFrom(text, file).endpoints };
}

function problem(message: string, fix: string): WsgenError {
  return new WsgenError([{ code: Code.BASELINE, message, fix }]);
}
