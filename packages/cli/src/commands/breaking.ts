import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";
import type { BreakingChange, BreakingReport } from "../breaking.js";
import { FindingsError } from "../wsgen-error.js";
import { addAgainstFlag, type AgainstFlag } from "./against-flag.js";
import { isOnGitHub, printAnnotation } from "./annotations.js";
import { printChange } from "./print-changes.js";
import { addProjectFlags, type ProjectFlags } from "./project-flags.js";
import { processOutput, styled, type Output } from "./terminal.js";

interface BreakingFlags extends ProjectFlags, AgainstFlag {
  readonly strict: boolean;
  readonly json: boolean;
}

export const breakingCommand: CommandModule<object, BreakingFlags> = {
  command: "breaking",
  describe: "Tell what breaks clients that are out there, for CI; ends with 4 if there is anything",
  builder,
  handler,
};

function builder(argv: Argv): Argv<BreakingFlags> {
  return addAgainstFlag(addProjectFlags(argv), " (default: lock)")
    .option("strict", {
      type: "boolean",
      default: false,
      describe: "Count what cannot be judged as breaking, too",
    })
    .option("json", { type: "boolean", default: false, describe: "Print one JSON document" });
}

async function handler(flags: ArgumentsCamelCase<BreakingFlags>): Promise<void> {
  const { against = "lock", config, cwd, json, schema, strict } = flags;
  const { findBreaking } = await import("../breaking.js");
  const report = await findBreaking({ cwd, config, schema, against, strict });
  const output = processOutput(process.stdout);
  const { baselines, changes, expired, unused } = report;
  const breaking = changes.filter(({ waiver }) => waiver === null);
  if (json) {
    const document = { baselines, changes, expired, unused };
    output.write(`${JSON.stringify(document, null, 2)}\n`);
  } else {
    printReport(output, report, breaking.length);
    if (isOnGitHub()) for (const change of breaking) annotate(output, report, change);
  }
  if (breaking.length > 0) throw new FindingsError(4);
}

function printReport(output: Output, report: BreakingReport, count: number): void {
  const { baselines, changes, expired, unused } = report;
  for (const change of changes) {
    printChange(output, change, baselines);
    if (change.waiver !== null)
      output.write(`  waived until ${change.waiver.until}: ${change.waiver.reason}\n`);
  }
  for (const { at, rule, until } of expired)
    output.write(`the waiver of ${rule} at ${at} has held until ${until}\n`);
  for (const { at, rule } of unused)
    output.write(`the waiver of ${rule} at ${at} is not needed any more\n`);
  const waived = changes.length - count;
  const rest = waived === 0 ? "" : `; ${waived} waived`;
  const style = count === 0 ? "green" : "red";
  const verdict = count === 0 ? "nothing breaks" : `${count} breaking`;
  output.write(`${styled(output, style, verdict)} for clients of ${baselines.join(", ")}${rest}\n`);
}

function annotate(
  output: Output,
  { schemaFile }: BreakingReport,
  { at, message, rule }: BreakingChange,
): void {
  printAnnotation(output, {
    title: `breaking: ${rule}`,
    text: `${at}: ${message}`,
    file: schemaFile,
  });
}
