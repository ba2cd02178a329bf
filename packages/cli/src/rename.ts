import type { LoadedProject } from "./load/loader-messages.js";
import { loadProgram, type ProjectOptions } from "./load-program.js";
import type { ReplacedName } from "./merge/replaced-name.js";
import type { PlannedFile } from "./output/plan.js";
import { writePlan } from "./output/write-plan.js";
import { planProject } from "./plan-project.js";
import { editHandler, type HandlerEdit } from "./rename/handler-edit.js";
import type { Renaming } from "./rename/renaming.js";
import { resolveRenaming } from "./rename/resolve-renaming.js";
import { editSchema, type SchemaEdit } from "./rename/schema-edit.js";

export interface RenameOptions extends ProjectOptions {
  /** What to rename: `chat`, or `chat.history`. */
  readonly from: string;
  /** The new name. */
  readonly to: string;
  /** Plans without writing. Default: false. */
  readonly dryRun?: boolean | undefined;
}

export interface RenameResult {
  readonly root: string;
  /** The names that were replaced in files of the user's. */
  readonly names: readonly (ReplacedName & { readonly path: string })[];
  /** All files, those of the user's first. */
  readonly files: readonly PlannedFile[];
  /** What is left for the user to do, in sentences. */
  readonly notices: readonly string[];
}

/**
 * Gives an endpoint, a message or a call another name, in the schema and in its handler, and generates: all of it
 * or nothing.
 * @throws WsgenError with diagnostics, for everything the user can mend
 */
export async function renameInProject(options: RenameOptions): Promise<RenameResult> {
  const before = await loadProgram(options);
  const renaming = resolveRenaming(before.program, options.from, options.to);
  const schema = renaming.inSchema ? await editSchema(before, renaming, options) : null;
  const { program, project, ...sources } = schema?.loaded ?? before;
  const handler = editHandler(project, program, renaming, { pasts: pastsOf(before, renaming) });
  const edits = new Map(handler === null ? [] : [[handler.path, handler]]);
  const plan = await planProject(program, project, { sources, edits });
  const files = schema === null ? plan.files : [schema.file, ...plan.files];
  if (options.dryRun !== true) writePlan(files);
  const notices = [...ownNotices(renaming, schema, handler), ...plan.notices];
  return { root: project.root, names: namesIn(renaming, schema, handler), files, notices };
}

/** A handler may be one name behind. */
function pastsOf({ program }: LoadedProject, { thing, to }: Renaming): string[] {
  const endpoint = program.endpoints.find(({ name }) => name === thing.endpoint);
  if (endpoint?.contract.kind !== "messages" || thing.direction === null) return [thing.name];
  const { calls } = endpoint.contract[thing.direction];
  const call = calls.find(({ name }) => name === thing.name || name === to);
  const older = call?.renamedFrom;
  return older === undefined || older === to ? [thing.name] : [thing.name, older];
}

function namesIn(
  { thing, to }: Renaming,
  schema: SchemaEdit | null,
  handler: HandlerEdit | null,
): RenameResult["names"] {
  const inSchema =
    schema === null
      ? []
      : [
          {
            from: thing.name,
            to,
            path: schema.file.path,
            line: schema.line,
            column: schema.column,
          },
        ];
  const inHandler = handler?.names.map((name) => ({ ...name, path: handler.path })) ?? [];
  return [...inSchema, ...inHandler];
}

function ownNotices(
  { thing, to }: Renaming,
  schema: SchemaEdit | null,
  handler: HandlerEdit | null,
): string[] {
  const notices: string[] = [];
  if (schema?.saysPast === false) {
    notices.push(
      `renamedFrom: ${JSON.stringify(thing.name)} was left out: ${to} is declared without an object for it`,
    );
  }
  if (thing.kind === "endpoint") {
    notices.push(`pass the handler under its new name: createServer({ ${to}: ... })`);
  }
  const where = handler === null ? "your handler was not changed; " : "";
  notices.push(`${where}where else ${thing.name} is used, the compiler tells`);
  return notices;
}
