import { loadProgram, type ProjectOptions } from "./load-program.js";
import { findOrphans, type Orphan } from "./output/find-orphans.js";
import { planProject } from "./plan-project.js";

export interface PruneOptions extends ProjectOptions {
  /**
   * `untouched`: only files in which nothing is the user's. Default: "nothing".
   */
  readonly move?: "nothing" | "untouched" | "everything" | undefined;
}

/** A file that belongs to nothing any more, and what has become of it. */
export interface PrunedFile extends Omit<Orphan, "before"> {
  /** Where it is now; `null`: where it was. */
  readonly movedTo: string | null;
}

/**
 * Finds the files that belong to nothing in the schema any more, and moves them to `.wsgen/trash` if that is asked for.
 * @throws WsgenError with diagnostics, for everything the user can mend
 */
export async function prune(options: PruneOptions = {}): Promise<readonly PrunedFile[]> {
  const { move = "nothing" } = options;
  const { program, project, ...sources } = await loadProgram(options);
  const { files, gone, located } = await planProject(program, project, { sources });
  const generated = files.map(({ path }) => path);
  const orphans = findOrphans(project, gone, { generated, located });
  const chosen = orphans.filter((orphan) => isChosen(orphan, move));
  const moved = new Map<string, string>();
  if (chosen.length > 0) {
    // A run that moves nothing does not even load what could.
    const { moveToTrash } = await import("./output/trash.js");
    const places = moveToTrash(project.root, chosen);
    for (const [index, { path }] of chosen.entries()) moved.set(path, places[index] ?? path);
  }
  return orphans.map(({ before: _before, ...orphan }) => {
    return { ...orphan, movedTo: moved.get(orphan.path) ?? null };
  });
}

function isChosen({ kept, untouched }: Orphan, move: PruneOptions["move"]): boolean {
  return kept === null && (move === "everything" || (move === "untouched" && untouched));
}
