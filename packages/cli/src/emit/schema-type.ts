import { quote } from "./quote.js";
import type { SourceFile } from "./source-file.js";

/** The type of a zod type's output, found in the schema by a type-only import. */
export function outputType(
  file: SourceFile,
  schemaFile: string,
  source: readonly string[],
): string {
  const schema = file.defaultType(file.moduleOf(schemaFile), "schema");
  const end = source.indexOf("()");
  const place = (way: readonly string[]): string => way.map((key) => `[${quote(key)}]`).join("");
  if (end === -1) return `(typeof ${schema})${place(source)}["_zod"]["output"]`;
  const message = `${file.type("wsgen/schema", "TypeOf")}<(typeof ${schema})${place(source.slice(0, end))}>`;
  return `${message}${place(source.slice(end + 1))}["_zod"]["output"]`;
}
