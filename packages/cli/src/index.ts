export { generate, type GenerateOptions, type GenerateResult } from "./generate.js";
export type { PlannedFile } from "./output/plan.js";
// Configuration
export {
  defineConfig,
  type ClientConfig,
  type ServerConfig,
  type WsgenConfig,
} from "./load/config.js";
// What can be wrong
export { WsgenError } from "./wsgen-error.js";
export type { Diagnostic, DiagnosticCode } from "./diagnostic.js";
