import { lstatSync, readlinkSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

/** An entry of a folder that a path leads over: a folder, a link, or the file itself. */
export interface PathPart {
  readonly folder: string;
  readonly name: string;
}

/**
 * The entries that decide what a path means: those below the nearest folder that it has in common with `root`, and
 * where links lead.
 */
export function pathParts(path: string, root: string): PathPart[] {
  const parts: PathPart[] = [];
  const open = [path];
  for (const target of open) {
    // Links that lead to each other have no end.
    if (open.length > 100) break;
    const top = commonFolder(target, root);
    let folder = top;
    for (const name of relative(top, target).split(sep)) {
      const entry = join(folder, name);
      parts.push({ folder, name });
      const link = readLink(entry);
      const linked = link === null ? null : resolve(folder, link, relative(entry, target));
      if (linked !== null && !open.includes(linked)) open.push(linked);
      folder = entry;
    }
  }
  return parts;
}

function commonFolder(path: string, root: string): string {
  const folder = dirname(path);
  if (root === folder || root.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`)) {
    return folder;
  }
  const parent = dirname(folder);
  return parent === folder ? folder : commonFolder(folder, root);
}

function readLink(path: string): string | null {
  // Asking first is a lot cheaper than an exception for each path that is no link.
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return null;
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}
