import type { Argv, CommandModule } from "yargs";
import { processOutput, styled } from "./terminal.js";
import { UsageError } from "./usage-error.js";

interface ExplainFlags {
  readonly code?: string | undefined;
}

export const explainCommand: CommandModule<object, ExplainFlags> = {
  command: "explain [code]",
  describe: "Tell more about a problem, such as WSG1101; without a code, list them",
  builder,
  handler,
};

function builder(argv: Argv): Argv<ExplainFlags> {
  return argv.positional("code", { type: "string", describe: "The code that a message shows" });
}

async function handler({ code }: ExplainFlags): Promise<void> {
  const { errorPages } = await import("../error-pages.js");
  const output = processOutput(process.stdout);
  const pages = errorPages();
  if (code === undefined) {
    for (const page of pages) output.write(`${styled(output, "bold", page.code)}  ${page.title}\n`);
    return;
  }
  const wanted = code.toUpperCase().replace(/^(?:WSG)?/, "WSG");
  const page = pages.find((candidate) => candidate.code === wanted);
  if (page === undefined)
    throw new UsageError(`There is no code ${wanted}; \`wsgen explain\` lists all.`);
  output.write(page.text);
}
