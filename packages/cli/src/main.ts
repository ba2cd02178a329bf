import { createCommandLine } from "./commands/command-line.js";
import { printDiagnostics } from "./commands/print-diagnostics.js";
import { processOutput, type Output } from "./commands/terminal.js";
import { UsageError } from "./commands/usage-error.js";
import { nearestWord } from "./nearest-word.js";
import { CancelledError, FindingsError, WsgenError } from "./wsgen-error.js";

/**
 * How a run ended: fine, through a fault of wsgen's own, through something the user can mend, with findings of
 * `wsgen check`, or cancelled.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 130;

/** Runs the command line; never exits by itself. */
export async function main(args: readonly string[]): Promise<ExitCode> {
  try {
    await createCommandLine(args.length === 0 ? ["--help"] : args).parseAsync();
    return 0;
  } catch (error) {
    return report(error, args, processOutput(process.stderr));
  }
}

async function report(error: unknown, args: readonly string[], output: Output): Promise<ExitCode> {
  if (error instanceof WsgenError) {
    printDiagnostics(output, error.diagnostics, process.cwd());
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

async function explainUsage(message: string, args: readonly string[]): Promise<string> {
  const unknown = /^Unknown arguments?: (?<name>[^\s,]+)/.exec(message)?.groups?.["name"];
  if (unknown === undefined) return message;
  if (!args.some((arg) => arg.startsWith(`--${unknown}`))) return `Unknown argument: ${unknown}`;
  const help = await createCommandLine(args.slice(0, 1)).getHelp();
  const flags = [...help.matchAll(/--([a-z-]+)/g)].map((match) => match[1] ?? "");
  const near = nearestWord(unknown, flags);
  return `Unknown flag: --${unknown}${near === null ? "" : `. Did you mean --${near}?`}`;
}
