// What generated clients import. Its stability is promised apart from the rest: code that an older
// wsgen generated keeps working with a newer client of the same major version.
export { Connector } from "./connector.js";
export type { MessageClient, RawClient } from "./endpoint-client.js";
export type { ClientOptions, ConnectOptions } from "./options.js";
export type { DuplexHandler, StreamHandler, UnaryHandler, UploadHandler } from "./call-types.js";
export {
  codePointLength,
  type DuplexCall,
  fail,
  firstMatch,
  isMultipleOf,
  isObject,
  type MessageWire,
  own,
  type RawWire,
  type StreamCall,
  type UnaryCall,
  type UploadCall,
} from "@wsgen/protocol";
