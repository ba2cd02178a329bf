import { basename, join, relative, sep } from "node:path";
import { Code, type Diagnostic } from "../diagnostic.js";
import type { VirtualFile } from "../emit/virtual-file.js";
import type { Project } from "../project.js";

/**
 * Refuses folders where generated files would replace the user's: the project's root, a folder
 * that holds the schema or its parts, one file for two purposes.
 */
export function checkFolders(
  project: Project,
  files: readonly VirtualFile[],
  sources: readonly string[],
): Diagnostic[] {
  const { server, client, root } = project;
  const folders = [
    { key: "server.outDir", path: server?.outDir },
    { key: "client.outDir", path: client?.outDir },
  ];
  const problems = folders.flatMap(({ key, path }) => {
    const reason = path === undefined ? null : folderProblem(path, root, sources);
    return reason === null
      ? []
      : [refuse(`${key} ${reason}`, "use a folder of its own, such as src/generated")];
  });
  return problems.length > 0 ? problems : repeatedPaths(files, root);
}

function folderProblem(folder: string, root: string, sources: readonly string[]): string | null {
  if (contains(folder, root)) return "is the project's root, or holds it";
  const inside = sources.find((file) => contains(folder, file));
  return inside === undefined ? null : `holds ${basename(inside)}, which the schema is made of`;
}

function repeatedPaths(files: readonly VirtualFile[], root: string): Diagnostic[] {
  const seen = new Set<string>();
  return files.flatMap(({ path }) => {
    const key = path.toLowerCase();
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    const message = `two files would be written to ${relative(root, path)}`;
    return [refuse(message, "give handlers, context and generated files places of their own")];
  });
}

function contains(folder: string, path: string): boolean {
  const inner = relative(folder, path);
  return (
    inner === "" ||
    (inner !== ".." && !inner.startsWith(`..${sep}`) && join(folder, inner) === path)
  );
}

function refuse(message: string, fix: string): Diagnostic {
  return { code: Code.OUTPUT_FOLDER, message, fix };
}
