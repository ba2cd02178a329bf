// What generated servers import. Its stability is promised apart from the rest: code that an older
// wsgen generated keeps working with a newer runtime of the same major version.
export { createEndpointServer } from "./endpoints.js";
export type { EndpointServer } from "./server.js";
export type { ServerOptions } from "./options.js";
export type { MessageSocket, RawSocket } from "./connection/endpoint-socket.js";
export type { MessageEndpoint, RawEndpoint } from "./rooms/room.js";
export type {
  DuplexHandler,
  StreamHandler,
  UnaryHandler,
  UploadHandler,
} from "./rpc/call-types.js";
export * from "@wsgen/protocol/codegen";
export type { DuplexCall, StreamCall, UnaryCall, UploadCall } from "@wsgen/protocol";
