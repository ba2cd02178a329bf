import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";
import type { Diagnostic } from "../diagnostic.js";
import { placeOf } from "./print-diagnostics.js";
import { askRenamed } from "./ask-renamed.js";
import { printFile, summaryOf } from "./print-files.js";
import { addProjectFlags, type ProjectFlags } from "./project-flags.js";
import { isInteractive, processOutput, styled, type Output } from "./terminal.js";

interface GenerateFlags extends ProjectFlags {
  readonly "dry-run": boolean;
}

export const generateCommand: CommandModule<object, GenerateFlags> = {
  command: ["generate", "gen"],
  describe: "Write what follows from the schema: types, server, client, handler stubs",
  builder,
  handler,
};

function builder(argv: Argv): Argv<GenerateFlags> {
  return addProjectFlags(argv).option("dry-run", {
    type: "boolean",
    default: false,
    describe: "Tell what would be written, and write nothing",
  });
}

async function handler(flags: ArgumentsCamelCase<GenerateFlags>): Promise<void> {
  const started = performance.now();
  const { cwd, config, schema, dryRun } = flags;
  const { generate } = await import("../generate.js");
  const confirmRenaming = isInteractive() ? askRenamed : undefined;
  const result = await generate({ cwd, config, schema, dryRun, confirmRenaming });
  const took = Math.round(performance.now() - started);
  const output = processOutput(process.stdout);
  for (const file of result.files) if (file.action !== "unchanged") printFile(output, file);
  output.write(`${summaryOf(result.files, dryRun)} ${styled(output, "dim", `(${took} ms)`)}\n`);
  for (const notice of result.notices) output.write(`${notice}\n`);
  printCodePlaces(output, result.codePlaces);
}

function printCodePlaces(output: Output, places: readonly Diagnostic[]): void {
  const { length } = places;
  if (length === 0) return;
  const subject = length === 1 ? "1 place has" : `${length} places have`;
  output.write(`${subject} code of its own, which the server runs; clients check the rest:\n`);
  for (const place of places) {
    output.write(`  ${styled(output, "dim", placeOf(place, process.cwd()))} ${place.message}\n`);
  }
}
