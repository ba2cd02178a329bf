import { dirname } from "node:path";
import { OWN_FOLDER } from "../own-package.js";
import { majorOf } from "./compare-versions.js";
import { findPackage } from "./find-package.js";
import type { Finding } from "./finding.js";
import type { Surroundings } from "./surroundings.js";

/** The schema finds zod 4. A second copy, for wsgen, does no harm. */
export function checkZod({ project: { schemaFile } }: Surroundings): Finding[] {
  const name = "zod";
  const used = findPackage("zod", dirname(schemaFile));
  if (used === null) {
    const message = "the schema finds none";
    return [{ name, status: "fail", message, fix: "npm install zod@4" }];
  }
  if (majorOf(used.version) !== 4) {
    const message = `the schema finds ${used.version}, but wsgen reads zod 4`;
    return [{ name, status: "fail", message, fix: "npm install zod@4" }];
  }
  const own = findPackage("zod", OWN_FOLDER);
  const isOther = own !== null && own.folder !== used.folder;
  const message = isOther
    ? `${used.version}; wsgen has another copy, ${own.version}`
    : used.version;
  return [{ name, status: "ok", message }];
}
