import { expect, test } from "vitest";
import * as index from "./index.js";

test("the entry point exports these values and no others", () => {
  expect(Object.keys(index).sort()).toEqual([
    "CloseCode",
    "ERROR_NOTICE",
    "MessageQueue",
    "RpcErrorCode",
    "SUBPROTOCOL",
    "SocketClosedError",
    "TimeoutError",
    "ValidationError",
    "WsgenError",
    "booleanFromText",
    "codePointLength",
    "cutCloseReason",
    "decodeFrame",
    "decodeRaw",
    "decodeTicket",
    "encodeErrorNotice",
    "encodeErrorResponse",
    "encodeMessage",
    "encodeRaw",
    "encodeTicket",
    "fail",
    "failType",
    "firstMatch",
    "isMultipleOf",
    "isObject",
    "isSendableCloseCode",
    "numberFromText",
    "own",
    "settled",
  ]);
});
