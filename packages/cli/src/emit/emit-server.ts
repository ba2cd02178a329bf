import { join } from "node:path";
import type { Endpoint, Program } from "../ir/ir.js";
import { endpointTypeNames, urlValidatorNames } from "../ir/names.js";
import { hang, list, MAX_WIDTH } from "./layout.js";
import { quote } from "./quote.js";
import { RUNTIME } from "./runtime-symbols.js";
import { SourceFile } from "./source-file.js";

/** Emits `server.ts`: what handlers look like, and `createServer`. */
export function emitServer(program: Program, folder: string, contextFile: string): SourceFile {
  const own = program.endpoints.flatMap(({ name }) => {
    const { socket, handler } = endpointTypeNames(name);
    return [socket, handler];
  });
  const file = new SourceFile(join(folder, "server.ts"), [
    ...own,
    "Handlers",
    "Server",
    "createServer",
  ]);
  const context = file.type(file.moduleOf(contextFile), "Context");
  for (const endpoint of program.endpoints)
    emitEndpoint(file, endpoint, join(folder, "types.ts"), context);
  const entries = program.endpoints.map(
    ({ name }) => `  ${name}: ${endpointTypeNames(name).handler};`,
  );
  file.add(["export interface Handlers {", ...entries, "}"].join("\n"));
  file.add(`export type Server = ${file.type(RUNTIME, "EndpointServer")};`);
  file.add(
    createServerText(file, program, folder, file.value(file.moduleOf(contextFile), "authenticate")),
  );
  return file;
}

function emitEndpoint(
  file: SourceFile,
  endpoint: Endpoint,
  typesFile: string,
  context: string,
): void {
  const { name, path } = endpoint;
  const types = endpointTypeNames(name);
  const docs = `/** The socket of \`${name}\`: the queued-socket API, typed. */`;
  const socket = socketText(file, endpoint, typesFile, context);
  file.add(`${docs}\nexport type ${types.socket} = ${socket};`);
  const lines =
    endpoint.mode === "accept"
      ? [
          `/** Plain HTTP on \`${path}\`; \`authenticate\` runs for WebSockets only. */`,
          "http(request: Request): Response | Promise<Response>;",
        ]
      : [`/** \`${path}\` is WebSocket only (mode "require"). */`, "http?: never;"];
  const optional = receivesNothing(endpoint);
  const absent = optional
    ? "without it the socket stays open until the peer leaves"
    : "returning closes it";
  lines.push(
    `/** One WebSocket on \`${path}\`; ${absent}. */`,
    `websocket${optional ? "?" : ""}(socket: ${types.socket}): void | Promise<void>;`,
  );
  file.add(`export interface ${types.handler} {\n  ${lines.join("\n  ")}\n}`);
}

/** Whether clients send nothing to the endpoint. */
export function receivesNothing({ contract }: Endpoint): boolean {
  return contract.kind === "raw"
    ? contract.clientToServer === null
    : contract.clientToServer.length === 0;
}

function socketText(
  file: SourceFile,
  endpoint: Endpoint,
  typesFile: string,
  context: string,
): string {
  const { contract, params, query } = endpoint;
  const types = endpointTypeNames(endpoint.name);
  const use = (name: string): string => file.generatedType(typesFile, name);
  const used = `export type ${types.socket} = `.length;
  const url = urlArguments(
    params === null ? null : use(types.params),
    query === null ? null : use(types.query),
  );
  if (contract.kind === "raw") {
    const args = [use(types.clientToServer), use(types.serverToClient), context, ...url];
    return typeArguments(file.type(RUNTIME, "RawSocket"), args, used);
  }
  const incoming = use(types.clientToServerMessage);
  const args = [
    incoming,
    use(types.serverToClient),
    use(types.serverToClientMessage),
    context,
    ...url,
  ];
  return typeArguments(file.type(RUNTIME, "MessageSocket"), args, used);
}

// Left out where there are none: the runtime's defaults are empty objects.
function urlArguments(params: string | null, query: string | null): string[] {
  if (query !== null) return [params ?? "Record<string, never>", query];
  return params === null ? [] : [params];
}

function typeArguments(name: string, args: readonly string[], used: number): string {
  const line = `${name}<${args.join(", ")}>`;
  return used + line.length + 1 <= MAX_WIDTH ? line : `${name}<\n  ${args.join(",\n  ")}\n>`;
}

function createServerText(
  file: SourceFile,
  program: Program,
  folder: string,
  authenticate: string,
): string {
  const wire = file.namespace(join(folder, "server-validators.ts"), "wire");
  const options = file.type(RUNTIME, "ServerOptions");
  const endpoints = program.endpoints.map((endpoint) => {
    const url = urlValidatorNames(endpoint.name);
    const entries = [
      `mode: ${quote(endpoint.mode)}`,
      `path: ${quote(endpoint.path)}`,
      `wire: ${wire}.${endpoint.name}`,
    ];
    if (endpoint.params !== null) entries.push(`params: ${wire}.${url.params}`);
    if (endpoint.query !== null) entries.push(`query: ${wire}.${url.query}`);
    const start = `${endpoint.name}: `;
    return `${start}${list(["{ ", " }"], entries, start.length + 7)}`;
  });
  const table = endpoints.length === 0 ? "{}" : list(["{ ", " }"], endpoints, MAX_WIDTH);
  const call = list(["(", ")"], [table, "handlers", authenticate, "options"], MAX_WIDTH);
  return [
    "/** Creates the server of this schema; nothing listens until `listen` or `attach`. */",
    `export function createServer(handlers: Handlers, options?: ${options}): Server {`,
    `  return ${file.value(RUNTIME, "createEndpointServer")}${hang(call, 1)};`,
    "}",
  ].join("\n");
}
