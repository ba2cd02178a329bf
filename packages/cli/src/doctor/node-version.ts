import { isOlder } from "./compare-versions.js";
import type { Finding } from "./finding.js";
import type { Surroundings } from "./surroundings.js";

/** As in wsgen's own package.json, `engines`. */
export const MINIMUM_NODE = "20.19";

/** Node is new enough. */
export function checkNode({ machine: { nodeVersion } }: Surroundings): Finding[] {
  const name = "node";
  if (!isOlder(nodeVersion, MINIMUM_NODE)) return [{ name, status: "ok", message: nodeVersion }];
  const message = `${nodeVersion} is too old`;
  return [{ name, status: "fail", message, fix: `install Node ${MINIMUM_NODE} or newer` }];
}
