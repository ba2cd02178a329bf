import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished } from "vitest";
import type { Finding } from "../../packages/cli/src/doctor/finding.js";
import type { Machine, Surroundings } from "../../packages/cli/src/doctor/surroundings.js";
import { resolveProject } from "../../packages/cli/src/load/resolve-project.js";

export type Files = Readonly<Record<string, string>>;

const MANIFEST = { "package.json": '{ "type": "module" }' };

export function surroundings(
  files: Files,
  more: Partial<Surroundings & Machine> = {},
): Surroundings {
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), "wsgen-doctor-")));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  for (const [name, text] of Object.entries({ ...MANIFEST, ...files })) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
  const watchLimitFile = join(cwd, "limit");
  const machine = { nodeVersion: "22.1.0", wsgenVersion: "1.2.3", watchLimitFile, ...more };
  const project = resolveProject({}, null, { cwd });
  return { project, problems: [], isReadable: true, ...more, machine };
}

/** What is not ok, as `status message; fix`. */
export function complaints(findings: readonly Finding[]): string[] {
  return findings
    .filter(({ status }) => status !== "ok")
    .map(({ fix, message, status }) => `${status} ${message}; ${fix}`);
}

export const installed = (name: string, version: string, folder = ""): Files => ({
  [`${folder}node_modules/${name}/package.json`]: JSON.stringify({ name, version }),
});

export type Check = (surroundings: Surroundings) => Finding[];

/** What a check says of a folder that it has something to say about. */
export function told(check: Check, files: Files): string[] {
  const findings = check(surroundings(files));
  if (findings.length === 0) throw new Error("it says nothing at all");
  return complaints(findings);
}

export function like(patterns: readonly RegExp[]): unknown[] {
  return patterns.map((pattern): unknown => expect.stringMatching(pattern));
}
