import { readFileSync } from "node:fs";
import { Code } from "../diagnostic.js";
import { WsgenError } from "../wsgen-error.js";

/** Nothing is there to read: no file, a folder in its place, a file in place of its folder. */
const NO_FILE = new Set(["ENOENT", "EISDIR", "ENOTDIR"]);

/**
 * What a file holds; `null`: there is none.
 * @throws WsgenError if it cannot be read
 */
export function readBytes(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error)) throw error;
    if (NO_FILE.has(String(error.code))) return null;
    const message = `cannot read ${path}: ${error.message}`;
    const fix = "nothing was changed; mend the permissions, and run again";
    throw new WsgenError([{ code: Code.WRITE, message, fix, file: path }]);
  }
}
