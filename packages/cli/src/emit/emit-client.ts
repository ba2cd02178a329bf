import { join } from "node:path";
import type { Endpoint, ObjectType, Program } from "../ir/ir.js";
import { endpointTypeNames } from "../ir/names.js";
import { callsOf } from "../ir/traffic.js";
import { callsMember, handleOverloads, type CallsOptions } from "./emit-calls.js";
import { writePart } from "./endpoint-parts.js";
import { docComment, hang, list, MAX_WIDTH, typeArguments } from "./layout.js";
import { quote } from "./quote.js";
import { CLIENT } from "./runtime-symbols.js";
import { GeneratedModule } from "./generated-module.js";
import { width } from "./marks.js";
import type { Origins } from "./origin.js";
import type { ClientSide } from "../project.js";
import type { SourceFile } from "./source-file.js";
import type { Surroundings } from "./surroundings.js";

/** Emits the module `client`: the typed sockets and `createClient`. */
export function emitClient(
  program: Program,
  { format, outDir: folder }: ClientSide,
  { contracts, origins }: Pick<Surroundings, "contracts" | "origins">,
): GeneratedModule {
  const own = program.endpoints.map(({ name }) => endpointTypeNames(name).client);
  const declared = [...own, "Client", "createClient"];
  const module = new GeneratedModule(join(folder, "client"), format, declared);
  const file = module.declarations;
  const typesFile = join(folder, "types.ts");
  for (const endpoint of program.endpoints) {
    writePart(file, { program, endpoint }, () => emitSocket(file, endpoint, typesFile, origins));
  }
  const methods = program.endpoints.map((endpoint) =>
    writePart(file, { program, endpoint, part: "method" }, () =>
      methodText(file, endpoint, typesFile, origins),
    ),
  );
  file.add(`export interface Client {\n${methods.join("\n")}\n}`);
  addCreateClient(module, program, folder, contracts);
  return module;
}

function emitSocket(
  file: SourceFile,
  endpoint: Endpoint,
  typesFile: string,
  origins: Origins,
): void {
  const { name, path, contract } = endpoint;
  const args = socketArguments(file, endpoint, typesFile);
  const base = file.type(CLIENT, contract.kind === "raw" ? "RawClient" : "MessageClient");
  const docs = `/** A client's socket on \`${path}\`. */`;
  const client = file.name(endpointTypeNames(name).client, origins.nearest([name]));
  const members = callMembers(file, endpoint, typesFile, origins);
  if (members.length === 0) {
    const start = `export type ${client} = ${base}`;
    file.add(`${docs}\n${start}${typeArguments(args, width(start) + 1)};`);
    return;
  }
  const start = `export interface ${client} extends ${base}`;
  const head = `${start}${typeArguments(args, width(start) + 2)}`;
  file.add(`${docs}\n${head} {\n  ${hang(members.join("\n"), 1)}\n}`);
}

function callMembers(
  file: SourceFile,
  endpoint: Endpoint,
  typesFile: string,
  origins: Origins,
): string[] {
  const types = endpointTypeNames(endpoint.name);
  const [made, answered] = [
    callsOf(endpoint, "clientToServer"),
    callsOf(endpoint, "serverToClient"),
  ];
  const options = (
    table: string,
    direction: "clientToServer" | "serverToClient",
  ): CallsOptions => ({
    module: CLIENT,
    table: file.generatedType(typesFile, table),
    origin: (call) => origins.nearest([endpoint.name, direction, "calls", call]),
  });
  const members: string[] = [];
  if (made.length > 0) {
    const table = options(types.clientToServerCalls, "clientToServer");
    members.push(callsMember(file, made, table, "Calls to the server."));
  }
  if (answered.length > 0)
    members.push(
      ...handleOverloads(file, answered, options(types.serverToClientCalls, "serverToClient")),
    );
  return members;
}

// What comes in, then what goes out.
function socketArguments(
  file: SourceFile,
  { name, contract }: Endpoint,
  typesFile: string,
): string[] {
  const types = endpointTypeNames(name);
  const names =
    contract.kind === "raw"
      ? [types.serverToClient, types.clientToServer]
      : [
          types.serverToClient,
          types.serverToClientMessage,
          types.clientToServer,
          types.clientToServerMessage,
        ];
  return names.map((type) => file.generatedType(typesFile, type));
}

function methodText(
  file: SourceFile,
  endpoint: Endpoint,
  typesFile: string,
  origins: Origins,
): string {
  const types = endpointTypeNames(endpoint.name);
  const base = file.type(CLIENT, "ConnectOptions");
  const members: string[] = [];
  if (endpoint.params !== null)
    members.push(`params: ${file.generatedType(typesFile, types.params)}`);
  if (endpoint.query !== null) {
    const query = file.generatedType(typesFile, types.query);
    members.push(isRequired(endpoint.query) ? `query: ${query}` : `query?: ${query} | undefined`);
  }
  const options = members.length === 0 ? base : `${base} & { ${members.join("; ")} }`;
  const optional = endpoint.params === null && !isRequired(endpoint.query) ? "?" : "";
  const parameter = `options${optional}: ${options}`;
  const used = endpoint.name.length + types.client.length + 5;
  const name = file.name(endpoint.name, origins.nearest([endpoint.name]));
  const line = `${name}${list(["(", ")"], [parameter], used)}: ${types.client};`;
  return `  /** Opens a socket on \`${endpoint.path}\`. */\n  ${hang(line, 1)}`;
}

function isRequired(type: ObjectType | null): boolean {
  return type?.properties.some(({ optin }) => optin === null) ?? false;
}

function addCreateClient(
  module: GeneratedModule,
  program: Program,
  folder: string,
  contracts: Surroundings["contracts"],
): void {
  const { code } = module;
  const wire = code.namespace(join(folder, "client-validators.ts"), "wire");
  const methods = program.endpoints.map((endpoint) => {
    const { name, path, contract } = endpoint;
    const raw = contract.kind === "raw";
    const method = raw ? "raw" : `messages${code.typed(`<${endpointTypeNames(name).client}>`)}`;
    const callee = `connector.${method}`;
    const args = [quote(path), `${wire}.${name}`, "connect"];
    // A server is told what the client was generated from, where there are frames to tell it in.
    const { hash } = contracts[name] ?? {};
    if (!raw && hash !== undefined) args.push(quote(hash));
    const start = `${name}: (connect) =>`;
    const line = `${start} ${callee}(${args.join(", ")})`;
    if (line.length + 5 <= MAX_WIDTH) return line;
    return `${start}\n  ${hang(`${callee}${list(["(", ")"], args, callee.length + 7)}`, 1)}`;
  });
  const docs = docComment([
    "Creates the client of this schema; nothing connects until an endpoint is called.",
    "@param url of the server, for example `wss://example.com`",
  ]);
  const head = (file: SourceFile): string => {
    const options = `options${file.typed(`?: ${file.type(CLIENT, "ClientOptions")}`)}`;
    const parameters = [`url${file.typed(": string | URL")}`, options];
    return `function createClient(${parameters.join(", ")})${file.typed(": Client")}`;
  };
  const body = [
    " {",
    `  const connector = new ${code.value(CLIENT, "Connector")}(url, options);`,
    `  return ${hang(methods.length === 0 ? "{}" : list(["{ ", " }"], methods, MAX_WIDTH), 1)};`,
    "}",
  ];
  module.export(head, body.join("\n"), docs);
}
