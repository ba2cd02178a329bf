import type { Answers } from "./ask.js";
import { execCommand, runCommand } from "./package-manager.js";

/** What to type now, and the command that does the same without questions. */
export function nextSteps(answers: Answers): string {
  const steps = [
    ...(answers.dir === "." ? [] : [`cd ${quote(answers.dir)}`]),
    ...(answers.install ? [] : [`${answers.pm} install`]),
    runCommand(answers.pm, "dev"),
  ];
  return [
    `Created ${answers.dir} from the template ${answers.template}. Next:`,
    "",
    ...steps.map((step) => `  ${step}`),
    "",
    "The same without questions:",
    `  ${equivalentCommand(answers)}`,
  ].join("\n");
}

function equivalentCommand({ dir, template, pm, install }: Answers): string {
  const flags = `--template ${template} --pm ${pm} ${install ? "--install" : "--no-install"}`;
  return `${execCommand(pm, "wsgen")} init ${quote(dir)} ${flags}`;
}

function quote(text: string): string {
  return /^[\w./\\:@+-]+$/.test(text) ? text : JSON.stringify(text);
}
