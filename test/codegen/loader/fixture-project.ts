import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { loadProgram, type ProjectOptions } from "../../../packages/cli/src/load-program.js";
import { contractsOf } from "../../../packages/cli/src/ir/contract.js";
import { writeFiles } from "../temporary-project.js";

const INSTALLED = fileURLToPath(new URL("../../../node_modules", import.meta.url));

const PACKAGES = { "node_modules/wsgen": "wsgen", "node_modules/zod": "zod" };

/**
 * A folder with packages of its own beside those of this repository; gone when the test has finished.
 * @param links links, by their path, to a package of this repository or a place in the project
 */
export function fixtureProject(
  files: Readonly<Record<string, string>>,
  links: Readonly<Record<string, string>> = {},
): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "wsgen-loader-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFiles(folder, files);
  for (const [path, target] of Object.entries({ ...PACKAGES, ...links })) {
    const isInstalled = existsSync(join(INSTALLED, target));
    link(join(folder, path), isInstalled ? join(INSTALLED, target) : join(folder, target));
  }
  return folder;
}

function link(path: string, target: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path, "junction");
}

/** What comes of a project's schema: the contract of each endpoint, and the files that it was read from. */
export async function loaded(options: ProjectOptions & { readonly cwd: string }): Promise<{
  readonly contracts: ReturnType<typeof contractsOf>;
  readonly files: readonly string[];
}> {
  const { files, program } = await loadProgram(options);
  const paths = files.map((file) => relative(options.cwd, file).split(sep).join("/"));
  return { contracts: contractsOf(program), files: paths.toSorted() };
}
