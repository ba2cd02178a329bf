import { expect, test } from "vitest";
import * as index from "./index.js";

test("the entry point exports these values and no others", () => {
  expect(Object.keys(index).sort()).toEqual([
    "CallError",
    "CloseCode",
    "FrameEncoder",
    "MessageQueue",
    "RpcErrorCode",
    "RpcPeer",
    "SUBPROTOCOL",
    "SocketClosedError",
    "TimeoutError",
    "ValidationError",
    "WsgenError",
    "booleanFromText",
    "codePointLength",
    "createCalls",
    "cutCloseReason",
    "decodeRaw",
    "decodeTicket",
    "directionTables",
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
    "utf8Length",
  ]);
});
