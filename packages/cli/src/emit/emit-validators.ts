import { join } from "node:path";
import type { Endpoint, Message, ObjectType, Program, RawDirection, Type } from "../ir/ir.js";
import { endpointTypeNames, pascalCase, urlValidatorNames } from "../ir/names.js";
import { list, MAX_WIDTH } from "./layout.js";
import { propertyKey, quote } from "./quote.js";
import { CLIENT, RUNTIME } from "./runtime-symbols.js";
import { SourceFile } from "./source-file.js";
import { ValidatorFile } from "./validator-file.js";

type Direction = "clientToServer" | "serverToClient";

/** Emits `server-validators.ts` or `client-validators.ts`; only a server checks URLs. */
export function emitValidators(
  program: Program,
  folder: string,
  side: "server" | "client",
): SourceFile {
  const declared = program.endpoints.flatMap(({ name }) => [
    name,
    ...Object.values(urlValidatorNames(name)),
  ]);
  const file = new ValidatorFile({
    source: new SourceFile(join(folder, `${side}-validators.ts`), declared),
    module: side === "server" ? RUNTIME : CLIENT,
    typesFile: join(folder, "types.ts"),
    shapes: new Map(program.shapes.map(({ name, type }) => [name, type])),
  });
  for (const endpoint of program.endpoints) {
    emitWire(file, endpoint);
    if (side === "server") emitUrlValidators(file, endpoint);
  }
  return file.source;
}

function emitWire(file: ValidatorFile, endpoint: Endpoint): void {
  const { contract, name } = endpoint;
  const types = endpointTypeNames(name);
  const typeArguments = [
    file.nameShape(types.clientToServer),
    file.nameShape(types.serverToClient),
  ].join(", ");
  const entries = [`kind: ${quote(contract.kind)}`];
  for (const direction of ["clientToServer", "serverToClient"] as const) {
    const value =
      contract.kind === "raw"
        ? rawDirection(file, contract[direction], name, direction)
        : messageTable(file, contract[direction], name, direction);
    entries.push(`${direction}: ${value}`);
  }
  const wire = file.useType(contract.kind === "raw" ? "RawWire" : "MessageWire");
  const start = `export const ${name}: ${wire}<${typeArguments}> = `;
  file.source.add(`${start}${list(["{ ", " }"], entries, MAX_WIDTH)};`);
}

function rawDirection(
  file: ValidatorFile,
  raw: RawDirection | null,
  endpoint: string,
  direction: Direction,
): string {
  if (raw === null) return "null";
  const returns = endpointTypeNames(endpoint)[direction];
  const validate = validatorOf(file, raw.type, endpoint, direction, returns);
  const entries = [`encoding: ${quote(raw.encoding)}`, `validate: ${validate}`];
  return list(["{ ", " }"], entries, direction.length + 5);
}

function messageTable(
  file: ValidatorFile,
  messages: readonly Message[],
  endpoint: string,
  direction: Direction,
): string {
  const table = file.nameShape(endpointTypeNames(endpoint)[direction]);
  const entries = messages.map(({ name, type }) => {
    const returns = `${table}[${quote(name)}]`;
    return `${propertyKey(name)}: ${validatorOf(file, type, endpoint, `${direction}-${name}`, returns)}`;
  });
  return entries.length === 0 ? "{}" : list(["{ ", " }"], entries, direction.length + 5);
}

function validatorOf(
  file: ValidatorFile,
  type: Type,
  endpoint: string,
  what: string,
  returns: string,
): string {
  if (type.kind === "ref") return file.shapeFunction(type.name);
  return file.define(`check${pascalCase(endpoint)}-${what}`, type, { returns });
}

function emitUrlValidators(file: ValidatorFile, { name, params, query }: Endpoint): void {
  const types = endpointTypeNames(name);
  const names = urlValidatorNames(name);
  const define = (validator: string, type: ObjectType | null, returns: string): void => {
    if (type !== null)
      file.define(validator, type, {
        returns: file.nameShape(returns),
        fromText: true,
        exported: true,
      });
  };
  define(names.params, params, types.params);
  define(names.query, query, types.query);
}
