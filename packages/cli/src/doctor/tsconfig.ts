import { dirname, relative } from "node:path";
import { majorOf } from "./compare-versions.js";
import { readProjects, type CompilerOptions } from "./compiler-options.js";
import { findPackage, findUpwards, repositoryOf } from "./find-package.js";
import type { Finding } from "./finding.js";
import { readJson } from "./read-json.js";
import type { Surroundings } from "./surroundings.js";

const NAME = "tsconfig";

/** No option keeps generated code from being compiled. */
export function checkTsconfig({ project: { root, schemaFile } }: Surroundings): Finding[] {
  const found = findUpwards(["tsconfig.json"], dirname(schemaFile), repositoryOf(root));
  if (found === null) return [{ name: NAME, status: "ok", message: "there is none" }];
  const projects = readProjects(`${found.folder}/tsconfig.json`);
  // Defaults depend on the version; without one, they are those of the newest.
  const major = majorOf(findPackage("typescript", root)?.version ?? "7");
  const type = readJson(`${found.folder}/package.json`)?.["type"];
  const problems = projects.flatMap(({ file, options }) =>
    problemsOf(options, major, type === "module").map((problem) => ({
      ...problem,
      message: `${relative(root, file)}: ${problem.message}`,
    })),
  );
  const names = projects.map(({ file }) => relative(root, file));
  return problems.length > 0
    ? problems
    : [{ name: NAME, status: "ok", message: names.join(", ") || "tsconfig.json" }];
}

function problemsOf(options: CompilerOptions, major: number, isEsm: boolean): Finding[] {
  const resolution = resolutionOf(options, major);
  const findings: (Finding | null)[] = [
    ["classic", "node", "node10"].includes(resolution) ? oldResolution(resolution) : null,
    options["resolvePackageJsonExports"] === false
      ? fail("packages are not found without their `exports`", 'remove "resolvePackageJsonExports"')
      : null,
    options["verbatimModuleSyntax"] === true && !isEsm && resolution.startsWith("node")
      ? fail(
          "verbatimModuleSyntax forbids the imports of generated files in a CommonJS package",
          'set "type": "module" in package.json',
        )
      : null,
    isLoose(options, major)
      ? warn("without strictNullChecks some generated files do not compile", 'set "strict": true')
      : null,
    isOldTarget(options)
      ? warn("a target below ES2020 has no bigint literals", 'set "target": "ES2022"')
      : null,
  ];
  return findings.filter((finding) => finding !== null);
}

function oldResolution(resolution: string): Finding {
  const message = `moduleResolution ${resolution} does not find @wsgen/runtime/codegen`;
  return fail(message, 'set "module": "NodeNext", or "moduleResolution": "bundler"');
}

/** As the compiler has it where nothing is said; since version 6 the defaults are newer ones. */
function resolutionOf(options: CompilerOptions, major: number): string {
  const given = word(options["moduleResolution"]);
  if (given !== "") return given;
  const module = word(options["module"]) || defaultModule(options, major);
  if (module.startsWith("node")) return module;
  if (major >= 6 || module === "preserve") return "bundler";
  return module === "commonjs" ? "node10" : "classic";
}

function defaultModule(options: CompilerOptions, major: number): string {
  if (major >= 6) return "esnext";
  return ["", "es3", "es5"].includes(word(options["target"])) ? "commonjs" : "es2015";
}

function isLoose({ strict, strictNullChecks }: CompilerOptions, major: number): boolean {
  return !(strictNullChecks ?? strict ?? major >= 6);
}

function isOldTarget(options: CompilerOptions): boolean {
  return /^es(?:3|5|6|201\d)$/.test(word(options["target"]));
}

function word(value: unknown): string {
  return typeof value === "string" ? value.toLowerCase() : "";
}

function fail(message: string, fix: string): Finding {
  return { name: NAME, status: "fail", message, fix };
}

function warn(message: string, fix: string): Finding {
  return { name: NAME, status: "warn", message, fix };
}
