import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";
import { addProjectFlags, type ProjectFlags } from "./project-flags.js";
import { processOutput, styled } from "./terminal.js";

interface JsonSchemaFlags extends ProjectFlags {
  readonly out?: string | undefined;
}

export const jsonSchemaCommand: CommandModule<object, JsonSchemaFlags> = {
  command: "json-schema",
  describe: "Print what travels, as a JSON Schema for other languages",
  builder,
  handler,
};

function builder(argv: Argv): Argv<JsonSchemaFlags> {
  return addProjectFlags(argv).option("out", {
    alias: "o",
    type: "string",
    requiresArg: true,
    describe: "File to write it to (default: the standard output)",
  });
}

async function handler(flags: ArgumentsCamelCase<JsonSchemaFlags>): Promise<void> {
  const { cwd, config, out, schema } = flags;
  const { jsonSchema, jsonSchemaText, writeJsonSchema } = await import("../json-schema.js");
  const document = await jsonSchema({ cwd, config, schema });
  const output = processOutput(process.stdout);
  if (out === undefined) return output.write(jsonSchemaText(document));
  const action = writeJsonSchema(document, out);
  const style = action === "created" ? "green" : action === "unchanged" ? "dim" : "yellow";
  output.write(`${styled(output, style, action)} ${out}\n`);
}
