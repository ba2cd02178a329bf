import { join } from "node:path";
import type {
  Endpoint,
  Message,
  ObjectType,
  Program,
  Property,
  RawContract,
  Shape,
  Type,
} from "../ir/ir.js";
import { endpointTypeNames } from "../ir/names.js";
import { callType, present } from "./call-type.js";
import { writePart } from "./endpoint-parts.js";
import { hang, MAX_WIDTH } from "./layout.js";
import { width } from "./marks.js";
import { NO_ORIGINS, type Origin, type Origins } from "./origin.js";
import { PropertyOrigins } from "./property-origins.js";
import { propertyKey, quote } from "./quote.js";
import { outputType } from "./schema-type.js";
import { SourceFile } from "./source-file.js";
import type { TypeFiles } from "./type-files.js";
import {
  annotate,
  docsText,
  isInterface,
  objectText,
  type Printer,
  typeText,
} from "./type-text.js";

/**
 * Emits `types.ts`: what travels, as clients see it, in plain interfaces.
 * @param origins where the schema declares it; then it is `types.d.ts`
 */
export function emitTypes(
  program: Program,
  folder: string,
  types: TypeFiles,
  origins: Origins | null,
): SourceFile {
  const file = new SourceFile(join(folder, origins === null ? "types.ts" : "types.d.ts"));
  const known = origins ?? NO_ORIGINS;
  const properties = new PropertyOrigins(program, known);
  // A client knows no type of the schema's code.
  const printer = (view: "sent" | "received"): Printer => ({
    ...types.printer(file, folder, view, () => "unknown"),
    nameShape: (name) => types.clientName(name, view),
    keyOf: (property) => file.name(propertyKey(property.name), properties.of(property)),
  });
  const both = { sent: printer("sent"), received: printer("received") };
  const printers: Printers = { ...both, origins: known, properties };
  for (const shape of program.shapes) {
    emitShape(file, shape.name, shape, printers.received);
    const input = types.clientName(shape.name, "sent");
    if (input !== shape.name) emitShape(file, input, shape, printers.sent);
  }
  for (const endpoint of program.endpoints) {
    writePart(file, { program, endpoint }, () =>
      emitEndpoint(file, endpoint, printers, () => true),
    );
  }
  return file;
}

/** Emits `server-types.ts`: the types that the server sees in another way than clients do. */
export function emitServerTypes(
  program: Program,
  folder: string,
  types: TypeFiles,
  schemaFile: string,
): SourceFile {
  const file = new SourceFile(join(folder, "server-types.ts"));
  const printer: Printer = {
    ...types.printer(file, folder, "server", (way) => outputType(file, schemaFile, way)),
    nameShape: (name) => (types.isServers(name) ? name : types.use(file, folder, "server", name)),
  };
  for (const shape of program.shapes) {
    if (types.isServers(shape.name)) emitShape(file, shape.name, shape, printer);
  }
  const properties = new PropertyOrigins(program, NO_ORIGINS);
  const printers = { sent: printer, received: printer, origins: NO_ORIGINS, properties };
  const isOwn = (name: string): boolean => types.isServers(name);
  for (const endpoint of program.endpoints) {
    writePart(file, { program, endpoint, given: schemaFile }, () =>
      emitEndpoint(file, endpoint, printers, isOwn),
    );
  }
  return file;
}

/** For what a client sends, and for what it receives. */
interface Printers {
  readonly sent: Printer;
  readonly received: Printer;
  readonly origins: Origins;
  readonly properties: PropertyOrigins;
}

type Direction = "clientToServer" | "serverToClient";

/** Whether a name is declared in the file at hand. */
type IsDeclared = (name: string) => boolean;

function emitShape(file: SourceFile, name: string, { type }: Shape, printer: Printer): void {
  emitDeclaration(file, name, type, docsText(type.docs), printer);
}

function emitDeclaration(
  file: SourceFile,
  name: string,
  type: Type,
  docs: string,
  printer: Printer,
): void {
  if (isInterface(type)) {
    file.add(`${docs}export interface ${name} ${objectText(type, printer)}`);
  } else {
    const start = `export type ${name} =`;
    file.add(`${docs}${annotate(start, typeText(type, printer, start.length + 2))};`);
  }
}

