// Errors
export {
  CallError,
  OutcomeUnknownError,
  SocketClosedError,
  StreamLostError,
  TimeoutError,
  ValidationError,
  WsgenError,
} from "@wsgen/protocol";
export { OfflineError, OutboxFullError } from "./outbox.js";
// What `createClient` takes
export type { AuthInfo, ClientOptions, ConnectOptions, ErrorSource } from "./options.js";
export type { WebSocketConstructor, WebSocketLike } from "./web-socket.js";
// What it gives
export type { ClientStats, Gap, MessageClient, RawClient, Status } from "./endpoint-client.js";
export type { CallOptions, CallStream, CloseInfo, Skew, WaitOptions } from "@wsgen/protocol";
