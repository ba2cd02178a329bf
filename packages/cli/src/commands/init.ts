import type { Argv, CommandModule } from "yargs";

import { type Answers, ask } from "../init/ask.js";
import { install } from "../init/install.js";
import { nextSteps } from "../init/next-steps.js";
import {
  detectPackageManager,
  type PackageManager,
  packageManagers,
} from "../init/package-manager.js";
import { packageNameFrom } from "../init/package-name.js";
import { planProject } from "../init/plan-project.js";
import { findTemplate, findTemplates, readVersion } from "../init/template.js";
import { writeProject } from "../init/write-project.js";
import { CancelledError } from "../wsgen-error.js";
import { isInteractive } from "./terminal.js";

interface InitFlags {
  dir?: string | undefined;
  template?: string | undefined;
  pm?: PackageManager | undefined;
  install?: boolean | undefined;
  yes: boolean;
  force: boolean;
}

export const initCommand: CommandModule<object, InitFlags> = {
  command: "init [dir]",
  describe: "Start a project from a template",
  builder,
  handler,
};

function builder(argv: Argv): Argv<InitFlags> {
  const names = findTemplates()
    .map(({ name }) => name)
    .join(" or ");
  return argv
    .positional("dir", { type: "string", describe: "Folder for the project; . is this one" })
    .option("template", {
      type: "string",
      describe: `Template to start from: ${names} (default: echo)`,
    })
    .option("pm", {
      choices: packageManagers,
      describe: "Package manager (default: the one that runs this command)",
    })
    .option("install", { type: "boolean", describe: "Install the packages at once" })
    .option("yes", {
      alias: "y",
      type: "boolean",
      default: false,
      describe: "Ask nothing: take the suggested answers, and install",
    })
    .option("force", { type: "boolean", default: false, describe: "Overwrite files that exist" });
}

async function handler(flags: InitFlags): Promise<void> {
  const answers = await findAnswers(flags);
  if (answers === null) throw new CancelledError();
  await createProject(answers, flags.force);
}

async function findAnswers(flags: InitFlags): Promise<Answers | null> {
  if (flags.template !== undefined) findTemplate(flags.template);
  const interactive = isInteractive() && !flags.yes;
  const suggested: Answers = {
    dir: "wsgen-app",
    template: "echo",
    pm: detectPackageManager(process.env["npm_config_user_agent"]),
    install: interactive || flags.yes,
  };
  const { dir, template, pm } = flags;
  const given = Object.fromEntries(
    Object.entries({ dir, template, pm, install: flags.install }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  return interactive ? ask(given, suggested) : { ...suggested, ...given };
}

async function createProject(answers: Answers, force: boolean): Promise<void> {
  const template = findTemplate(answers.template);
  const files = planProject(template, packageNameFrom(answers.dir), readVersion());
  writeProject(files, answers.dir, { force });
  if (answers.install) await install(answers.pm, answers.dir);
  console.log(nextSteps(answers));
}
