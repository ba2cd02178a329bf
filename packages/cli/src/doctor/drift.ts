import type { Finding } from "./finding.js";
import type { Surroundings } from "./surroundings.js";

/** `wsgen check` would find nothing. */
export function checkDrift({ isReadable, problems }: Surroundings): Finding[] {
  const name = isReadable ? "generated files" : "schema";
  const [first] = problems;
  if (first === undefined) return [{ name, status: "ok", message: "are as the schema says" }];
  const { code, fix, message } = first;
  if (!isReadable) return [{ name, status: "fail", message: `${message} (${code})`, fix }];
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return [
    {
      name,
      status: "fail",
      message: `${count}, which \`wsgen check\` lists`,
      fix: "run `wsgen generate`, then look at what is left",
    },
  ];
}
