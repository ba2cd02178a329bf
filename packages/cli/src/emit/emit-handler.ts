import type { Call, Endpoint } from "../ir/ir.js";
import { endpointTypeNames } from "../ir/names.js";
import { callsOf, receivesNothing } from "../ir/traffic.js";
import { callKind } from "./call-type.js";
import { callsMember, handlersMember } from "./emit-calls.js";
import { docComment, hang, typeArguments } from "./layout.js";
import { RUNTIME } from "./runtime-symbols.js";
import type { SourceFile } from "./source-file.js";

/** What the types of one endpoint are made of, besides the endpoint. */
export interface HandlerOptions {
  /** Imports a generated type into the file; returns what it is called there. */
  readonly use: (name: string) => string;
  /** What the user's context type is called here. */
  readonly context: string;
}

/** Adds the socket of an endpoint, and what its handler looks like. */
export function emitHandler(file: SourceFile, endpoint: Endpoint, options: HandlerOptions): void {
  emitSocket(file, endpoint, options);
  const { name, path } = endpoint;
  const types = endpointTypeNames(name);
  const lines = httpLines(endpoint);
  const optional = receivesNothing(endpoint);
  const absent = optional
    ? "without it the socket stays open until the peer leaves"
    : "returning closes it";
  lines.push(
    `/** One WebSocket on \`${path}\`; ${absent}. */`,
    `websocket${optional ? "?" : ""}(socket: ${types.socket}): void | Promise<void>;`,
  );
  const calls = callsOf(endpoint, "clientToServer");
  if (calls.length > 0) {
    const table = options.use(types.clientToServerCalls);
    const socketOf = (call: Call): string =>
      comesByHttp(endpoint, call) ? `${types.socket} | null` : types.socket;
    lines.push(handlersMember(file, calls, { module: RUNTIME, table }, socketOf));
  }
  file.add(`export interface ${types.handler} {\n  ${hang(lines.join("\n"), 1)}\n}`);
}

function httpLines(endpoint: Endpoint): string[] {
  const { mode, path } = endpoint;
  if (mode === "require")
    return [`/** \`${path}\` is WebSocket only (mode "require"). */`, "http?: never;"];
  const docs =
    callsOf(endpoint, "clientToServer").length === 0
      ? [`Plain HTTP on \`${path}\`; \`authenticate\` runs for WebSockets only.`]
      : [
          `Plain HTTP on \`${path}\`, except a \`POST\` of JSON-RPC: that goes to \`calls\`.`,
          "`authenticate` runs for WebSockets and calls only.",
        ];
  return [`${docComment(docs)}http(request: Request): Response | Promise<Response>;`];
}

// HTTP has no items and no uploads.
function comesByHttp({ mode }: Endpoint, call: Call): boolean {
  return mode === "accept" && callKind(call) === "Unary";
}

function emitSocket(file: SourceFile, endpoint: Endpoint, options: HandlerOptions): void {
  const types = endpointTypeNames(endpoint.name);
  const docs = `/** The socket of \`${endpoint.name}\`: the queued-socket API, typed. */`;
  const base = file.type(RUNTIME, endpoint.contract.kind === "raw" ? "RawSocket" : "MessageSocket");
  const args = socketArguments(endpoint, options);
  const calls = callsOf(endpoint, "serverToClient");
  if (calls.length === 0) {
    const start = `export type ${types.socket} = ${base}`;
    file.add(`${docs}\n${start}${typeArguments(args, start.length + 1)};`);
    return;
  }
  const table = options.use(types.serverToClientCalls);
  const member = callsMember(file, calls, { module: RUNTIME, table }, "Calls to the client.");
  const start = `export interface ${types.socket} extends ${base}`;
  const head = `${start}${typeArguments(args, start.length + 2)}`;
  file.add(`${docs}\n${head} {\n  ${hang(member, 1)}\n}`);
}

// What comes in, then what goes out.
function socketArguments(
  { contract, name, params, query }: Endpoint,
  { context, use }: HandlerOptions,
): string[] {
  const types = endpointTypeNames(name);
  const names =
    contract.kind === "raw"
      ? [types.clientToServer, types.serverToClient]
      : [types.clientToServerMessage, types.serverToClient, types.serverToClientMessage];
  const url = urlArguments(
    params === null ? null : use(types.params),
    query === null ? null : use(types.query),
  );
  return [...names.map(use), context, ...url];
}

// Left out where there are none: the runtime's defaults are empty objects.
function urlArguments(params: string | null, query: string | null): string[] {
  if (query !== null) return [params ?? "Record<string, never>", query];
  return params === null ? [] : [params];
}
