export { check } from "./check.js";
export { generate, type GenerateOptions, type GenerateResult } from "./generate.js";
export type { PlannedFile } from "./output/plan.js";
// The contract for other languages
export { jsonSchema } from "./json-schema.js";
export type { JsonSchemaDocument } from "./emit/json-schema/emit-json-schema.js";
export type { ProjectOptions } from "./load-program.js";
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
