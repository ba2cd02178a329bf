import { join } from "node:path";
import type { PastVerdict } from "../compat/judge-past.js";
import type { Program } from "../ir/ir.js";
import { endpointTypeNames, urlValidatorNames } from "../ir/names.js";
import { sendsNothing } from "../ir/traffic.js";
import { emitHandler } from "./emit-handler.js";
import { writePart } from "./endpoint-parts.js";
import type { PastHandler } from "./handler-stub.js";
import { hang, list, MAX_WIDTH, typeArguments } from "./layout.js";
import { propertyKey, quote } from "./quote.js";
import { RUNTIME } from "./runtime-symbols.js";
import { SourceFile } from "./source-file.js";
import type { Surroundings } from "./surroundings.js";
import type { TypeFiles } from "./type-files.js";

/** Emits `server.ts`: what handlers look like, and `createServer`. */
export function emitServer(
  program: Program,
  folder: string,
  contextFile: string,
  types: TypeFiles,
  { contracts, gone, past, renamed }: Surroundings,
): SourceFile {
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
  const use = (name: string): string => types.use(file, folder, "server", name);
  for (const endpoint of program.endpoints) {
    writePart(file, { program, endpoint, given: context }, () =>
      emitHandler(file, endpoint, { use, context }),
    );
  }
  const entries = program.endpoints.map(
    ({ name }) => `  ${name}: ${endpointTypeNames(name).handler};`,
  );
  file.add(["export interface Handlers {", ...entries, "}"].join("\n"));
  file.add(serverText(file, program, use));
  const authenticate = file.value(file.moduleOf(contextFile), "authenticate");
  file.add(createServerText(file, program, folder, { authenticate, contracts, past }));
  for (const handler of renamed) emitPast(file, handler);
  for (const name of gone) emitGone(file, name);
  return file;
}

/** The types of a past name, as long as a handler uses them. */
function emitPast(file: SourceFile, { from, to }: PastHandler): void {
  const [past, now] = [endpointTypeNames(from), endpointTypeNames(to)];
  for (const role of ["socket", "handler"] as const) {
    const name = past[role];
    if (file.names.has(name)) continue;
    file.names.add(name);
    const docs = `/** @deprecated \`${from}\` is \`${to}\` now: run \`wsgen rename ${from} ${to}\`. */`;
    file.add(`${docs}\nexport type ${name} = ${now[role]};`);
  }
}

/** Types that say in words, where a handler uses them, that there is nothing to handle any more. */
function emitGone(file: SourceFile, endpoint: string): void {
  const { handler, socket } = endpointTypeNames(endpoint);
  for (const name of [socket, handler]) {
    if (file.names.has(name)) continue;
    file.names.add(name);
    const words = `the endpoint ${endpoint} is gone from the schema: remove this, or give it back`;
    file.add(
      `/** The endpoint \`${endpoint}\` is gone from the schema. */\nexport type ${name} =\n  ${quote(words)};`,
    );
  }
}

// A member for each endpoint that the server sends messages on.
function serverText(file: SourceFile, program: Program, use: (name: string) => string): string {
  const base = file.type(RUNTIME, "EndpointServer");
  const members = program.endpoints
    .filter((endpoint) => !sendsNothing(endpoint))
    .map(({ name, contract }) => {
      const types = endpointTypeNames(name);
      const raw = contract.kind === "raw";
      const sent = raw
        ? [types.serverToClient]
        : [types.serverToClient, types.serverToClientMessage];
      const args = sent.map(use);
      const start = `readonly ${name}: ${file.type(RUNTIME, raw ? "RawEndpoint" : "MessageEndpoint")}`;
      const docs = `/** All sockets of \`${name}\` in this process. */`;
      return hang(`\n${docs}\n${start}${typeArguments(args, start.length + 3)};`, 1);
    });
  if (members.length === 0) return `export type Server = ${base};`;
  return `export interface Server extends ${base} {${members.join("")}\n}`;
}

// What the server is asked about by clients of earlier releases.
function contractText(hash: string, past: ReadonlyMap<string, PastVerdict>): string {
  const verdicts = [...past].map(([key, verdict]) => `${propertyKey(key)}: ${quote(verdict)}`);
  const table = verdicts.length === 0 ? "{}" : list(["{ ", " }"], verdicts, 17);
  const entries = [`hash: ${quote(hash)}`, `past: ${table}`];
  return `contract: ${list(["{ ", " }"], entries, 19)}`;
}

function createServerText(
  file: SourceFile,
  program: Program,
  folder: string,
  {
    authenticate,
    contracts,
    past,
  }: Pick<Surroundings, "contracts" | "past"> & { readonly authenticate: string },
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
    // Frames of raw endpoints hold just a value: nobody can say in them what they were generated from.
    const hash = endpoint.contract.kind === "raw" ? undefined : contracts[endpoint.name]?.hash;
    if (hash !== undefined) entries.push(contractText(hash, past.get(endpoint.name) ?? new Map()));
    const start = `${endpoint.name}: `;
    return `${start}${list(["{ ", " }"], entries, start.length + 7)}`;
  });
  const table = endpoints.length === 0 ? "{}" : list(["{ ", " }"], endpoints, MAX_WIDTH);
  const call = list(["(", ")"], [table, "handlers", authenticate, "options"], MAX_WIDTH);
  return [
    "/** Creates the server of this schema; nothing listens until `listen` or `attach`. */",
    `export function createServer(handlers: Handlers, options?: ${options}): Server {`,
    `  return ${file.value(RUNTIME, "createEndpointServer")}<Handlers, Server>${hang(call, 1)};`,
    "}",
  ].join("\n");
}
