/**
 * The names that generated code imports from the two code generation entries. This table is all that
 * the generator knows of those packages; type-checking generated code proves it right.
 */
export const RUNTIME = "@wsgen/runtime/codegen";
export const CLIENT = "@wsgen/client/codegen";

/** Where the scaffolded context file finds the type of a handshake. */
export const RUNTIME_TYPES = "@wsgen/runtime";

/** In both entries: what tells whether a value is as it should be. */
export type CheckFunction =
  | "codePointLength"
  | "isBase64"
  | "isBase64Url"
  | "isCidrv6"
  | "isIban"
  | "isIpv6"
  | "isJwt"
  | "isLuhn"
  | "isMultipleOf"
  | "noInt"
  | "isObject";

/** In both entries: decoders and encoders of scalars. */
type Scalar =
  | "BigInt"
  | "Boolean"
  | "Bytes"
  | "Date"
  | "Int"
  | "Literal"
  | "Nan"
  | "Never"
  | "Null"
  | "Number"
  | "String"
  | "Undefined"
  | "Unknown"
  | "Void";
export type ScalarCodec = `decode${Scalar}` | `encode${Scalar}`;

/** In both entries: what generated functions are made of, beside the scalars. */
export const CODEC_PARTS = [
  "booleanFromText",
  "codePointLength",
  "decodeBoth",
  "decodeBoxed",
  "decodeMap",
  "decodeOr",
  "decodePipe",
  "decodePresent",
  "decodeRecord",
  "decodeSet",
  "decodeTagged",
  "decodeTuple",
  "decodeUnchecked",
  "encodeBoth",
  "encodeBoxed",
  "encodeCaught",
  "encodeMap",
  "encodePipe",
  "encodePresent",
  "encodeRecord",
  "encodeSet",
  "encodeTuple",
  "encodeUnchecked",
  "encodeWhole",
  "encodeZodOptional",
  "encodeZodResult",
  "escaped",
  "firstMatch",
  "inherited",
  "isBase64",
  "isBase64Url",
  "isCidrv6",
  "isIban",
  "isIpv6",
  "isJwt",
  "isLuhn",
  "isMultipleOf",
  "isObject",
  "issue",
  "listFromText",
  "mismatch",
  "noInt",
  "numberFromText",
  "onlyMatch",
  "reviveAbsence",
  "reviveBigInt",
  "reviveBytes",
  "reviveDate",
  "reviveList",
  "reviveMap",
  "reviveObject",
  "reviveSet",
  "reviveTagged",
  "reviveTaggedLiteral",
  "revived",
  "revivedUnchecked",
  "slugify",
  "tagged",
  "unknownKeys",
  "urlText",
  "wrong",
  "zodAt",
  "zodResult",
] as const;
export type CodecPart = (typeof CODEC_PARTS)[number] | ScalarCodec;
export type CodecType = "Context" | "MessageWire" | "Path" | "RawWire";

/** In both entries: what calls a call, and what answers it. */
export type CallKind = "Unary" | "Stream" | "Upload" | "Duplex";
type CallType = `${CallKind}Call` | `${CallKind}Handler`;

type ServerValue = "createEndpointServer";
type ServerType =
  | "EndpointServer"
  | "MessageEndpoint"
  | "MessageSocket"
  | "RawEndpoint"
  | "RawSocket"
  | "ServerOptions";

type ClientValue = "Connector";
type ClientType = "ClientOptions" | "ConnectOptions" | "MessageClient" | "RawClient";

export type ImportedValue = CodecPart | ServerValue | ClientValue;
export type ImportedType = CodecType | CallType | ServerType | ClientType;
