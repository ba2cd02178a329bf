import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";
import type { Diagnostic } from "../diagnostic.js";
import { FindingsError, WsgenError } from "../wsgen-error.js";
import { isOnGitHub, printAnnotation } from "./annotations.js";
import { printDiagnostics } from "./print-diagnostics.js";
import { problemsJson } from "./problems-json.js";
import { addProjectFlags, type ProjectFlags } from "./project-flags.js";
import { processOutput, type Output } from "./terminal.js";

interface CheckFlags extends ProjectFlags {
  readonly json: boolean;
}

export const checkCommand: CommandModule<object, CheckFlags> = {
  command: "check",
  describe: "Tell what is not as the schema says, for CI; ends with 3 if there is anything",
  builder,
  handler,
};

function builder(argv: Argv): Argv<CheckFlags> {
  return addProjectFlags(argv).option("json", {
    type: "boolean",
    default: false,
    describe: "Print one JSON document",
  });
}

async function handler(flags: ArgumentsCamelCase<CheckFlags>): Promise<void> {
  const { cwd, config, json, schema } = flags;
  const { check } = await import("../check.js");
  const output = processOutput(process.stdout);
  const report = (found: readonly Diagnostic[]): void => {
    if (json) output.write(problemsJson(found));
    else printText(output, found);
    if (isOnGitHub() && !json) printAnnotations(output, found);
  };
  try {
    const found = await check({ cwd, config, schema });
    report(found);
    if (found.length > 0) throw new FindingsError(3);
  } catch (error) {
    if (!(error instanceof WsgenError)) throw error;
    report(error.diagnostics);
    throw new FindingsError(2);
  }
}

function printText(output: Output, found: readonly Diagnostic[]): void {
  if (found.length === 0) output.write("everything is as the schema says\n");
  else printDiagnostics(output, found, process.cwd());
}

function printAnnotations(output: Output, found: readonly Diagnostic[]): void {
  for (const { code, column, file, fix, line, message } of found) {
    const text = `${message}; fix: ${fix}`;
    printAnnotation(output, { title: code, text, file, line, column });
  }
}
