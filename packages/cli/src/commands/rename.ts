import { relative } from "node:path";
import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";
import type { RenameResult } from "../rename.js";
import { printFile, summaryOf } from "./print-files.js";
import { addProjectFlags, type ProjectFlags } from "./project-flags.js";
import { processOutput, styled } from "./terminal.js";

interface RenameFlags extends ProjectFlags {
  readonly old: string;
  readonly new: string;
  readonly "dry-run": boolean;
}

export const renameCommand: CommandModule<object, RenameFlags> = {
  command: "rename <old> <new>",
  describe: "Rename an endpoint, a message or a call in the schema and in its handler",
  builder,
  handler,
};

function builder(argv: Argv): Argv<RenameFlags> {
  return addProjectFlags(argv)
    .positional("old", {
      type: "string",
      demandOption: true,
      describe: "An endpoint (chat), or a message or call of one (chat.history)",
    })
    .positional("new", { type: "string", demandOption: true, describe: "The new name" })
    .option("dry-run", {
      type: "boolean",
      default: false,
      describe: "Tell what would be changed, and write nothing",
    });
}

async function handler(flags: ArgumentsCamelCase<RenameFlags>): Promise<void> {
  const { config, cwd, dryRun, new: to, old: from, schema } = flags;
  const { renameInProject } = await import("../rename.js");
  const result = await renameInProject({ cwd, config, schema, from, to, dryRun });
  print(result, dryRun);
}

function print({ files, names, notices }: RenameResult, dryRun: boolean): void {
  const output = processOutput(process.stdout);
  for (const { column, from, line, path, to } of names) {
    const place = `${relative(process.cwd(), path)}:${line}:${column}`;
    output.write(`${styled(output, "yellow", "renamed")} ${place} ${from} -> ${to}\n`);
  }
  for (const file of files) {
    if (file.action !== "unchanged" && file.action !== "renamed") printFile(output, file);
  }
  output.write(`${summaryOf(files, dryRun)}\n`);
  for (const notice of notices) output.write(`${notice}\n`);
}
