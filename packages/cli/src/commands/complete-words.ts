import { readFileSync } from "node:fs";
import { Code } from "../diagnostic.js";

/** How a shell asks: this flag, then the words of its line up to the one that is being typed. */
export const ASKED = "--get-yargs-completions";

/**
 * What may stand where a shell asks: the endpoints behind `inspect`, the codes behind `explain`; `null`: what yargs
 * knows. Endpoints are those of the lock in this folder, because reading the schema would keep the shell waiting.
 */
export function completeWords([asked, , command, ...typed]: readonly string[]): string[] | null {
  if (asked !== ASKED || typed.at(-1)?.startsWith("-") !== false) return null;
  if (command === "inspect") return endpointsInLock("wsgen.lock.json");
  if (command === "explain") return Object.values(Code);
  return null;
}

/** The arguments for yargs, which takes a word for a command as soon as it is one: `gen`, which may become `generate`. */
export function askYargs(args: readonly string[]): readonly string[] {
  const [asked = "", program = "", word, ...more] = args;
  const isCommand = word !== undefined && more.length === 0 && !word.startsWith("-");
  return isCommand ? [asked, program, ""] : args;
}

function endpointsInLock(file: string): string[] {
  try {
    const lock: unknown = JSON.parse(readFileSync(file, "utf8"));
    return Object.keys((lock as { endpoints: object }).endpoints); // whatever it is, it has keys or throws
  } catch {
    return [];
  }
}