function emitEndpoint(
  file: SourceFile,
  { contract, name, params, path, query }: Endpoint,
  printers: Printers,
  isDeclared: IsDeclared,
): void {
  const types = endpointTypeNames(name);
  const url = (typeName: string, type: ObjectType | null, docs: string): void => {
    if (type === null || !isDeclared(typeName)) return;
    file.add(
      `${docsText(undefined, [docs])}export interface ${typeName} ${objectText(type, printers.sent)}`,
    );
  };
  url(types.params, params, `The parameters of \`${path}\`.`);
  url(types.query, query, `The query of \`${path}\`.`);
  if (contract.kind === "raw") return emitRaw(file, name, contract, printers, isDeclared);
  const { clientToServer, serverToClient } = contract;
  const table = (
    typeName: string,
    rows: readonly Property[],
    printer: Printer,
    docs: string,
  ): void => {
    if (isDeclared(typeName)) emitTable(file, typeName, rows, printer, docs);
  };
  const { origins, properties } = printers;
  const messages = (direction: Direction): Property[] =>
    contract[direction].messages.map((row) =>
      properties.place(present(row.name, row.type), [name, direction, "messages", row.name]),
    );
  const calls = (direction: Direction): Property[] =>
    contract[direction].calls.map((row) =>
      properties.place(present(row.name, callType(row)), [name, direction, "calls", row.name]),
    );
  const client = `Payloads of the messages that a client sends to \`${name}\`, by type.`;
  const server = `Payloads of the messages that the server sends on \`${name}\`, by type.`;
  table(types.clientToServer, messages("clientToServer"), printers.sent, client);
  table(types.serverToClient, messages("serverToClient"), printers.received, server);
  for (const direction of ["clientToServer", "serverToClient"] as const) {
    const typeName = types[`${direction}Message`];
    const origin = (type: string): Origin | null =>
      origins.nearest([name, direction, "messages", type]);
    if (isDeclared(typeName))
      emitMessage(file, typeName, types[direction], contract[direction].messages, origin);
  }
  const caller = `Calls that a client makes on \`${name}\`, by name: what each takes and gives.`;
  const called = `Calls that the server makes on \`${name}\`, by name: what each takes and gives.`;
  if (clientToServer.calls.length > 0) {
    emitCalls(
      file,
      types.clientToServerCalls,
      calls("clientToServer"),
      printers,
      caller,
      isDeclared,
    );
  }
  if (serverToClient.calls.length > 0) {
    // The server asks, and the client answers.
    const turned = { ...printers, sent: printers.received, received: printers.sent };
    emitCalls(file, types.serverToClientCalls, calls("serverToClient"), turned, called, isDeclared);
  }
}

function emitRaw(
  file: SourceFile,
  name: string,
  contract: RawContract,
  printers: Printers,
  isDeclared: IsDeclared,
): void {
  const types = endpointTypeNames(name);
  const emit = (typeName: string, type: Type | null, docs: string, printer: Printer): void => {
    if (!isDeclared(typeName)) return;
    if (type === null) file.add(`${docsText(undefined, [docs])}export type ${typeName} = never;`);
    else emitDeclaration(file, typeName, type, docsText(type.docs, [docs]), printer);
  };
  const { clientToServer, serverToClient } = contract;
  emit(
    types.clientToServer,
    clientToServer?.type ?? null,
    `What a client sends to \`${name}\`.`,
    printers.sent,
  );
  emit(
    types.serverToClient,
    serverToClient?.type ?? null,
    `What the server sends on \`${name}\`.`,
    printers.received,
  );
}

function emitTable(
  file: SourceFile,
  name: string,
  properties: readonly Property[],
  printer: Printer,
  docs: string,
): void {
  const body = objectText({ kind: "object", others: "strip", properties }, printer);
  file.add(`${docsText(undefined, [docs])}export interface ${name} ${body}`);
}

/** What the caller sends is printed for one view, what it gets for the other. */
function emitCalls(
  file: SourceFile,
  name: string,
  calls: readonly Property[],
  { properties, received, sent }: Printers,
  docs: string,
  isDeclared: IsDeclared,
): void {
  if (!isDeclared(name)) return;
  const rows = calls.map((call) => {
    const { docs: callDocs, ...type } = call.type as ObjectType & Type;
    const parts = type.properties.map((part) => {
      const printer = part.name === "input" || part.name === "uploads" ? sent : received;
      return objectText({ kind: "object", others: "strip", properties: [part] }, printer);
    });
    // Each is an object of one property: what is between its braces.
    const lines = parts.map((text) => text.slice(2, -2));
    const key = file.name(propertyKey(call.name), properties.of(call));
    const line = oneLine(lines);
    const fits = line !== null && width(key) + width(line) + 5 <= MAX_WIDTH;
    const body = fits ? line : `{\n${lines.join("\n")}\n}`;
    return `  ${hang(`${docsText(callDocs)}${key}: ${body};`, 1)}`;
  });
  file.add(`${docsText(undefined, [docs])}export interface ${name} {\n${rows.join("\n")}\n}`);
}

function oneLine(lines: readonly string[]): string | null {
  if (lines.some((line) => line.includes("\n"))) return null;
  const parts = lines.map((line) => line.trim().replace(/;$/, ""));
  return `{ ${parts.join("; ")} }`;
}

function emitMessage(
  file: SourceFile,
  name: string,
  table: string,
  messages: readonly Message[],
  originOf: (type: string) => Origin | null,
): void {
  const members = messages.map(({ name: type }) => {
    const [tag, data] = ["type", "data"].map((key) => file.name(key, originOf(type)));
    return `{ ${tag}: ${quote(type)}; ${data}: ${table}[${quote(type)}] }`;
  });
  const start = `export type ${name} =`;
  const [only = "never", ...others] = members;
  const text =
    others.length === 0 ? ` ${only}` : hang(members.map((member) => `\n| ${member}`).join(""), 1);
  file.add(`${start}${text};`);
}
