import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Project } from "../project.js";
import type { WsgenConfig } from "./config.js";

interface ProjectOptions {
  readonly cwd: string;
  /** Replaces the configured schema; relative to `cwd`. */
  readonly schema?: string | undefined;
}

const CONFIG_NAMES = ["wsgen.config.ts", "wsgen.config.mts", "wsgen.config.js", "wsgen.config.mjs"];

/** Where the configuration of a folder may be; the first one counts. */
export function configPlaces(folder: string): string[] {
  return CONFIG_NAMES.map((name) => join(folder, name));
}

/** The configuration in a folder, if there is one. */
export function findConfig(folder: string): string | null {
  return configPlaces(folder).find((file) => existsSync(file)) ?? null;
}

export function resolveProject(
  config: WsgenConfig,
  configFile: string | null,
  { cwd, schema }: ProjectOptions,
): Project {
  const base = configFile === null ? cwd : dirname(configFile);
  const configured = resolve(base, config.schema ?? "src/wsgen.schema.ts");
  const schemaFile = schema === undefined ? configured : resolve(cwd, schema);
  const root =
    configFile === null ? (nearestFolderWith("package.json", dirname(schemaFile)) ?? cwd) : base;
  const { server = {}, client = {} } = config;
  const at = (path: string): string => resolve(root, path);
  const outDir = at((server !== false && server.outDir) || "src/generated");
  return {
    root,
    schemaFile,
    server:
      server === false
        ? null
        : {
            outDir,
            handlersDir: at(server.handlersDir ?? "src/handlers"),
            contextFile: at(server.contextFile ?? "src/context.ts"),
          },
    client:
      client === false
        ? null
        : {
            outDir: client.outDir === undefined ? outDir : at(client.outDir),
            validate: client.validate ?? "all",
            format: client.format ?? "ts",
          },
  };
}

/** The nearest folder, upwards from `from`, that holds `name`. */
export function nearestFolderWith(name: string, from: string): string | null {
  if (existsSync(join(from, name))) return from;
  const parent = dirname(from);
  return parent === from ? null : nearestFolderWith(name, parent);
}
