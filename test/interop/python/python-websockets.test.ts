import { describe, expect, test } from "vitest";
import { requireWebSocket } from "@wsgen/runtime";
import { createServer } from "../../support/endpoint-contracts.js";
import { started, startedViews } from "../../support/started-server.js";
import { hasPython, runPython, skipReason } from "./find-python.js";

function run(scenario: string, url: string): Promise<unknown> {
  return runPython("client.py", [scenario, url.replace(/^http/, "ws")]);
}

const echo = requireWebSocket(async ({ websocket }) => {
  for await (const message of websocket) await websocket.send(message);
});

describe.skipIf(!hasPython)(`python3-websockets${skipReason}`, () => {
  test("gets text as text and bytes as bytes, fragments and large messages too", async () => {
    const { url } = await startedViews({ "/": echo });
    expect(await run("text_and_binary", url)).toEqual({
      seen: [
        ["str", true],
        ["str", true],
        ["str", true],
        ["bytes", true],
        ["bytes", true],
        "fragmented",
        true,
      ],
      code: 1000,
    });
  });

  test("talks to a raw endpoint", async () => {
    const { url } = await started(createServer({}));
    expect(await run("raw_text", `${url}/echo`)).toEqual({ echo: "hello", subprotocol: null });
  });

  test("is closed with 1007 for a frame that does not fit a raw endpoint", async () => {
    const { url } = await started(createServer({}));
    expect(await run("raw_misfit", `${url}/echo`)).toEqual({
      code: 1007,
      reason: "message: Invalid input: expected a text frame, received a binary frame",
    });
  });

  test("talks plain JSON-RPC to an enveloped endpoint", async () => {
    const { url } = await started(createServer({}));
    expect(await run("json_rpc", `${url}/rooms/r`)).toEqual({
      answers: [
        { jsonrpc: "2.0", method: "said", params: { from: "server", text: "grüezi" } },
        { jsonrpc: "2.0", method: "total", params: [42] },
        {
          jsonrpc: "2.0",
          id: 7,
          error: { code: -32601, message: "Method not found: this is a message, not a call" },
        },
        { jsonrpc: "2.0", id: null, error: { code: -32700, message: "Parse error" } },
      ],
      subprotocol: null,
    });
  });

  test("may be a wsgen peer by offering the subprotocol", async () => {
    const { url } = await started(createServer({}));
    expect(await run("wsgen_peer", `${url}/rooms/r`)).toEqual({
      answer: '{"method":"pong"}',
      subprotocol: "wsgen.v1",
    });
  });

  test("sees the server's close code and reason, and the server sees its own", async () => {
    const ends: unknown[] = [];
    const { url } = await startedViews({
      "/": requireWebSocket(async ({ websocket }) => {
        void websocket.closed.then((info) => ends.push(info));
        if ((await websocket.wait()) === "close") await websocket.close(4000, "gute Nacht ☾");
      }),
    });
    expect(await run("closes", url)).toEqual({ server: [4000, "gute Nacht ☾"], client: 4321 });
    expect(ends).toEqual([
      { code: 4000, reason: "gute Nacht ☾", wasClean: true, initiator: "local" },
      { code: 4321, reason: "mine", wasClean: true, initiator: "remote" },
    ]);
  });

  test("has its pings answered without any doing of the handler, and answers ours", async () => {
    const { url } = await startedViews(
      { "/": echo },
      { heartbeatInterval: 10, heartbeatTimeout: 5_000 },
    );
    expect(await run("pings", url)).toEqual({ echo: "still open" });
  });

  test.each([
    ["/rooms/far-too-long-a-name", 400],
    ["/nowhere", 404],
  ])("understands the refusal of %s", async (path, status) => {
    const { url } = await started(createServer({}));
    expect(await run("refused", url + path)).toEqual({ status });
  });
});
