import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";
import type { DescribedDirection } from "../emit/describe-endpoint.js";
import type { InspectedEndpoint } from "../inspect-endpoint.js";
import { addJsonFlag, addProjectFlags, type JsonFlag, type ProjectFlags } from "./project-flags.js";
import { processOutput, styled, type Output } from "./terminal.js";

interface InspectFlags extends ProjectFlags, JsonFlag {
  readonly endpoint: string;
}

export const inspectCommand: CommandModule<object, InspectFlags> = {
  command: "inspect <endpoint>",
  describe: "Tell all about one endpoint: types, calls, delivery, contract, places",
  builder,
  handler,
};

function builder(argv: Argv): Argv<InspectFlags> {
  return addJsonFlag(addProjectFlags(argv)).positional("endpoint", {
    type: "string",
    demandOption: true,
    describe: "Its name in the schema",
  });
}

async function handler(flags: ArgumentsCamelCase<InspectFlags>): Promise<void> {
  const { cwd, config, endpoint: name, json, schema } = flags;
  const { inspectEndpoint } = await import("../inspect-endpoint.js");
  const endpoint = await inspectEndpoint(name, { cwd, config, schema });
  const output = processOutput(process.stdout);
  if (json) return output.write(`${JSON.stringify(endpoint, null, 2)}\n`);
  printEndpoint(output, endpoint);
}

/** A name, what it is, and what to add; a type may take several lines. */
interface Row {
  readonly name: string;
  readonly text: string;
  readonly note?: string;
  readonly indent?: number;
}

function printEndpoint(output: Output, endpoint: InspectedEndpoint): void {
  const { handler: file, hash, mode, name, params, path, query, schema } = endpoint;
  output.write(`${styled(output, "bold", name)} ${mode} ${path}\n`);
  printRows(output, [
    { name: "schema", text: schema === null ? "unknown" : `${schema.file}:${schema.line}` },
    { name: "handler", text: file ?? "missing" },
    { name: "contract", text: hash },
    ...(params === null ? [] : [{ name: "params", text: params }]),
    ...(query === null ? [] : [{ name: "query", text: query }]),
  ]);
  printDirection(output, "client to server", endpoint.clientToServer);
  printDirection(output, "server to client", endpoint.serverToClient);
  const types = Object.values(endpoint.types);
  if (types.length === 0) return;
  output.write(`\n${styled(output, "bold", "types")}\n`);
  for (const text of types) output.write(`  ${text.replaceAll("\n", "\n  ")}\n`);
}

function printDirection(output: Output, title: string, direction: DescribedDirection): void {
  const rows = direction.kind === "raw" ? rawRows(direction) : messageRows(direction);
  if (rows.length === 0) return;
  output.write(`\n${styled(output, "bold", title)}\n`);
  printRows(output, rows);
}

function rawRows({ encoding, type }: DescribedDirection & { kind: "raw" }): Row[] {
  return encoding === null ? [] : [{ name: `raw ${encoding}`, text: type ?? "" }];
}

function messageRows({ calls, messages }: DescribedDirection & { kind: "messages" }): Row[] {
  return [
    ...messages.map(({ delivery, key, name, type }) => {
      const note = key === undefined ? delivery : `${delivery} by ${key}`;
      return { name, text: type, ...(delivery !== "reliable" && { note }) };
    }),
    ...calls.flatMap((call): Row[] => {
      const { effect, errors, name } = call;
      const parts = (["input", "uploads", "items", "output"] as const).flatMap((part) => {
        const text = call[part];
        return text === null ? [] : [{ name: part, text, indent: 1 }];
      });
      const failures = Object.entries(errors).map(([code, text]) => ({
        name: `error ${code}`,
        text,
        indent: 1,
      }));
      return [{ name, text: `call, ${effect}` }, ...parts, ...failures];
    }),
  ];
}

function printRows(output: Output, rows: readonly Row[]): void {
  const starts = rows.map(({ indent = 0, name }) => `  ${"  ".repeat(indent)}${name}`);
  const width = Math.max(...starts.map((start) => start.length)) + 2;
  for (const [index, { note, text }] of rows.entries()) {
    const start = (starts[index] ?? "").padEnd(width);
    const lines = text.replaceAll("\n", `\n${" ".repeat(width)}`);
    const end = note === undefined ? "" : `  ${styled(output, "dim", note)}`;
    output.write(`${start}${lines}${end}\n`);
  }
}
