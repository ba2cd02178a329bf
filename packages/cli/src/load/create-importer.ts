import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type * as jiti from "jiti";
import type { Jiti, JitiOptions } from "jiti";
import { nearestFolderWith } from "./resolve-project.js";

// As an ES module, Node would first search it for exports, which takes longer than all else about it.
const { createJiti } = createRequire(import.meta.url)("jiti") as typeof jiti; // its CommonJS form

/** What runs, translates and finds the user's TypeScript. What was translated once is kept in `node_modules/.cache`. */
export function createImporter(entry: string, more: JitiOptions = {}): Jiti {
  const folder = dirname(entry);
  const tsconfig = nearestFolderWith("tsconfig.json", folder);
  return createJiti(entry, {
    // A zod type has a .default() method, which the interop would return instead of the module.
    interopDefault: false,
    fsCache: cacheFolder(folder),
    tsconfigPaths: tsconfig === null ? false : join(tsconfig, "tsconfig.json"),
    ...more,
  });
}

// jiti makes the folder, and does without if it cannot.
function cacheFolder(from: string): string | false {
  const folder = nearestFolderWith("node_modules", from);
  return folder === null ? false : join(folder, "node_modules", ".cache", "wsgen", "jiti");
}
