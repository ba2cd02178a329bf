import * as parts from "@wsgen/protocol/codegen";
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
  const found = ["createEndpointServer", ...Object.keys(parts)];
  expect(Object.keys(codegen).sort()).toEqual(found.sort());
});
