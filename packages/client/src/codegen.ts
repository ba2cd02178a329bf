// What generated clients import. Its stability is promised apart from the rest: code that an older
// wsgen generated keeps working with a newer client of the same major version.
export { Connector } from "./connector.js";
export type { MessageClient, RawClient } from "./endpoint-client.js";
export type { ClientOptions, ConnectOptions } from "./options.js";
export type { DuplexHandler, StreamHandler, UnaryHandler, UploadHandler } from "./call-types.js";
export * from "@wsgen/protocol/codegen";
export type { DuplexCall, StreamCall, UnaryCall, UploadCall } from "@wsgen/protocol";
