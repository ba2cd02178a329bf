import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";
import { addProjectFlags, type ProjectFlags } from "./project-flags.js";
import { processOutput, styled } from "./terminal.js";
import { UsageError } from "./usage-error.js";

interface ReleaseFlags extends ProjectFlags {
  readonly name?: string | undefined;
  readonly force: boolean;
  readonly remove: boolean;
}

export const releaseCommand: CommandModule<object, ReleaseFlags> = {
  command: "release [name]",
  describe: "Record the current contract in wsgen.lock.json, as one that clients have",
  builder,
  handler,
};

function builder(argv: Argv): Argv<ReleaseFlags> {
  return addProjectFlags(argv)
    .positional("name", {
      type: "string",
      describe: "Name of the release (default: the version in package.json)",
    })
    .option("force", {
      type: "boolean",
      default: false,
      describe: "Replace a release of this name that has another contract",
    })
    .option("remove", {
      type: "boolean",
      default: false,
      describe: "Forget the release instead: no client of it is left",
    });
}

async function handler(flags: ArgumentsCamelCase<ReleaseFlags>): Promise<void> {
  const { config, cwd, force, name, remove, schema } = flags;
  const project = { cwd, config, schema };
  const { release, removeRelease } = await import("../release.js");
  if (remove && name === undefined) throw new UsageError("Name the release that is to be removed.");
  const result =
    remove && name !== undefined
      ? await removeRelease(project, name)
      : await release({ ...project, name, force });
  const output = processOutput(process.stdout);
  const style = result.action === "unchanged" ? "dim" : "green";
  const { length } = result.releases;
  output.write(
    `${styled(output, style, result.action)} ${result.name}; wsgen.lock.json has ${length} release${length === 1 ? "" : "s"}\n`,
  );
}
