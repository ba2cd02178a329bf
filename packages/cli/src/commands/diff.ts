import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";
import type { FileDiff } from "../diff-files.js";
import { FindingsError } from "../wsgen-error.js";
import { addProjectFlags, type ProjectFlags } from "./project-flags.js";
import { processOutput, styled, type Output } from "./terminal.js";

interface DiffFlags extends ProjectFlags {
  readonly stat: boolean;
  readonly json: boolean;
  readonly "exit-code": boolean;
}

export const diffCommand: CommandModule<object, DiffFlags> = {
  command: "diff",
  describe: "Show what `wsgen generate` would change, line by line",
  builder,
  handler,
};

function builder(argv: Argv): Argv<DiffFlags> {
  return addProjectFlags(argv)
    .option("stat", {
      type: "boolean",
      default: false,
      describe: "Only count the lines of each file",
    })
    .option("json", { type: "boolean", default: false, describe: "Print one JSON document" })
    .option("exit-code", {
      type: "boolean",
      default: false,
      describe: "End with 3 if there is a difference",
    });
}

async function handler(flags: ArgumentsCamelCase<DiffFlags>): Promise<void> {
  const { config, cwd, exitCode, json, schema, stat } = flags;
  const output = processOutput(process.stdout);
  const { diffFiles } = await import("../diff-files.js");
  const files = await diffFiles({ cwd, config, schema });
  if (json) output.write(`${JSON.stringify({ files }, null, 2)}\n`);
  else for (const file of files) printFile(output, file, stat);
  if (exitCode && files.length > 0) throw new FindingsError(3);
}

function printFile(output: Output, file: FileDiff, stat: boolean): void {
  const { action, addedLines, patch, path, removedLines } = file;
  if (!stat) return output.write(patch.replaceAll(/^[-+@].*$/gm, (line) => colored(output, line)));
  const counts = [
    styled(output, "green", `+${addedLines}`),
    styled(output, "red", `-${removedLines}`),
  ];
  output.write(`${path} ${counts.join(" ")}${action === "created" ? " (new)" : ""}\n`);
}

function colored(output: Output, line: string): string {
  if (/^(?:---|\+\+\+) /.test(line)) return styled(output, "bold", line);
  if (line.startsWith("@@")) return styled(output, "dim", line);
  return styled(output, line.startsWith("+") ? "green" : "red", line);
}
