import { join, relative } from "node:path";
import { Code, type Diagnostic } from "../diagnostic.js";
import { isAsGenerated, isOfFormatJs, type VirtualFile } from "../emit/virtual-file.js";
import type { Project } from "../project.js";
import { WsgenError } from "../wsgen-error.js";
import type { PlannedFile } from "./plan.js";
import { readBytes } from "./read-bytes.js";

const MODULES = ["client", "client-validators", "types"];

/**
 * The client's files in the format that it no longer has: compilers and bundlers would read some of them instead of the new
 * ones. They are removed if they are as wsgen has written them.
 * @throws WsgenError naming those that are not
 */
export function planRemovals(project: Project, emitted: readonly VirtualFile[]): PlannedFile[] {
  if (project.client === null) return [];
  const { format, outDir } = project.client;
  const paths = new Set(emitted.map(({ path }) => path));
  const found = MODULES.flatMap((name) => {
    const module = join(outDir, name);
    const isTypeScript = paths.has(`${module}.ts`);
    return (isTypeScript ? [".js", ".d.ts"] : [".ts"]).flatMap((ending) =>
      removal(`${module}${ending}`),
    );
  });
  const edited = found.filter(({ path, text }) => !isAsGenerated(text) && isInTheWay(path, text));
  if (edited.length > 0)
    throw new WsgenError(edited.map(({ path }) => refuse(path, format, project.root)));
  return found.filter(({ text }) => isAsGenerated(text)).flatMap(({ files }) => files);
}

interface Removal {
  readonly path: string;
  readonly text: string;
  /** With the map beside it. */
  readonly files: readonly PlannedFile[];
}

function removal(path: string): Removal[] {
  const [own = null, map = null] = [path, `${path}.map`].map(readBytes);
  if (own === null) return [];
  const files: PlannedFile[] = [{ path, text: null, before: own, action: "removed" }];
  if (map !== null && path.endsWith(".d.ts"))
    files.push({ path: `${path}.map`, text: null, before: map, action: "removed" });
  return [{ path, text: own.toString("utf8").replaceAll("\r\n", "\n"), files }];
}

// What a compiler has made of `client.ts`, in the same folder, belongs to whoever runs that compiler.
function isInTheWay(path: string, text: string): boolean {
  return /(?<!\.d)\.ts$/.test(path) || isOfFormatJs(text);
}

function refuse(path: string, format: string, root: string): Diagnostic {
  const message = `${relative(root, path)} was changed by hand, and is in the way of the client's format "${format}"`;
  const fix = "keep elsewhere what you need of it, remove it, and run again";
  return { code: Code.OTHER_FORMAT, message, fix, file: path };
}
