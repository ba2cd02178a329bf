import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";
import type { FileDiff } from "../diff-files.js";
import { FindingsError } from "../wsgen-error.js";
import { addAgainstFlag } from "./against-flag.js";
import { countChanges, printChange } from "./print-changes.js";
import { addProjectFlags, type ProjectFlags } from "./project-flags.js";
import { processOutput, styled, type Output } from "./terminal.js";

interface DiffFlags extends ProjectFlags {
  readonly against?: string | undefined;
  readonly stat: boolean;
  readonly json: boolean;
  readonly "exit-code": boolean;
}

export const diffCommand: CommandModule<object, DiffFlags> = {
  command: "diff",
  describe: "Show what `wsgen generate` would change, or how the contract has changed",
  builder,
  handler,
};

function builder(argv: Argv): Argv<DiffFlags> {
  return addAgainstFlag(addProjectFlags(argv))
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
  const { against, exitCode } = flags;
  const differs =
    against === undefined ? await showFiles(flags) : await showContract(flags, against);
  if (exitCode && differs) throw new FindingsError(3);
}

async function showFiles({ config, cwd, json, schema, stat }: DiffFlags): Promise<boolean> {
  const output = processOutput(process.stdout);
  const { diffFiles } = await import("../diff-files.js");
  const files = await diffFiles({ cwd, config, schema });
  if (json) output.write(`${JSON.stringify({ files }, null, 2)}\n`);
  else for (const file of files) printFile(output, file, stat);
  return files.length > 0;
}

async function showContract(
  { config, cwd, json, schema, stat }: DiffFlags,
  against: string,
): Promise<boolean> {
  const output = processOutput(process.stdout);
  const { compareWith } = await import("../breaking.js");
  const { baselines, changes } = await compareWith({ cwd, config, schema, against });
  if (json) output.write(`${JSON.stringify({ baselines, changes }, null, 2)}\n`);
  else if (!stat) for (const change of changes) printChange(output, change, baselines);
  if (!json) output.write(`${countChanges(changes)}\n`);
  return changes.length > 0;
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
