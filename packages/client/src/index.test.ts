import { readdirSync, readFileSync } from "node:fs";
import * as parts from "@wsgen/protocol/codegen";
import { expect, test } from "vitest";
import * as codegen from "./codegen.js";
import * as index from "./index.js";

const folder = import.meta.dirname;
const sources = readdirSync(folder).filter((name) => /(?<!\.test|\.test-d)\.ts$/.test(name));

/** Names in the export lists of an entry, types included. */
function namesIn(entry: string): string[] {
  const text = readFileSync(`${folder}/${entry}`, "utf8");
  const lists = [...text.matchAll(/export (?:type )?\{([^}]*)\}/g)].map(([, list = ""]) => list);
  const names = lists.flatMap((list) => list.split(",")).map((name) => name.replace("type ", ""));
  return names
    .map((name) => name.trim())
    .filter((name) => name !== "")
    .sort();
}

test("the entry exports this and nothing else", () => {
  expect(namesIn("index.ts")).toEqual([
    "AuthInfo",
    "CallError",
    "CallOptions",
    "CallStream",
    "ClientOptions",
    "ClientStats",
    "CloseInfo",
    "ConnectOptions",
    "ErrorSource",
    "Gap",
    "MessageClient",
    "OfflineError",
    "OutboxFullError",
    "OutcomeUnknownError",
    "RawClient",
    "Skew",
    "SocketClosedError",
    "Status",
    "StreamLostError",
    "TimeoutError",
    "ValidationError",
    "WaitOptions",
    "WebSocketConstructor",
    "WebSocketLike",
    "WsgenError",
  ]);
  expect(Object.keys(index).sort()).toEqual([
    "CallError",
    "OfflineError",
    "OutboxFullError",
    "OutcomeUnknownError",
    "SocketClosedError",
    "StreamLostError",
    "TimeoutError",
    "ValidationError",
    "WsgenError",
  ]);
});

test("generated code is promised this and nothing else", () => {
  expect(namesIn("codegen.ts")).toEqual([
    "ClientOptions",
    "ConnectOptions",
    "Connector",
    "DuplexCall",
    "DuplexHandler",
    "MessageClient",
    "RawClient",
    "StreamCall",
    "StreamHandler",
    "UnaryCall",
    "UnaryHandler",
    "UploadCall",
    "UploadHandler",
  ]);
  expect(Object.keys(codegen).sort()).toEqual(["Connector", ...Object.keys(parts)].sort());
});

test("one file touches the global WebSocket, and none anything of Node", () => {
  const code = sources.map((name) => ({
    name,
    text: readFileSync(`${folder}/${name}`, "utf8").replace(/\/\*[^]*?\*\/|\/\/.*$/gm, ""),
  }));
  const touching = code.filter(({ text }) =>
    /globalThis[^;]*\bWebSocket\b|new WebSocket\(/.test(text),
  );
  expect(touching.map(({ name }) => name)).toEqual(["web-socket.ts"]);
  const node = code.filter(({ text }) => /"node:|\b(?:process|Buffer|require)\b/.test(text));
  expect(node.map(({ name }) => name)).toEqual([]);
});
