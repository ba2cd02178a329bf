// Views on the queued-socket API
export {
  acceptWebSocket,
  type MiddlewareOptions,
  requireWebSocket,
  type View,
  webSocketMiddleware,
  type WebSocketView,
} from "./middleware.js";
export type { ViewRequest, WebSocketRequest } from "./view-request.js";
export type { QueuedSocket } from "./socket/queued-socket.js";
// The server of either level
export type { Address, CloseOptions, EndpointServer } from "./server.js";
export type { ErrorSource, ServerOptions } from "./options.js";
export type { ServerStats } from "./monitor.js";
// What a schema's handlers meet
export type { HandshakeRequest } from "./upgrade/handshake-request.js";
export type {
  EndpointRequest,
  EndpointSocket,
  MessageSocket,
  RawSocket,
} from "./connection/endpoint-socket.js";
export type {
  MessageEndpoint,
  MessageRoom,
  RawEndpoint,
  RawRoom,
  RoomSendOptions,
} from "./rooms/room.js";
// Calls
export type { ServerCall, ServerUploadCall } from "./rpc/call-types.js";
export type { CallOptions, CallStream } from "@wsgen/protocol";
// Errors and how a socket ends
export {
  CallError,
  type CloseInfo,
  SocketClosedError,
  TimeoutError,
  ValidationError,
  type WaitOptions,
  WsgenError,
} from "@wsgen/protocol";
