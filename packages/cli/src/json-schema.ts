import { resolve } from "node:path";
import { emitJsonSchema, type JsonSchemaDocument } from "./emit/json-schema/emit-json-schema.js";
import { loadProgram, type ProjectOptions } from "./load-program.js";
import { planFiles } from "./output/plan.js";
import { writePlan } from "./output/write-plan.js";

/**
 * Describes what travels on the endpoints of a schema as one JSON Schema, draft 2020-12: each payload as its sender writes it.
 * Writes nothing.
 * @throws WsgenError with diagnostics, for everything the user can mend
 */
export async function jsonSchema(options: ProjectOptions = {}): Promise<JsonSchemaDocument> {
  const { program } = await loadProgram(options);
  return emitJsonSchema(program);
}

/** The document as a file has it. */
export function jsonSchemaText(document: JsonSchemaDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/**
 * Writes the document to a file, which may be in a folder that is not there yet.
 * @throws WsgenError when it cannot be written
 */
export function writeJsonSchema(
  document: JsonSchemaDocument,
  file: string,
): "created" | "updated" | "unchanged" {
  const text = jsonSchemaText(document);
  const plan = planFiles([{ kind: "owned", path: resolve(file), text }]);
  writePlan(plan);
  const action = plan[0]?.action ?? "unchanged";
  // It has no mark of wsgen's that an edit could have broken.
  return action === "created" || action === "unchanged" ? action : "updated";
}
