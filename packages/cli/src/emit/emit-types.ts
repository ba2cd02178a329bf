import { join } from "node:path";
import type {
  Call,
  Endpoint,
  Message,
  ObjectType,
  Program,
  RawContract,
  Shape,
  Type,
} from "../ir/ir.js";
import { endpointTypeNames } from "../ir/names.js";
import { callType } from "./call-type.js";
import { hang } from "./layout.js";
import { quote } from "./quote.js";
import { SourceFile } from "./source-file.js";
import { annotate, docsText, objectText, typeText } from "./type-text.js";

/** Emits `types.ts`: what travels, as plain interfaces. */
export function emitTypes(program: Program, folder: string): SourceFile {
  const file = new SourceFile(join(folder, "types.ts"));
  for (const shape of program.shapes) emitShape(file, shape);
  for (const endpoint of program.endpoints) emitEndpoint(file, endpoint);
  return file;
}

// Shapes are declared in this very file.
const nameShape = (name: string): string => name;

function emitShape(file: SourceFile, { name, type }: Shape): void {
  emitDeclaration(file, name, type, docsText(type.docs));
}

function emitDeclaration(file: SourceFile, name: string, type: Type, docs: string): void {
  if (type.kind === "object" && type.properties.length > 0) {
    file.add(`${docs}export interface ${name} ${objectText(type, nameShape)}`);
  } else {
    const start = `export type ${name} =`;
    file.add(`${docs}${annotate(start, typeText(type, nameShape, start.length + 2))};`);
  }
}

function emitEndpoint(file: SourceFile, endpoint: Endpoint): void {
  const { name, contract, path } = endpoint;
  const types = endpointTypeNames(name);
  emitUrlType(file, types.params, endpoint.params, `The parameters of \`${path}\`.`);
  emitUrlType(file, types.query, endpoint.query, `The query of \`${path}\`.`);
  if (contract.kind === "raw") return emitRaw(file, name, contract);
  const client = `Payloads of the messages that a client sends to \`${name}\`, by type.`;
  const server = `Payloads of the messages that the server sends on \`${name}\`, by type.`;
  const { clientToServer, serverToClient } = contract;
  emitTable(file, types.clientToServer, clientToServer.messages, client);
  emitTable(file, types.serverToClient, serverToClient.messages, server);
  emitMessage(file, types.clientToServerMessage, types.clientToServer, clientToServer.messages);
  emitMessage(file, types.serverToClientMessage, types.serverToClient, serverToClient.messages);
  const caller = `Calls that a client makes on \`${name}\`, by name: what each takes and gives.`;
  const called = `Calls that the server makes on \`${name}\`, by name: what each takes and gives.`;
  emitCalls(file, types.clientToServerCalls, clientToServer.calls, caller);
  emitCalls(file, types.serverToClientCalls, serverToClient.calls, called);
}

function emitCalls(file: SourceFile, name: string, calls: readonly Call[], docs: string): void {
  if (calls.length === 0) return;
  const table = calls.map((call) => ({ name: call.name, type: callType(call) }));
  emitTable(file, name, table, docs);
}

function emitUrlType(file: SourceFile, name: string, type: ObjectType | null, docs: string): void {
  if (type !== null)
    file.add(
      `${docsText(undefined, [docs])}export interface ${name} ${objectText(type, nameShape)}`,
    );
}

function emitRaw(file: SourceFile, name: string, contract: RawContract): void {
  const types = endpointTypeNames(name);
  const emit = (typeName: string, type: Type | null, docs: string): void => {
    if (type === null) file.add(`${docsText(undefined, [docs])}export type ${typeName} = never;`);
    else emitDeclaration(file, typeName, type, docsText(type.docs, [docs]));
  };
  emit(
    types.clientToServer,
    contract.clientToServer?.type ?? null,
    `What a client sends to \`${name}\`.`,
  );
  emit(
    types.serverToClient,
    contract.serverToClient?.type ?? null,
    `What the server sends on \`${name}\`.`,
  );
}

function emitTable(
  file: SourceFile,
  name: string,
  messages: readonly Message[],
  docs: string,
): void {
  const properties = messages.map((message) => ({ ...message, optional: false }));
  const body = objectText({ kind: "object", mode: "strip", properties }, nameShape);
  file.add(`${docsText(undefined, [docs])}export interface ${name} ${body}`);
}

function emitMessage(
  file: SourceFile,
  name: string,
  table: string,
  messages: readonly Message[],
): void {
  const members = messages.map(
    ({ name: type }) => `{ type: ${quote(type)}; data: ${table}[${quote(type)}] }`,
  );
  const start = `export type ${name} =`;
  const [only = "never", ...others] = members;
  const text =
    others.length === 0 ? ` ${only}` : hang(members.map((member) => `\n| ${member}`).join(""), 1);
  file.add(`${start}${text};`);
}
