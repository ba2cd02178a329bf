import { join } from "node:path";
import type { Endpoint, ObjectType, Program, RawDirection } from "../ir/ir.js";
import { endpointTypeNames, pascalCase, urlValidatorNames } from "../ir/names.js";
import { directionWire, type DirectionName } from "./direction-wire.js";
import { list, MAX_WIDTH, typeArguments } from "./layout.js";
import { quote } from "./quote.js";
import { CLIENT, RUNTIME } from "./runtime-symbols.js";
import { SourceFile } from "./source-file.js";
import { ValidatorFile } from "./validator-file.js";

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
  const entries = [`kind: ${quote(contract.kind)}`];
  for (const direction of ["clientToServer", "serverToClient"] as const) {
    const value =
      contract.kind === "raw"
        ? rawDirection(file, contract[direction], name, direction)
        : directionWire(file, contract[direction], name, direction);
    entries.push(`${direction}: ${value}`);
  }
  const start = `export const ${name}: ${wireType(file, endpoint)} = `;
  file.source.add(`${start}${list(["{ ", " }"], entries, MAX_WIDTH)};`);
}

function wireType(file: ValidatorFile, { contract, name }: Endpoint): string {
  const types = endpointTypeNames(name);
  const args = [file.nameShape(types.clientToServer), file.nameShape(types.serverToClient)];
  const wire = file.useType(contract.kind === "raw" ? "RawWire" : "MessageWire");
  if (contract.kind === "messages") {
    const tables = (["clientToServer", "serverToClient"] as const).map((direction) =>
      contract[direction].calls.length === 0
        ? "object"
        : file.nameShape(types[`${direction}Calls`]),
    );
    if (tables.some((table) => table !== "object")) args.push(...tables);
  }
  return `${wire}${typeArguments(args, `export const ${name}: ${wire} = {`.length)}`;
}

function rawDirection(
  file: ValidatorFile,
  raw: RawDirection | null,
  endpoint: string,
  direction: DirectionName,
): string {
  if (raw === null) return "null";
  const returns = endpointTypeNames(endpoint)[direction];
  const wanted = `check${pascalCase(endpoint)}-${direction}`;
  const validate = file.validator(wanted, raw.type, returns);
  const entries = [`encoding: ${quote(raw.encoding)}`, `validate: ${validate}`];
  return list(["{ ", " }"], entries, direction.length + 5);
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
