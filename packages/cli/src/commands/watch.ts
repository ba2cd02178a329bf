import type { ArgumentsCamelCase, CommandModule } from "yargs";
import { addProjectFlags, type ProjectFlags } from "./project-flags.js";
import { runWatch } from "./run-watch.js";

export const watchCommand: CommandModule<object, ProjectFlags> = {
  command: "watch",
  describe: "Generate, and again whenever the schema changes; the same as generate --watch",
  builder: addProjectFlags,
  handler: ({ cwd, config, schema }: ArgumentsCamelCase<ProjectFlags>) =>
    runWatch({ cwd, config, schema }),
};
