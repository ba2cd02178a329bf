import { once } from "node:events";
import { JSONRPCClient, JSONRPCServer, JSONRPCServerAndClient } from "json-rpc-2.0";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { WebSocket } from "ws";
import { createSpecificationServer } from "../../jsonrpc/specification-server.js";
import { createBoardServer } from "../../support/board-contract.js";
import { started } from "../../support/started-server.js";

// The library leaves the transport to its user; these are the ones of its documentation.
function overHttp(url: string): JSONRPCClient {
  const client = new JSONRPCClient(async (request) => {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(request),
    });
    if (response.status === 200) client.receive((await response.json()) as never);
    else if (request.id !== undefined) throw new Error(response.statusText);
  });
  return client;
}

async function overWebSocket(url: string): Promise<JSONRPCServerAndClient> {
  const webSocket = new WebSocket(url.replace("http", "ws"));
  onTestFinished(() => webSocket.terminate());
  const both = new JSONRPCServerAndClient(
    new JSONRPCServer(),
    new JSONRPCClient((request) => webSocket.send(JSON.stringify(request))),
  );
  webSocket.on("message", (data: Buffer) => {
    void both.receiveAndSend(JSON.parse(data.toString()));
  });
  webSocket.on("close", () => both.rejectAllPendingRequests("closed"));
  await once(webSocket, "open");
  return both;
}

describe.each([
  ["HTTP", async (url: string) => overHttp(url)],
  ["WebSocket", async (url: string) => (await overWebSocket(url)).client],
])("json-rpc-2.0 over %s", (_way, connect) => {
  test("calls, notifies, and gets errors", async () => {
    const { seen, server } = createSpecificationServer();
    const { url } = await started(server);
    const client = await connect(`${url}/rpc`);
    expect(await client.request("subtract", [42, 23])).toBe(19);
    expect(await client.request("subtract", { minuend: 42, subtrahend: 23 })).toBe(19);
    client.notify("notify_sum", [1, 2, 4]);
    await vi.waitFor(() => expect(seen.notified).toEqual([["sum", [1, 2, 4]]]));
    await expect(client.request("nothing", undefined)).rejects.toMatchObject({
      code: -32601,
      message: "Method not found",
    });
    await expect(client.request("subtract", [1, 0])).rejects.toMatchObject({
      code: 1,
      data: { error: "NEGATIVE", data: 0 },
    });
  });

  test("calls in a batch", async () => {
    const { url } = await started(createSpecificationServer().server);
    const client = await connect(`${url}/rpc`);
    const requests = [
      { jsonrpc: "2.0" as const, id: "a", method: "sum", params: [1, 2, 4] },
      { jsonrpc: "2.0" as const, id: "b", method: "nothing" },
    ];
    const responses = await client.requestAdvanced(requests);
    expect(responses).toHaveLength(2);
    expect(responses).toContainEqual({ jsonrpc: "2.0", id: "a", result: 7 });
  });
});

test("json-rpc-2.0 answers what the server calls", async () => {
  const answers: unknown[] = [];
  const { url } = await started(
    createBoardServer({
      board: {
        async websocket(socket) {
          await socket.wait();
          answers.push(await socket.calls.confirm({ question: "Sure?" }));
        },
      },
    }),
  );
  const both = await overWebSocket(`${url}/boards/b`);
  both.addMethod("confirm", ({ question }: { question: string }) => question === "Sure?");
  both.notify("say", { text: "ask me" });
  await vi.waitFor(() => expect(answers).toEqual([true]));
});
