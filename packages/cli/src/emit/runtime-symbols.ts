/**
 * The names that generated code imports from the two code generation entries. This table is all that
 * the generator knows of those packages; type-checking generated code proves it right.
 */
export const RUNTIME = "@wsgen/runtime/codegen";
export const CLIENT = "@wsgen/client/codegen";

/** Where the scaffolded context file finds the type of a handshake. */
export const RUNTIME_TYPES = "@wsgen/runtime";

/** In both entries. */
export type ValidationValue =
  | "codePointLength"
  | "fail"
  | "firstMatch"
  | "isMultipleOf"
  | "isObject"
  | "own";
export type ValidationType = "MessageWire" | "RawWire";

/** Only in the runtime's entry: text of a URL becomes a value. */
export type FromText = "booleanFromText" | "numberFromText";

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

export type ImportedValue = ValidationValue | FromText | ServerValue | ClientValue;
export type ImportedType = ValidationType | CallType | ServerType | ClientType;
