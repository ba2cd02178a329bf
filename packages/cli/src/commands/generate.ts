import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";
import { askRenamed } from "./ask-renamed.js";
import { printFile, summaryOf } from "./print-files.js";
import { printNotices } from "./print-notices.js";
import { addProjectFlags, type ProjectFlags } from "./project-flags.js";
import { runWatch } from "./run-watch.js";
import { isInteractive, processOutput, styled } from "./terminal.js";
import { UsageError } from "./usage-error.js";

interface GenerateFlags extends ProjectFlags {
  readonly "dry-run": boolean;
  readonly watch: boolean;
}

export const generateCommand: CommandModule<object, GenerateFlags> = {
  command: ["generate", "gen"],
  describe: "Write what follows from the schema: types, server, client, handler stubs",
  builder,
  handler,
};

function builder(argv: Argv): Argv<GenerateFlags> {
  return addProjectFlags(argv)
    .option("dry-run", {
      type: "boolean",
      default: false,
      describe: "Tell what would be written, and write nothing",
    })
    .option("watch", {
      alias: "w",
      type: "boolean",
      default: false,
      describe: "Do it again whenever the schema changes",
    })
    .check(({ dryRun, watch }) => {
      if (dryRun === true && watch)
        throw new UsageError("--watch and --dry-run exclude each other.");
      return true;
    });
}

async function handler(flags: ArgumentsCamelCase<GenerateFlags>): Promise<void> {
  const { cwd, config, schema, dryRun, watch } = flags;
  if (watch) return runWatch({ cwd, config, schema });
  const started = performance.now();
  const { generate } = await import("../generate.js");
  const confirmRenaming = isInteractive() ? askRenamed : undefined;
  const result = await generate({ cwd, config, schema, dryRun, confirmRenaming });
  const took = Math.round(performance.now() - started);
  const output = processOutput(process.stdout);
  for (const file of result.files) if (file.action !== "unchanged") printFile(output, file);
  output.write(`${summaryOf(result.files, dryRun)} ${styled(output, "dim", `(${took} ms)`)}\n`);
  printNotices(output, result);
}
