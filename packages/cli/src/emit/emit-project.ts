import { basename, join, relative, sep } from "node:path";
import type { Program } from "../ir/ir.js";
import type { ClientSide, Project, ServerFolders } from "../project.js";
import { declarationMap } from "./declaration-map.js";
import { emitClient } from "./emit-client.js";
import { emitContext } from "./emit-context.js";
import { emitLock } from "./emit-lock.js";
import { emitServer } from "./emit-server.js";
import { emitStub, stubOf } from "./emit-stub.js";
import { emitCodecs } from "./emit-codecs.js";
import { emitServerTypes, emitTypes } from "./emit-types.js";
import { forgetParts, StalePart } from "./endpoint-parts.js";
import type { SourceFile } from "./source-file.js";
import type { Surroundings } from "./surroundings.js";
import { TypeFiles } from "./type-files.js";
import { withHeader, type VirtualFile } from "./virtual-file.js";

/** Everything that a run would write, in memory. */
export function emitProject(
  program: Program,
  project: Project,
  surroundings: Surroundings,
): VirtualFile[] {
  try {
    return emitAll(program, project, surroundings);
  } catch (error) {
    if (!(error instanceof StalePart)) throw error;
    forgetParts(program);
    return emitAll(program, project, surroundings);
  }
}

function emitAll(program: Program, project: Project, surroundings: Surroundings): VirtualFile[] {
  const { client, root, schemaFile, server } = project;
  const types = new TypeFiles(program);
  const schema = relative(root, schemaFile).split(sep).join("/");
  const sides = { schemaFile, surroundings, types };
  const sources = [
    ...(server === null ? [] : emitServerSide(program, server, sides)),
    ...(client === null ? [] : emitClientSide(program, client, server, sides)),
  ];
  return [
    ...sources.flatMap((file) => ownedFiles(file, schema)),
    ...(server === null ? [] : emitScaffolds(program, server)),
    { kind: "owned", path: join(root, "wsgen.lock.json"), text: emitLock(surroundings) },
  ];
}

interface Sides {
  readonly schemaFile: string;
  readonly surroundings: Surroundings;
  readonly types: TypeFiles;
}

function emitServerSide(
  program: Program,
  server: ServerFolders,
  { schemaFile, surroundings, types }: Sides,
): SourceFile[] {
  const folder = server.outDir;
  const own = types.hasServerTypes ? [emitServerTypes(program, folder, types, schemaFile)] : [];
  return [
    emitTypes(program, folder, types, null),
    ...own,
    emitServer(program, folder, server.contextFile, types, surroundings),
    ...emitCodecs(program, { folder, side: "server", types, schemaFile }).files,
  ];
}

/** In the server's folder the types are there already. */
function emitClientSide(
  program: Program,
  client: ClientSide,
  server: ServerFolders | null,
  { schemaFile, surroundings: { contracts, origins }, types }: Sides,
): SourceFile[] {
  const { format, outDir: folder, validate } = client;
  const declared = format === "js" ? origins : null;
  const own = folder === server?.outDir ? [] : [emitTypes(program, folder, types, declared)];
  const codecs = { folder, side: "client", types, schemaFile, validate, format, origins } as const;
  return [
    ...own,
    ...emitClient(program, client, { contracts, origins }).files,
    ...emitCodecs(program, codecs).files,
  ];
}

/** A file as it is written; declarations have a map beside them. */
function ownedFiles(file: SourceFile, schema: string): VirtualFile[] {
  const { path } = file;
  const { names, text: body } = file.print();
  if (!path.endsWith(".d.ts")) {
    const format = path.endsWith(".js") ? "js" : "ts";
    return [{ kind: "owned", path, text: withHeader(body, schema, format) }];
  }
  const text = withHeader(`${body}//# sourceMappingURL=${basename(path)}.map\n`, schema, "js");
  const before = text.indexOf(body);
  const moved = names.map((name) => ({
    ...name,
    start: name.start + before,
    end: name.end + before,
  }));
  return [
    { kind: "owned", path, text },
    { kind: "owned", path: `${path}.map`, text: declarationMap(path, text, moved) },
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
