import { isOlder } from "./compare-versions.js";
import { findPackage } from "./find-package.js";
import type { Finding } from "./finding.js";
import type { Surroundings } from "./surroundings.js";

/** The oldest version that compiles generated code in wsgen's own tests. */
const MINIMUM = "5.9";

/** A compiler is there, and new enough. It is never imported: only its version is read. */
export function checkTypescript({ project: { root } }: Surroundings): Finding[] {
  const name = "typescript";
  const found = findPackage(name, root);
  const fix = "npm install --save-dev typescript@latest";
  if (found === null) {
    const message = "is not installed: nothing tells where schema and code do not fit";
    return [{ name, status: "warn", message, fix }];
  }
  if (!isOlder(found.version, MINIMUM)) return [{ name, status: "ok", message: found.version }];
  const message = `${found.version} is older than ${MINIMUM}, the oldest that generated code is tested with`;
  return [{ name, status: "warn", message, fix }];
}
