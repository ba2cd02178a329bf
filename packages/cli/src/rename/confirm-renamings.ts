import type { Program } from "../ir/ir.js";
import { readLock } from "../lock/read-lock.js";
import type { FileEdit, FileEdits } from "../output/project-files.js";
import type { Project } from "../project.js";
import { WsgenError } from "../wsgen-error.js";
import { editHandler, type HandlerEdit } from "./handler-edit.js";
import type { Renaming } from "./renaming.js";
import { suspectRenamings } from "./suspect-renamings.js";

/** Asks whether something was renamed. */
export type ConfirmRenaming = (renaming: Renaming) => Promise<boolean>;

/** Handlers in which names were replaced, because somebody said so, and what to tell about the rest. */
export interface ConfirmedRenamings {
  readonly edits: FileEdits;
  readonly notices: readonly string[];
}

/** Finds out what was renamed by hand in the schema. Nothing is guessed: if nobody can be asked, it is told. */
export async function confirmRenamings(
  project: Project,
  program: Program,
  confirm: ConfirmRenaming | null,
): Promise<ConfirmedRenamings> {
  const edits = new Map<string, FileEdit>();
  const notices: string[] = [];
  const { lock } = readLock(project.root);
  for (const renaming of suspectRenamings(lock, program)) {
    const edit = tryEdit(project, program, renaming, edits);
    if (edit === null) continue;
    if (confirm === null) notices.push(notice(renaming));
    else if (await confirm(renaming)) edits.set(edit.path, edit);
  }
  return { edits, notices };
}

/** A handler that is not understood is told elsewhere. */
function tryEdit(
  project: Project,
  program: Program,
  renaming: Renaming,
  edits: FileEdits,
): HandlerEdit | null {
  try {
    return editHandler(project, program, renaming, { edits });
  } catch (error) {
    if (error instanceof WsgenError) return null;
    throw error;
  }
}

function notice({ thing, to }: Renaming): string {
  const from = thing.kind === "endpoint" ? thing.name : `${thing.endpoint}.${thing.name}`;
  return `${from} is gone and ${to} promises the same: if it was renamed, run \`wsgen rename ${from} ${to}\``;
}
