import type { Finding } from "./finding.js";
import { readText } from "./read-json.js";
import type { Surroundings } from "./surroundings.js";

/** As many as a project with its editor and its bundler may need. */
const ENOUGH = 8192;

/** Linux lets enough files be watched, which tools that run again at every change need. */
export function checkWatchLimit({ machine: { watchLimitFile } }: Surroundings): Finding[] {
  const name = "file watching";
  const limit = Number(readText(watchLimitFile) ?? Number.NaN);
  if (Number.isNaN(limit)) return [];
  if (limit >= ENOUGH) return [{ name, status: "ok", message: `up to ${limit} files` }];
  const message = `only ${limit} files may be watched at once`;
  const fix = "sudo sysctl fs.inotify.max_user_watches=524288";
  return [{ name, status: "warn", message, fix }];
}
