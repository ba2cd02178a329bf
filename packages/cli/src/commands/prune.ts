import { relative, sep } from "node:path";
import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";
import type { PrunedFile } from "../prune.js";
import { addProjectFlags, type ProjectFlags } from "./project-flags.js";
import { processOutput, styled, type Output } from "./terminal.js";

interface PruneFlags extends ProjectFlags {
  readonly json: boolean;
  readonly stubs: boolean;
  readonly yes: boolean;
}

export const pruneCommand: CommandModule<object, PruneFlags> = {
  command: "prune",
  describe:
    "List files that belong to nothing in the schema any more, or move them to a trash folder",
  builder,
  handler,
};

function builder(argv: Argv): Argv<PruneFlags> {
  return addProjectFlags(argv)
    .option("yes", {
      alias: "y",
      type: "boolean",
      default: false,
      describe: "Move them all to .wsgen/trash, your code too",
    })
    .option("stubs", {
      type: "boolean",
      default: false,
      describe: "Move only those in which nothing is yours: untouched stubs, generated files",
    })
    .option("json", { type: "boolean", default: false, describe: "Print one JSON document" });
}

async function handler(flags: ArgumentsCamelCase<PruneFlags>): Promise<void> {
  const { cwd, config, json, schema, stubs, yes } = flags;
  const { prune } = await import("../prune.js");
  const move = yes ? "everything" : stubs ? "untouched" : "nothing";
  const files = await prune({ cwd, config, schema, move });
  const output = processOutput(process.stdout);
  if (json) output.write(`${JSON.stringify({ files: files.map(asJson) }, null, 2)}\n`);
  else printText(output, files);
}

function asJson({ movedTo, path, ...file }: PrunedFile): object {
  return { path: shown(path), ...file, movedTo: movedTo === null ? null : shown(movedTo) };
}

function printText(output: Output, files: readonly PrunedFile[]): void {
  for (const file of files) printFile(output, file);
  if (files.length === 0) return output.write("every file belongs to something in the schema\n");
  const moved = files.filter(({ movedTo }) => movedTo !== null);
  const left = files.filter(({ kept, movedTo }) => movedTo === null && kept === null);
  const some = left.some(({ untouched }) => untouched);
  if (left.length > 0) {
    const flags = some ? "--stubs moves what has nothing of yours, --yes all" : "--yes moves all";
    output.write(`${left.length} left where they are: ${flags}, to .wsgen/trash\n`);
  }
  if (moved.some(({ kind }) => kind === "handler")) {
    output.write("run `wsgen generate`: the generated server has types for them still\n");
  }
}

function printFile(
  output: Output,
  { endpoints, kept, kind, movedTo, path, untouched }: PrunedFile,
): void {
  const what =
    kind === "generated" ? "generated no more" : `handler of ${endpoints.join(", ")}, gone`;
  const whose = untouched ? "nothing of yours" : "has code of yours";
  const verb =
    movedTo === null ? styled(output, "yellow", "orphan") : styled(output, "green", "moved");
  const to = movedTo === null ? "" : ` to ${shown(movedTo)}`;
  const stays = kept === null ? "" : `; stays, because it ${kept}`;
  output.write(`${verb} ${shown(path)}${to} (${what}; ${whose}${stays})\n`);
}

function shown(path: string): string {
  return relative(process.cwd(), path).split(sep).join("/");
}
