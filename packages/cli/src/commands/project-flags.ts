import type { Argv } from "yargs";

/** Which project a command is about. */
export interface ProjectFlags {
  readonly cwd: string;
  readonly config?: string | undefined;
  readonly schema?: string | undefined;
}

export function addProjectFlags(argv: Argv): Argv<ProjectFlags> {
  return argv
    .option("config", {
      alias: "c",
      type: "string",
      requiresArg: true,
      describe: "Configuration (default: wsgen.config.ts, if there is one)",
    })
    .option("cwd", {
      type: "string",
      requiresArg: true,
      default: ".",
      describe: "Folder of the project",
    })
    .option("schema", {
      type: "string",
      requiresArg: true,
      describe: "Schema (default: src/wsgen.schema.ts)",
    });
}

/** Whether a program reads what is printed. */
export interface JsonFlag {
  readonly json: boolean;
}

export function addJsonFlag<Flags>(argv: Argv<Flags>): Argv<Flags & JsonFlag> {
  return argv.option("json", {
    type: "boolean",
    default: false,
    describe: "Print one JSON document",
  });
}
