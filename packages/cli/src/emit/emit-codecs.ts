import { join } from "node:path";
import type { Endpoint, ObjectType, Program, RawDirection } from "../ir/ir.js";
import { endpointTypeNames, pascalCase, urlValidatorNames } from "../ir/names.js";
import type { ClientSide } from "../project.js";
import { CodecFile } from "./codec-file.js";
import { braced, directionWire } from "./direction-wire.js";
import { writePart } from "./endpoint-parts.js";
import { GeneratedModule } from "./generated-module.js";
import { list, MAX_WIDTH, typeArguments } from "./layout.js";
import { quote } from "./quote.js";
import { NO_ORIGINS, type Origins } from "./origin.js";
import { CLIENT, RUNTIME } from "./runtime-symbols.js";
import { outputType } from "./schema-type.js";
import type { SourceFile } from "./source-file.js";
import type { TypeFiles } from "./type-files.js";

export interface CodecOptions {
  readonly folder: string;
  readonly side: "server" | "client";
  readonly types: TypeFiles;
  readonly schemaFile: string;
  /** `none`: values are revived and written, and not checked. Default: `all`. */
  readonly validate?: "all" | "none";
  /** Default: `ts`. */
  readonly format?: ClientSide["format"];
  readonly origins?: Origins;
}

/** Emits the module `server-validators` or `client-validators`; only a server checks URLs. */
export function emitCodecs(program: Program, options: CodecOptions): GeneratedModule {
  const { folder, format = "ts", schemaFile, side, types, validate = "all" } = options;
  const declared = program.endpoints.flatMap(({ name }) => [
    name,
    ...Object.values(urlValidatorNames(name)),
  ]);
  const module = new GeneratedModule(join(folder, `${side}-validators`), format, declared);
  const source = module.code;
  const view = side === "server" ? "server" : "received";
  const file = new CodecFile({
    side,
    source,
    module: side === "server" ? RUNTIME : CLIENT,
    printer: types.printer(source, folder, view, (way) => outputType(source, schemaFile, way)),
    schemaModule: source.moduleOf(schemaFile),
    validate,
  });
  for (const endpoint of program.endpoints) {
    writePart(source, { program, endpoint, given: `${schemaFile} ${validate}` }, () => {
      emitWire(module, file, endpoint, options);
      if (side === "server") emitUrlDecoders(file, endpoint, options);
    });
  }
  return module;
}

function emitWire(
  module: GeneratedModule,
  file: CodecFile,
  endpoint: Endpoint,
  options: CodecOptions,
): void {
  const { contract, name } = endpoint;
  const { origins = NO_ORIGINS } = options;
  const [received, sent] =
    options.side === "server"
      ? (["clientToServer", "serverToClient"] as const)
      : (["serverToClient", "clientToServer"] as const);
  const entries = [`kind: ${quote(contract.kind)}`];
  if (contract.kind === "raw") {
    entries.push(
      `receives: ${rawDirection(file, contract[received], name, "receives")}`,
      `sends: ${rawDirection(file, contract[sent], name, "sends")}`,
    );
  } else {
    entries.push(
      `receives: ${directionWire(file, contract[received], name, "receives")}`,
      `sends: ${directionWire(file, contract[sent], name, "sends")}`,
    );
  }
  const head = (source: SourceFile): string =>
    `const ${source.name(name, origins.nearest([name]))}${source.typed(`: ${wireType(source, endpoint, options)}`)}`;
  module.export(head, ` = ${list(["{ ", " }"], entries, MAX_WIDTH)};`);
}

function wireType(source: SourceFile, { contract, name }: Endpoint, options: CodecOptions): string {
  const { folder, side, types } = options;
  const names = endpointTypeNames(name);
  const use = (type: string): string => types.use(source, folder, side, type);
  const [received, sent] =
    side === "server"
      ? (["clientToServer", "serverToClient"] as const)
      : (["serverToClient", "clientToServer"] as const);
  const entry = side === "server" ? RUNTIME : CLIENT;
  const wire = source.type(entry, contract.kind === "raw" ? "RawWire" : "MessageWire");
  const args = [use(names[received])];
  if (contract.kind === "messages") {
    args.push(use(names[sent]));
    const calls = [received, sent].map((direction) =>
      contract[direction].calls.length === 0 ? "object" : use(names[`${direction}Calls`]),
    );
    if (calls.some((table) => table !== "object")) args.push(...calls);
  }
  return `${wire}${typeArguments(args, `export const ${name}: ${wire} = {`.length)}`;
}

function rawDirection(
  file: CodecFile,
  raw: RawDirection | null,
  endpoint: string,
  member: "receives" | "sends",
): string {
  if (raw === null) return "null";
  const flavor = member === "receives" ? "decode" : "encode";
  const codec = file.payload(flavor, pascalCase(endpoint), raw.type);
  return braced([`encoding: ${quote(raw.encoding)}`, `${flavor}: ${codec}`], 2, member);
}

function emitUrlDecoders(
  file: CodecFile,
  { name, params, query }: Endpoint,
  { folder, types }: CodecOptions,
): void {
  const names = urlValidatorNames(name);
  const declared = endpointTypeNames(name);
  const define = (decoder: string, type: ObjectType | null, returns: string): void => {
    if (type !== null)
      file.exportUrl(decoder, type, types.use(file.source, folder, "server", returns));
  };
  define(names.params, params, declared.params);
  define(names.query, query, declared.query);
}
