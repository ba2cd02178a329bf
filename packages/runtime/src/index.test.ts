import { expect, test } from "vitest";
import * as codegen from "./codegen.js";
import * as index from "./index.js";

test("the entry point exports these values and no others", () => {
  expect(Object.keys(index).sort()).toEqual([
    "CallError",
    "SocketClosedError",
    "TimeoutError",
    "ValidationError",
    "WsgenError",
    "acceptWebSocket",
    "requireWebSocket",
    "webSocketMiddleware",
  ]);
});

test("generated code finds these values and no others", () => {
  expect(Object.keys(codegen).sort()).toEqual([
    "booleanFromText",
    "codePointLength",
    "createEndpointServer",
    "fail",
    "firstMatch",
    "isMultipleOf",
    "isObject",
    "numberFromText",
    "own",
  ]);
});
