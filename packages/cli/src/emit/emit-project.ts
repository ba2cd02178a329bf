import { join, relative, sep } from "node:path";
import type { Program } from "../ir/ir.js";
import type { ClientSide, Project, ServerFolders } from "../project.js";
import { emitClient } from "./emit-client.js";
import { emitContext } from "./emit-context.js";
import { emitLock } from "./emit-lock.js";
import { emitServer, type LeftHandlers } from "./emit-server.js";
import { emitStub, stubOf } from "./emit-stub.js";
import { emitCodecs } from "./emit-codecs.js";
import { emitServerTypes, emitTypes } from "./emit-types.js";
import type { SourceFile } from "./source-file.js";
import { TypeFiles } from "./type-files.js";
import { withHeader, type VirtualFile } from "./virtual-file.js";

/** Everything that a run would write, in memory. */
export function emitProject(program: Program, project: Project, left: LeftHandlers): VirtualFile[] {
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
      : emitServerSide(program, server, { types, schemaFile, left }).map(owned)),
    ...(client === null ? [] : emitClientSide(program, client, types, schemaFile).map(owned)),
    ...(server === null ? [] : emitScaffolds(program, server)),
    { kind: "owned", path: join(root, "wsgen.lock.json"), text: emitLock(program) },
  ];
}

function emitServerSide(
  program: Program,
  server: ServerFolders,
  {
    left,
    schemaFile,
    types,
  }: { readonly left: LeftHandlers; readonly schemaFile: string; readonly types: TypeFiles },
): SourceFile[] {
  const folder = server.outDir;
  const own = types.hasServerTypes ? [emitServerTypes(program, folder, types, schemaFile)] : [];
  return [
    ...own,
    emitServer(program, folder, server.contextFile, types, left),
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
    const handler = stubOf(endpoint);
    const text = emitStub(handler, path, serverFile).toString();
    return { kind: "scaffold", path, text, handler };
  });
  return [{ kind: "scaffold", path: context.path, text: context.toString() }, ...handlers];
}
