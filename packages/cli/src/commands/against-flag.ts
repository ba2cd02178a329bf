import type { Argv } from "yargs";

/** What a contract is compared with. */
export interface AgainstFlag {
  readonly against?: string | undefined;
}

export function addAgainstFlag<Flags>(argv: Argv<Flags>, fallback = ""): Argv<Flags & AgainstFlag> {
  return argv.option("against", {
    type: "string",
    requiresArg: true,
    describe: `Earlier contract: lock (its releases), lock:<release>, git:<ref>, or a file${fallback}`,
  });
}
