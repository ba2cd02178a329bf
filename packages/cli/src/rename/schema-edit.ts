import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { Code, type Diagnostic } from "../diagnostic.js";
import type { Position } from "../ir/place.js";
import type { LoadedProject } from "../load/loader-messages.js";
import { loadProgram, locateDiagnostics, type ProjectOptions } from "../load-program.js";
import { SchemaRenamer, type RenamedSchema } from "../merge/rename-in-schema.js";
import type { PlannedFile } from "../output/plan.js";
import { WsgenError } from "../wsgen-error.js";
import { differOnlyIn, keysOf, type Renaming } from "./renaming.js";

/** A schema that says the new name, and the program that it makes. */
export interface SchemaEdit extends Omit<RenamedSchema, "text"> {
  readonly file: PlannedFile;
  readonly loaded: LoadedProject;
}

/**
 * Renames something in the schema, and reads what comes of it; nothing is written.
 * @throws WsgenError if exactly that cannot be renamed
 */
export async function editSchema(
  { positions, program }: LoadedProject,
  renaming: Renaming,
  options: ProjectOptions,
): Promise<SchemaEdit> {
  const { thing, to } = renaming;
  const [endpoint = "", ...inner] = keysOf(thing);
  const own = positions.endpoints[endpoint] ?? positions.schema;
  const ways = [
    { at: positions.schema, keys: [endpoint, ...inner] },
    // The endpoint may be in a file of its own, in which the schema's keys are not.
    ...(inner.length === 0 ? [] : [{ at: own, keys: inner }]),
  ];
  const renamer = new SchemaRenamer();
  for (const { at, keys } of ways) {
    const before = readFileSync(at.file);
    const key = { line: at.line, keys, kind: thing.kind, to };
    const renamed = isUtf8(before) ? renamer.renameKey(before.toString("utf8"), key) : null;
    if (renamed === null) continue;
    const { text, ...found } = renamed;
    const loaded = await loadProgram(options, { edits: { [at.file]: text } });
    if (!differOnlyIn(program, loaded.program, renaming)) break;
    const file: PlannedFile = { path: at.file, text, before, action: "renamed" };
    return { file, loaded, ...found };
  }
  throw new WsgenError(await locateDiagnostics([unclear(renaming, own, inner)]));
}

function unclear({ thing, to }: Renaming, at: Position, keys: readonly string[]): Diagnostic {
  const way = keysOf(thing).join(".");
  const message = `which key in the schema is ${way} alone, only running it would tell`;
  const fix = `rename it to ${to} there, and run \`wsgen rename ${way} ${to}\` again for your handler`;
  return { code: Code.RENAME_UNCLEAR, message, fix, file: at.file, line: at.line, keys };
}
