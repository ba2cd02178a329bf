import { Code } from "../diagnostic.js";
import { WsgenError } from "../wsgen-error.js";
import { checkConfig, isConfig } from "./check-config.js";
import type { WsgenConfig } from "./config.js";
import { ModuleLoader } from "./module-loader.js";

/**
 * Imports `wsgen.config.ts`.
 * @throws WsgenError when it does not load or is not a configuration
 */
export async function loadConfig(file: string): Promise<WsgenConfig> {
  const exports = await new ModuleLoader(file).import(file);
  const config = await exports["default"];
  if (isConfig(config)) return config;
  const at = { code: Code.CONFIG, file, line: 1 };
  throw new WsgenError(checkConfig(config).map((problem) => ({ ...at, ...problem })));
}
