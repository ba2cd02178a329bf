import { join, relative, sep } from "node:path";
import type { Project } from "../project.js";
import { findUpwards, repositoryOf } from "./find-package.js";
import type { Finding } from "./finding.js";
import { isIgnoredBy, judge } from "./ignore-patterns.js";
import { isObject, readJson } from "./read-json.js";
import type { Surroundings } from "./surroundings.js";

/** A program that would rewrite files, and how it is told which ones to leave alone. */
interface Formatter {
  readonly name: string;
  /** Files whose presence says that it is used. */
  readonly configs: readonly string[];
  ignores(config: ConfigFile, file: string, top: string): boolean;
  /** What to add for a folder. */
  fix(folder: string, config: ConfigFile): string;
}

interface ConfigFile {
  readonly folder: string;
  readonly name: string;
}

const ENDINGS = ["js", "cjs", "mjs", "ts", "cts", "mts"];

const FORMATTERS: readonly Formatter[] = [
  {
    name: "prettier",
    configs: [
      ".prettierrc",
      ...["json", "json5", "yaml", "yml", "toml", ...ENDINGS].map((end) => `.prettierrc.${end}`),
      ...ENDINGS.map((end) => `prettier.config.${end}`),
    ],
    ignores: (_config, file, top) =>
      isIgnoredBy(".prettierignore", file, top) || isIgnoredBy(".gitignore", file, top),
    fix: (folder) => `add ${folder}/ to .prettierignore`,
  },
  {
    name: "oxfmt",
    configs: [".oxfmtrc.json", ".oxfmtrc.jsonc"],
    ignores: (config, file, top) =>
      judge(strings(read(config)["ignorePatterns"]), pathFrom(config.folder, file)) === true ||
      isIgnoredBy(".prettierignore", file, top) ||
      isIgnoredBy(".gitignore", file, top),
    fix: (folder, { name }) => `add "${folder}" to ignorePatterns in ${name}`,
  },
  {
    name: "biome",
    configs: ["biome.json", "biome.jsonc"],
    ignores: biomeIgnores,
    fix: (folder, { name }) => `add "!${folder}" to files.includes in ${name}, behind "**"`,
  },
];

/** No formatter changes generated files, which would then count as edited by hand. */
export function checkFormatters({ project }: Surroundings): Finding[] {
  const { root } = project;
  const top = repositoryOf(root);
  const used = FORMATTERS.flatMap((formatter) => {
    const config = findUpwards(formatter.configs, root, top) ?? inManifest(formatter.name, root);
    return config === null ? [] : [{ formatter, config }];
  });
  const problems = used.flatMap(({ config, formatter }) =>
    generatedFolders(project)
      .filter((folder) => !formatter.ignores(config, join(folder, "types.ts"), top))
      .map((folder): Finding => {
        const path = pathFrom(config.folder, folder);
        const message = `${formatter.name} would rewrite ${path}, which then counts as edited by hand`;
        return { name: "formatter", status: "warn", message, fix: formatter.fix(path, config) };
      }),
  );
  const names = used.map(({ formatter }) => formatter.name).join(", ");
  const message = names === "" ? "none is configured" : `${names}: leaves generated files alone`;
  return problems.length > 0 ? problems : [{ name: "formatter", status: "ok", message }];
}

export function generatedFolders({ client, server }: Project): string[] {
  const folders = [server?.outDir, client?.outDir].filter((folder) => folder !== undefined);
  return [...new Set(folders)];
}

function biomeIgnores(config: ConfigFile, file: string, top: string): boolean {
  const { files, formatter, vcs } = read(config);
  const path = pathFrom(config.folder, file);
  if (isObject(formatter) && formatter["enabled"] === false) return true;
  const isGit = isObject(vcs) && vcs["enabled"] === true && vcs["useIgnoreFile"] === true;
  if (isGit && isIgnoredBy(".gitignore", file, top)) return true;
  return [files, formatter].some((section) => {
    if (!isObject(section)) return false;
    // Version 2 has one list with `!`, version 1 a list of what to leave out.
    const includes = strings(section["includes"]).map((pattern) => pattern.replace(/^!!/, "!"));
    const isLeftOut = includes.length > 0 && judge(includes, path) !== true;
    return isLeftOut || judge(strings(section["ignore"]), path) === true;
  });
}

function inManifest(name: string, root: string): ConfigFile | null {
  const manifest = readJson(join(root, "package.json"));
  return manifest !== null && name in manifest ? { folder: root, name: "package.json" } : null;
}

function read({ folder, name }: ConfigFile): Readonly<Record<string, unknown>> {
  return readJson(join(folder, name)) ?? {};
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function pathFrom(folder: string, path: string): string {
  return relative(folder, path).split(sep).join("/");
}
