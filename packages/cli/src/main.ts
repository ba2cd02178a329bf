import { askYargs, ASKED, completeWords } from "./commands/complete-words.js";
import { createCommandLine } from "./commands/command-line.js";
import { printDiagnostics } from "./commands/print-diagnostics.js";
import { problemsJson } from "./commands/problems-json.js";
import { processOutput, type Output } from "./commands/terminal.js";
import { UsageError } from "./commands/usage-error.js";
import { checkUsage, explainUsage } from "./commands/usage.js";
import { CancelledError, FindingsError, WsgenError } from "./wsgen-error.js";

/**
 * How a run ended: fine, through a fault of wsgen's own, through something the user can mend, with findings of
 * `wsgen check`, with breaking changes, or cancelled.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 130;

/** Runs the command line; never exits by itself. */
export async function main(args: readonly string[]): Promise<ExitCode> {
  try {
    const words = completeWords(args);
    if (words !== null) processOutput(process.stdout).write(`${words.join("\n")}\n`);
    else await run(args);
    return 0;
  } catch (error) {
    return report(error, args, processOutput(process.stderr));
  }
}

async function run(args: readonly string[]): Promise<void> {
  const isAsked = args[0] === ASKED;
  if (!isAsked) await checkUsage(args);
  const words = isAsked ? askYargs(args) : args;
  await createCommandLine(words.length === 0 ? ["--help"] : words).parseAsync();
}

async function report(error: unknown, args: readonly string[], output: Output): Promise<ExitCode> {
  if (error instanceof WsgenError) {
    const { diagnostics } = error;
    // Who asks for JSON reads one document, whatever comes.
    if (args.includes("--json")) processOutput(process.stdout).write(problemsJson(diagnostics));
    else printDiagnostics(output, diagnostics, process.cwd());
    return 2;
  }
  if (error instanceof FindingsError) return error.exitCode;
  if (error instanceof CancelledError) return 130;
  if (error instanceof UsageError) {
    const hint = "Run `wsgen --help` to see what there is.";
    output.write(`${await explainUsage(error.message, args)}\n${hint}\n`);
    return 2;
  }
  const text = error instanceof Error ? error.stack : String(error);
  output.write(`wsgen failed, which is a fault of its own:\n${text}\n`);
  return 1;
}
