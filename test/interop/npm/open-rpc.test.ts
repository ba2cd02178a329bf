import { Client, HTTPTransport, RequestManager, WebSocketTransport } from "@open-rpc/client-js";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createSpecificationServer } from "../../jsonrpc/specification-server.js";
import { createBoardServer } from "../../support/board-contract.js";
import { started } from "../../support/started-server.js";

function connect(url: string, way: "WebSocket" | "HTTP"): Client {
  const transport =
    way === "HTTP" ? new HTTPTransport(url) : new WebSocketTransport(url.replace("http", "ws"));
  const client = new Client(new RequestManager([transport]));
  onTestFinished(() => client.close());
  return client;
}

describe.each(["WebSocket", "HTTP"] as const)("@open-rpc/client-js over %s", (way) => {
  test("calls by position and by name", async () => {
    const { url } = await started(createSpecificationServer().server);
    const client = connect(`${url}/rpc`, way);
    expect(await client.request({ method: "subtract", params: [42, 23] })).toBe(19);
    const params = { minuend: 42, subtrahend: 23 };
    expect(await client.request({ method: "subtract", params })).toBe(19);
    expect(await client.request({ method: "get_data" })).toEqual(["hello", 5]);
  });

  test("calls many at a time", async () => {
    const { url } = await started(createSpecificationServer().server);
    const client = connect(`${url}/rpc`, way);
    await client.request({ method: "get_data" });
    const sums = Array.from({ length: 20 }, (_, index) =>
      client.request({ method: "sum", params: [1, 2, index] }),
    );
    expect(await Promise.all(sums)).toEqual(Array.from({ length: 20 }, (_, index) => 3 + index));
  });

  test("calls in a batch", async () => {
    const { url } = await started(createSpecificationServer().server);
    const client = connect(`${url}/rpc`, way);
    await client.request({ method: "get_data" });
    client.startBatch();
    const calls = [
      client.request({ method: "sum", params: [1, 2, 4] }),
      client.request({ method: "subtract", params: [42, 23] }),
      client.request({ method: "nothing" }).catch((error: unknown) => error),
    ];
    client.stopBatch();
    expect(await Promise.all(calls)).toEqual([7, 19, expect.objectContaining({ code: -32601 })]);
  });

  test("notifies", async () => {
    const { seen, server } = createSpecificationServer();
    const { url } = await started(server);
    const client = connect(`${url}/rpc`, way);
    await client.notify({ method: "notify_hello", params: [7] });
    await vi.waitFor(() => expect(seen.notified).toEqual([["hello", 7]]));
  });

  test("gets errors with their codes and data", async () => {
    const { url } = await started(createSpecificationServer().server);
    const client = connect(`${url}/rpc`, way);
    await expect(client.request({ method: "nothing" })).rejects.toMatchObject({ code: -32601 });
    await expect(client.request({ method: "sum", params: ["a", "b"] })).rejects.toMatchObject({
      code: -32602,
    });
    await expect(client.request({ method: "subtract", params: [1, 0] })).rejects.toMatchObject({
      code: 1,
      data: { error: "NEGATIVE", data: 0 },
    });
  });
});

test("@open-rpc/client-js over WebSocket hears the server's messages", async () => {
  const { url } = await started(
    createBoardServer({
      board: {
        async websocket(socket) {
          for await (const { data } of socket) await socket.send("said", data);
        },
      },
    }),
  );
  const client = connect(`${url}/boards/b`, "WebSocket");
  const heard = vi.fn<(message: unknown) => void>();
  client.onNotification(heard);
  expect(await client.request({ method: "add", params: { a: 1, b: 2 } })).toBe(3);
  await client.notify({ method: "say", params: { text: "hi" } });
  await vi.waitFor(() =>
    expect(heard.mock.calls).toEqual([
      [{ jsonrpc: "2.0", method: "said", params: { text: "hi" } }],
    ]),
  );
});
