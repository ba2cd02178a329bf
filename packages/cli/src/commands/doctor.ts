import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";
import type { Finding } from "../doctor/finding.js";
import { FindingsError } from "../wsgen-error.js";
import { columns } from "./columns.js";
import { addJsonFlag, addProjectFlags, type JsonFlag, type ProjectFlags } from "./project-flags.js";
import { processOutput, styled, type Output } from "./terminal.js";

type DoctorFlags = ProjectFlags & JsonFlag;

export const doctorCommand: CommandModule<object, DoctorFlags> = {
  command: "doctor",
  describe: "Look at versions, settings and tools around a project; ends with 2 if some fail",
  builder,
  handler,
};

function builder(argv: Argv): Argv<DoctorFlags> {
  return addJsonFlag(addProjectFlags(argv));
}

async function handler(flags: ArgumentsCamelCase<DoctorFlags>): Promise<void> {
  const { cwd, config, json, schema } = flags;
  const { doctor } = await import("../run-doctor.js");
  const findings = await doctor({ cwd, config, schema });
  const output = processOutput(process.stdout);
  if (json) output.write(`${JSON.stringify({ findings }, null, 2)}\n`);
  else printFindings(output, findings);
  if (findings.some(({ status }) => status === "fail")) throw new FindingsError(2);
}

const STYLES = { ok: "green", warn: "yellow", fail: "red" } as const;

function printFindings(output: Output, findings: readonly Finding[]): void {
  const lines = columns(
    findings.map(({ message, name, status }) => [status.padEnd(4), name, message]),
  );
  for (const [index, { fix, status }] of findings.entries()) {
    const line = lines[index] ?? "";
    output.write(`${styled(output, STYLES[status], status)}${line.slice(status.length)}\n`);
    if (fix !== undefined) output.write(`      fix: ${fix}\n`);
  }
  const count = (status: Finding["status"]): number =>
    findings.filter((finding) => finding.status === status).length;
  output.write(`\n${count("ok")} ok, ${count("warn")} to look at, ${count("fail")} to mend\n`);
}
