import { describe, expect, test } from "vitest";
import { started } from "../support/started-server.js";
import { WsPeer } from "../support/ws-peer.js";
import { examples, ordered } from "./examples.js";
import { createSpecificationServer } from "./specification-server.js";

const LAST = { jsonrpc: "2.0", method: "get_data", id: "last" };
const LAST_ANSWER = { jsonrpc: "2.0", result: ["hello", 5], id: "last" };

function post(url: string, body: string): Promise<Response> {
  return fetch(`${url}/rpc`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
}

describe("the examples of the JSON-RPC 2.0 specification, section 7", () => {
  describe("over WebSocket", () => {
    test.each(examples)("$name", async ({ answer, sent }) => {
      const { url } = await started(createSpecificationServer().server);
      const peer = await WsPeer.open(`${url}/rpc`);
      peer.send(sent);
      peer.send(JSON.stringify(LAST));
      // And nothing else in between.
      for (const expected of answer === null ? [LAST_ANSWER] : [answer, LAST_ANSWER])
        expect(ordered(await peer.nextJson())).toEqual(ordered(expected));
    });
  });

  describe("over HTTP", () => {
    test.each(examples)("$name", async ({ answer, sent }) => {
      const { url } = await started(createSpecificationServer().server);
      const response = await post(url, sent);
      const body = await response.text();
      expect({
        status: response.status,
        type: response.headers.get("content-type"),
        answer: body === "" ? null : ordered(JSON.parse(body)),
      }).toEqual(
        answer === null
          ? { status: 204, type: null, answer }
          : { status: 200, type: "application/json", answer: ordered(answer) },
      );
    });
  });

  test("all of them over one connection, one after the other", async () => {
    const { url } = await started(createSpecificationServer().server);
    const peer = await WsPeer.open(`${url}/rpc`);
    for (const { sent } of examples) peer.send(sent);
    peer.send(JSON.stringify(LAST));
    for (const { answer } of examples.filter((example) => example.answer !== null))
      expect(ordered(await peer.nextJson())).toEqual(ordered(answer));
    expect(await peer.nextJson()).toEqual(LAST_ANSWER);
  });
});

test.each(["WebSocket", "HTTP"])("notifications over %s reach their handlers", async (way) => {
  const { seen, server } = createSpecificationServer();
  const { url } = await started(server);
  const sent = examples.at(-1)?.sent ?? "";
  if (way === "HTTP") await post(url, sent);
  else {
    const peer = await WsPeer.open(`${url}/rpc`);
    peer.send(sent);
    peer.send(JSON.stringify(LAST));
    await peer.nextJson();
  }
  expect(seen.notified).toEqual([
    ["sum", [1, 2, 4]],
    ["hello", 7],
  ]);
});

describe("what the specification says beside its examples", () => {
  test.each<[string, string, unknown]>([
    [
      "an id may be null",
      '{"jsonrpc":"2.0","method":"sum","params":[1,2],"id":null}',
      { jsonrpc: "2.0", result: 3, id: null },
    ],
    [
      "an id may have a fraction",
      '{"jsonrpc":"2.0","method":"sum","params":[1,2],"id":1.5}',
      { jsonrpc: "2.0", result: 3, id: 1.5 },
    ],
    [
      "an id may be empty",
      '{"jsonrpc":"2.0","method":"sum","params":[1,2],"id":""}',
      { jsonrpc: "2.0", result: 3, id: "" },
    ],
    [
      "an id is no object",
      '{"jsonrpc":"2.0","method":"sum","params":[1,2],"id":{}}',
      { jsonrpc: "2.0", error: { code: -32600, message: "Invalid Request" }, id: null },
    ],
    [
      "params are no string",
      '{"jsonrpc":"2.0","method":"sum","params":"bar","id":1}',
      { jsonrpc: "2.0", error: { code: -32600, message: "Invalid Request" }, id: null },
    ],
    [
      "method names that begin with rpc. are not ours",
      '{"jsonrpc":"2.0","method":"rpc.discover","id":1}',
      { jsonrpc: "2.0", error: { code: -32601, message: "Method not found" }, id: 1 },
    ],
    [
      "params that do not fit are -32602",
      '{"jsonrpc":"2.0","method":"sum","params":["a","b"],"id":1}',
      {
        jsonrpc: "2.0",
        error: {
          code: -32602,
          message: "sum.0: Invalid input: expected number, received string (and 1 more)",
        },
        id: 1,
      },
    ],
  ])("%s", async (_name, sent, answer) => {
    const { url } = await started(createSpecificationServer().server);
    const peer = await WsPeer.open(`${url}/rpc`);
    peer.send(sent);
    expect(await peer.nextJson()).toEqual(answer);
    expect(await (await post(url, sent)).json()).toEqual(answer);
  });
});
