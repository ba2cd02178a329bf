import { statSync } from "node:fs";
import { relative } from "node:path";
import { Code } from "../diagnostic.js";
import { lowerSchema, type LoadedSchema, type Lowered } from "../ir/lower-schema.js";
import { isZodType } from "../ir/lowering.js";
import { endpointMark } from "../schema/endpoint.js";
import { schemaMark } from "../schema/define-schema.js";
import { WsgenError } from "../wsgen-error.js";
import type { LoadRequest } from "./loader-messages.js";
import { ModuleLoader } from "./module-loader.js";

/**
 * Imports the schema and lowers it.
 * @throws WsgenError when it does not load or has mistakes
 */
export async function loadSchema(
  file: string,
  cwd: string,
  edits: LoadRequest["edits"] = {},
): Promise<Omit<Lowered, "diagnostics"> & { readonly files: string[] }> {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) {
    const message = `there is no schema at ${relative(cwd, file)}`;
    const fix =
      "create it, pass --schema, or set `schema` in wsgen.config.ts; `wsgen init` makes a new project";
    throw new WsgenError([{ code: Code.FILE_NOT_FOUND, message, fix }]);
  }
  const loader = new ModuleLoader(file, edits);
  const exports = await loader.import(file);
  const schema = exports["default"];
  if (!isSchema(schema)) throw new WsgenError([describeExport(exports, file)]);
  if (Object.keys(schema).length === 0) throw new WsgenError([noEndpoints(file)]);
  const { diagnostics, ...lowered } = lowerSchema(schema, file);
  if (diagnostics.length > 0) throw new WsgenError(diagnostics);
  return { ...lowered, files: loader.files };
}

function noEndpoints(file: string): WsgenError["diagnostics"][number] {
  const fix = "declare one: defineSchema({ echo: endpoint({ mode, path, ... }) })";
  return { file, line: 1, code: Code.NOT_A_SCHEMA, message: "the schema has no endpoints", fix };
}

function isSchema(value: unknown): value is LoadedSchema {
  return typeof value === "object" && value !== null && schemaMark in value;
}

function describeExport(
  exports: Record<string, unknown>,
  file: string,
): WsgenError["diagnostics"][number] {
  const at = { file, line: 1 };
  const { default: value } = exports;
  if (value === undefined) {
    const named = Object.keys(exports).find((name) => isSchema(exports[name]));
    const message = "the schema has no default export";
    const fix = `export default ${named ?? "defineSchema({ ... })"};`;
    return { ...at, code: Code.NO_DEFAULT_EXPORT, message, fix };
  }
  const message = `the default export is ${describe(value)}, not what defineSchema returned`;
  return { ...at, code: Code.NOT_A_SCHEMA, message, fix: "export default defineSchema({ ... });" };
}

function describe(value: unknown): string {
  if (value === null) return "null";
  if (typeof value !== "object")
    return typeof value === "function" ? "a function" : JSON.stringify(value);
  if (value instanceof Promise) return "a promise";
  if (endpointMark in value) return "a single endpoint";
  return isZodType(value) || "_def" in value ? "a zod type" : "an object";
}
