import yargs, { type Argv } from "yargs";
import { readVersion } from "../init/template.js";
import { breakingCommand } from "./breaking.js";
import { checkCommand } from "./check.js";
import { completionCommand } from "./completion.js";
import { diffCommand } from "./diff.js";
import { doctorCommand } from "./doctor.js";
import { explainCommand } from "./explain.js";
import { generateCommand } from "./generate.js";
import { initCommand } from "./init.js";
import { inspectCommand } from "./inspect.js";
import { jsonSchemaCommand } from "./json-schema.js";
import { listCommand } from "./list.js";
import { pruneCommand } from "./prune.js";
import { releaseCommand } from "./release.js";
import { renameCommand } from "./rename.js";
import { UsageError } from "./usage-error.js";
import { watchCommand } from "./watch.js";

/**
 * The commands and their flags. Parsing runs the command.
 * @throws UsageError when parsed, if the arguments make no sense
 */
export function createCommandLine(args: readonly string[]): Argv {
  return yargs([...args])
    .scriptName("wsgen")
    .usage("$0 <command>\n\nGenerates typed WebSocket servers and clients from one zod schema.")
    .command(generateCommand)
    .command(watchCommand)
    .command(checkCommand)
    .command(diffCommand)
    .command(breakingCommand)
    .command(initCommand)
    .command(jsonSchemaCommand)
    .command(pruneCommand)
    .command(renameCommand)
    .command(releaseCommand)
    .command(explainCommand)
    .command(listCommand)
    .command(inspectCommand)
    .command(doctorCommand)
    .command(completionCommand)
    .demandCommand(1, "Name a command.")
    .strict()
    .recommendCommands()
    .version(readVersion())
    .alias({ help: "h", version: "v" })
    .wrap(Math.min(100, process.stdout.columns ?? 80))
    .exitProcess(false)
    .fail((message, error) => {
      throw isFault(error) ? error : new UsageError(message ?? error.message);
    });
}

// yargs throws some of its own complaints, and hands over others as text.
function isFault(error: Error | undefined): boolean {
  return error !== undefined && error.name !== "YError";
}
