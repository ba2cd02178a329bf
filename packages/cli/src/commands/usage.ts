import { nearestWord } from "../nearest-word.js";
import { createCommandLine } from "./command-line.js";
import { UsageError } from "./usage-error.js";

/** More than a letter behind one dash, which the parser would take for many short flags: `-config`. */
const ONE_DASH = /^-([a-z][a-z-]+)/;

/** A flag with its value: `--dry-run=no`. */
const WITH_VALUE = /^--(?:no-)?([a-z][a-zA-Z-]*)=(.*)$/s;

/**
 * Refuses what the parser would understand in another way than it was meant.
 * @throws UsageError
 */
export async function checkUsage(args: readonly string[]): Promise<void> {
  const end = args.indexOf("--");
  const own = end === -1 ? args : args.slice(0, end);
  // What flags there are is looked up only for these.
  const suspects = own.filter((arg) => ONE_DASH.test(arg) || WITH_VALUE.test(arg));
  if (suspects.length === 0) return;
  const flags = await flagsOf(args);
  for (const arg of suspects) {
    const problem = oneDashProblem(arg, flags) ?? valueProblem(arg, flags);
    if (problem !== null) throw new UsageError(problem);
  }
}

/** What is wrong with a command line, in words that help. */
export async function explainUsage(message: string, args: readonly string[]): Promise<string> {
  const [first = ""] = args;
  const near = /^Did you mean (\S+)\?$/.exec(message)?.[1];
  if (near !== undefined) return `Unknown command: ${first}. Did you mean ${near}?`;
  if (message.startsWith("Not enough non-option arguments"))
    return `Something is missing: \`wsgen ${first} --help\` tells what.`;
  const isLost = message === "Name a command." && first.startsWith("--");
  const named = /^Unknown (?:arguments?|commands?): (?<name>[^\s,]+)/.exec(message)?.groups?.[
    "name"
  ];
  const unknown = isLost ? first.slice(2) : named;
  return unknown === undefined ? message : explainUnknown(unknown, args);
}

async function explainUnknown(unknown: string, args: readonly string[]): Promise<string> {
  if (unknown === args[0]) return `Unknown command: ${unknown}`;
  const flags = await flagsOf(args);
  if (args.some((arg) => arg.startsWith(`--${unknown}`))) {
    return unknownFlag(`--${unknown}`, unknown, [...flags.keys()]);
  }
  const before = args[args.indexOf(unknown) - 1]?.replace(/^--/, "") ?? "";
  return flags.get(before) === true
    ? `--${before} takes no value: leave out ${unknown}`
    : `Unknown argument: ${unknown}`;
}

function oneDashProblem(arg: string, flags: ReadonlyMap<string, boolean>): string | null {
  const name = ONE_DASH.exec(arg)?.[1];
  return name === undefined ? null : unknownFlag(`-${name}`, name, [...flags.keys()]);
}

function valueProblem(arg: string, flags: ReadonlyMap<string, boolean>): string | null {
  const [, given = "", value = ""] = WITH_VALUE.exec(arg) ?? [];
  // The parser takes `--dryRun`, too.
  const name = given.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  if (flags.get(name) !== true || value === "true" || value === "false") return null;
  return `--${name} takes no value: leave out =${value}, or write --no-${name} to switch it off`;
}

function unknownFlag(shown: string, name: string, flags: readonly string[]): string {
  const near = nearestWord(name, flags);
  return `Unknown flag: ${shown}${near === null ? "" : `. Did you mean --${near}?`}`;
}

/** The flags of a command by name, and whether they are switches. */
async function flagsOf(args: readonly string[]): Promise<ReadonlyMap<string, boolean>> {
  const help = await createCommandLine(args.slice(0, 1)).getHelp();
  const entries = help.split(/^(?=\s+(?:-\w, )?--)/m);
  return new Map(
    entries.flatMap((entry): [string, boolean][] => {
      const name = /^\s+(?:-\w, )?--([a-z-]+)/.exec(entry)?.[1];
      return name === undefined ? [] : [[name, entry.includes("[boolean]")]];
    }),
  );
}
