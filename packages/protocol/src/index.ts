// Errors and how a socket ends
export {
  OutcomeUnknownError,
  SocketClosedError,
  StreamLostError,
  TimeoutError,
  ValidationError,
  WsgenError,
} from "./errors.js";
export { CloseCode, cutCloseReason, isSendableCloseCode, type CloseInfo } from "./close-codes.js";
// The queue behind both sockets
export { MessageQueue, type MessageQueueOptions, type WaitOptions } from "./message-queue.js";
export { settled } from "./send-promise.js";
// Opening, and raw endpoints
export { decodeTicket, encodeTicket, SESSION_OFFER, SUBPROTOCOL } from "./subprotocol.js";
export { decodeRaw, encodeRaw } from "./raw-codec.js";
// Messages and calls
export { encodeMessage, RpcPeer } from "./rpc/rpc-peer.js";
export type { PeerLimits, PeerSetup } from "./rpc/peer-setup.js";
export { FrameEncoder } from "./rpc/encode-frame.js";
export type { Frame } from "./rpc/frame.js";
export {
  type IncomingTable,
  type IncomingTables,
  incomingTables,
  type OutgoingTables,
  outgoingTables,
} from "./rpc/direction-tables.js";
export type { CallHandler } from "./rpc/callee.js";
export type { IncomingCall } from "./rpc/incoming-call.js";
export { utf8Length } from "./rpc/utf8-length.js";
export { createCalls } from "./rpc/create-calls.js";
export { CallError } from "./rpc/call-error.js";
export type {
  CallOptions,
  CallStream,
  DuplexCall,
  DuplexShape,
  HandlerCall,
  StreamCall,
  StreamShape,
  UnaryCall,
  UnaryShape,
  UploadCall,
  UploadHandlerCall,
  UploadOptions,
  UploadShape,
} from "./rpc/call-shapes.js";
export { RpcErrorCode } from "./rpc-error.js";
// Sessions
export { type Schedule, SessionLink } from "./session/session-link.js";
export type { FrameKind, ReplayLimits } from "./session/replay-log.js";
export { type Held, SessionTable } from "./session/session-table.js";
export {
  type ContractVerdict,
  readFarewell,
  type ResumeRequest,
  readSessionRequest,
  readSessionResult,
  SESSION_REQUEST_ID,
  type SessionRequest,
  type SessionResult,
  writeFarewell,
  writeSessionRequest,
  writeSessionResult,
} from "./session/session-frames.js";
export { type Skew, skewOf } from "./session/skew.js";
export { decodeFrame, type RequestId } from "./rpc/decode-frame.js";
export { Method } from "./rpc/methods.js";
// What generated functions take and give
export { decodeValue, encodeValue, type Decoder, type Encoder } from "./validation/codec.js";
export type { MessageWire, RawWire } from "./validation/wire.js";
export { fail, failType } from "./validation/fail.js";
export { Context, type Issue, type Path } from "./validation/context.js";
export { IncomingAttachments, OutgoingAttachments } from "./validation/attachments.js";
