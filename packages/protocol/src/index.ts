// Errors and how a socket ends
export { SocketClosedError, TimeoutError, ValidationError, WsgenError } from "./errors.js";
export { CloseCode, cutCloseReason, isSendableCloseCode, type CloseInfo } from "./close-codes.js";
// The queue behind both sockets
export { MessageQueue, type MessageQueueOptions, type WaitOptions } from "./message-queue.js";
export { settled } from "./send-promise.js";
// The wire
export { decodeTicket, encodeTicket, SUBPROTOCOL } from "./subprotocol.js";
export {
  decodeFrame,
  decodeRaw,
  encodeErrorNotice,
  encodeErrorResponse,
  encodeMessage,
  encodeRaw,
  ERROR_NOTICE,
  type ErrorNotice,
  type Incoming,
} from "./codec.js";
export { RpcErrorCode } from "./rpc-error.js";
// What generated validators are made of
export { codePointLength, firstMatch, isMultipleOf, isObject, own } from "./validation/checks.js";
export { fail, failType } from "./validation/fail.js";
export { booleanFromText, numberFromText } from "./validation/from-text.js";
export type {
  MessageWire,
  RawDirection,
  RawWire,
  Validator,
  ValidatorTable,
} from "./validation/wire.js";
