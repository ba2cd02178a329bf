import { join } from "node:path";
import type { Finding } from "./finding.js";
import { readText } from "./read-json.js";
import type { Surroundings } from "./surroundings.js";

/** The lock is not what a merge left half done. */
export function checkLock({ project: { root } }: Surroundings): Finding[] {
  const name = "wsgen.lock.json";
  const text = readText(join(root, name));
  if (text === null) return [];
  if (!/^(?:<{7}|>{7})(?: |$)/m.test(text)) return [{ name, status: "ok", message: "is whole" }];
  const message = "has the markers of a merge in it";
  const fix = "resolve the schema first, then run `wsgen generate`, which writes the lock anew";
  return [{ name, status: "fail", message, fix }];
}
