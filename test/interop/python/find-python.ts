import { execFile, spawnSync } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

/** The first interpreter that has the library: Debian's own, since python3-websockets belongs to it. */
const found = ["/usr/bin/python3", "python3"].find(
  (candidate) => spawnSync(candidate, ["-c", "import websockets"]).status === 0,
);

export const hasPython: boolean = found !== undefined;

/** For titles: why nothing is tested here, if so. */
export const skipReason: string = hasPython
  ? ""
  : ": skipped, no python3 here can import websockets";

/** What a script of this folder prints, as the JSON it is. */
export async function runPython(script: string, args: readonly string[]): Promise<unknown> {
  const file = join(import.meta.dirname, script);
  const { stdout } = await promisify(execFile)(found ?? "", [file, ...args], { timeout: 25_000 });
  return JSON.parse(stdout) as unknown;
}
