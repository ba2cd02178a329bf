import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";
import type { DirectionSummary, EndpointSummary } from "../list-endpoints.js";
import { columns } from "./columns.js";
import { addJsonFlag, addProjectFlags, type JsonFlag, type ProjectFlags } from "./project-flags.js";
import { processOutput, styled } from "./terminal.js";

type ListFlags = ProjectFlags & JsonFlag;

export const listCommand: CommandModule<object, ListFlags> = {
  command: ["list", "ls"],
  describe: "List the endpoints: mode, path, what travels, handler and schema",
  builder,
  handler,
};

function builder(argv: Argv): Argv<ListFlags> {
  return addJsonFlag(addProjectFlags(argv));
}

async function handler(flags: ArgumentsCamelCase<ListFlags>): Promise<void> {
  const { cwd, config, json, schema } = flags;
  const { listEndpoints } = await import("../list-endpoints.js");
  const endpoints = await listEndpoints({ cwd, config, schema });
  const output = processOutput(process.stdout);
  if (json) return output.write(`${JSON.stringify({ endpoints }, null, 2)}\n`);
  const head = ["endpoint", "mode", "path", "to server", "to client", "handler", "schema"];
  const [first = "", ...lines] = columns([head, ...endpoints.map(cells)]);
  output.write(`${styled(output, "dim", first)}\n`);
  for (const line of lines) output.write(`${line}\n`);
}

function cells(endpoint: EndpointSummary): string[] {
  const { clientToServer, handler: file, mode, name, path, schema, serverToClient } = endpoint;
  const place = schema === null ? "" : `${schema.file}:${schema.line}`;
  return [
    name,
    mode,
    path,
    traffic(clientToServer),
    traffic(serverToClient),
    file ?? "missing",
    place,
  ];
}

function traffic(direction: DirectionSummary): string {
  if (direction.kind === "raw")
    return direction.encoding === null ? "nothing" : `raw ${direction.encoding}`;
  const { calls, messages } = direction;
  const counts = [counted(messages, "message"), counted(calls, "call")].filter(
    (text) => text !== "",
  );
  return counts.join(", ") || "nothing";
}

function counted(count: number, noun: string): string {
  if (count === 0) return "";
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
