import { join, relative, sep } from "node:path";
import type { Program } from "../ir/ir.js";
import type { ClientSide, Project, ServerFolders } from "../project.js";
import { emitClient } from "./emit-client.js";
import { emitContext } from "./emit-context.js";
import { emitLock } from "./emit-lock.js";
import { emitServer } from "./emit-server.js";
import { writeStub } from "./emit-stub.js";
import { emitCodecs } from "./emit-codecs.js";
import { emitServerTypes, emitTypes } from "./emit-types.js";
import { forgetParts, StalePart } from "./endpoint-parts.js";
import type { SourceFile } from "./source-file.js";
import { TypeFiles } from "./type-files.js";
import { withHeader, type VirtualFile } from "./virtual-file.js";

/**
 * Everything that a run would write, in memory.
 * @param gone endpoints of which the user still has handlers
 */
export function emitProject(
  program: Program,
  project: Project,
  gone: readonly string[],
): VirtualFile[] {
  try {
    return emitAll(program, project, gone);
  } catch (error) {
    if (!(error instanceof StalePart)) throw error;
    forgetParts(program);
    return emitAll(program, project, gone);
  }
}

function emitAll(program: Program, project: Project, gone: readonly string[]): VirtualFile[] {
  const { client, root, schemaFile, server } = project;
  const types = new TypeFiles(program);
  const schema = relative(root, schemaFile).split(sep).join("/");
  const owned = (file: SourceFile): VirtualFile => ({
    kind: "owned",
    path: file.path,
    text: withHeader(file.toString(), schema),
  });
  const folders = new Set(
    [server?.outDir, client?.outDir].filter((folder) => folder !== undefined),
  );
  return [
    ...[...folders].map((folder) => owned(emitTypes(program, folder, types))),
    ...(server === null
      ? []
      : emitServerSide(program, server, { types, schemaFile, gone }).map(owned)),
    ...(client === null ? [] : emitClientSide(program, client, types, schemaFile).map(owned)),
    ...(server === null ? [] : emitScaffolds(program, server)),
    { kind: "owned", path: join(root, "wsgen.lock.json"), text: emitLock(program) },
  ];
}

function emitServerSide(
  program: Program,
  server: ServerFolders,
  {
    gone,
    schemaFile,
    types,
  }: { readonly gone: readonly string[]; readonly schemaFile: string; readonly types: TypeFiles },
): SourceFile[] {
  const folder = server.outDir;
  const own = types.hasServerTypes ? [emitServerTypes(program, folder, types, schemaFile)] : [];
  return [
    ...own,
    emitServer(program, folder, server.contextFile, types, gone),
    emitCodecs(program, { folder, side: "server", types, schemaFile }),
  ];
}

function emitClientSide(
  program: Program,
  { outDir: folder, validate }: ClientSide,
  types: TypeFiles,
  schemaFile: string,
): SourceFile[] {
  return [
    emitClient(program, folder),
    emitCodecs(program, { folder, side: "client", types, schemaFile, validate }),
  ];
}

function emitScaffolds(program: Program, server: ServerFolders): VirtualFile[] {
  const serverFile = join(server.outDir, "server.ts");
  const context = emitContext(server.contextFile);
  const handlers = program.endpoints.map((endpoint): VirtualFile => {
    const path = join(server.handlersDir, `${endpoint.name}.ts`);
    const { handler, text } = writeStub(program, endpoint, path, serverFile);
    return { kind: "scaffold", path, text, handler };
  });
  return [{ kind: "scaffold", path: context.path, text: context.toString() }, ...handlers];
}
