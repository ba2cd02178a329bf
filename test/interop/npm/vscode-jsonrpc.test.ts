import { once } from "node:events";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { CancellationTokenSource, type MessageConnection, NullLogger } from "vscode-jsonrpc";
import { createWebSocketConnection, toSocket } from "vscode-ws-jsonrpc";
import { WebSocket } from "ws";
import { createSpecificationServer } from "../../jsonrpc/specification-server.js";
import { createBoardServer } from "../../support/board-contract.js";
import { started } from "../../support/started-server.js";

// vscode-jsonrpc over vscode-ws-jsonrpc: what language servers are talked to with.
async function connect(url: string): Promise<MessageConnection> {
  const webSocket = new WebSocket(url.replace("http", "ws"));
  onTestFinished(() => webSocket.terminate());
  await once(webSocket, "open");
  // `ws` has all of the browser's interface that is used here.
  const socket = toSocket(webSocket as unknown as globalThis.WebSocket);
  const connection = createWebSocketConnection(socket, NullLogger);
  onTestFinished(() => connection.dispose());
  return connection;
}

describe("vscode-jsonrpc", () => {
  test("calls by position and by name, many at a time", async () => {
    const { url } = await started(createSpecificationServer().server);
    const connection = await connect(`${url}/rpc`);
    connection.listen();
    expect(await connection.sendRequest("subtract", 42, 23)).toBe(19);
    expect(await connection.sendRequest("subtract", { minuend: 42, subtrahend: 23 })).toBe(19);
    expect(await connection.sendRequest("get_data")).toEqual(["hello", 5]);
    const sums = Array.from({ length: 100 }, (_, index) =>
      connection.sendRequest("sum", 1, 2, index),
    );
    expect(await Promise.all(sums)).toEqual(Array.from({ length: 100 }, (_, index) => 3 + index));
  });

  test("notifies", async () => {
    const { seen, server } = createSpecificationServer();
    const { url } = await started(server);
    const connection = await connect(`${url}/rpc`);
    connection.listen();
    await connection.sendNotification("notify_hello", 7);
    await connection.sendRequest("get_data");
    expect(seen.notified).toEqual([["hello", 7]]);
  });

  test("gets errors with their codes and data", async () => {
    const { url } = await started(createSpecificationServer().server);
    const connection = await connect(`${url}/rpc`);
    connection.listen();
    await expect(connection.sendRequest("nothing")).rejects.toMatchObject({ code: -32601 });
    await expect(connection.sendRequest("sum", "a", "b")).rejects.toMatchObject({ code: -32602 });
    await expect(connection.sendRequest("subtract", 1, 0)).rejects.toMatchObject({
      code: 1,
      data: { error: "NEGATIVE", data: 0 },
    });
  });

  test("cancels by $/cancelRequest, and the handler's signal aborts", async () => {
    const { seen, server } = createSpecificationServer();
    const { url } = await started(server);
    const connection = await connect(`${url}/rpc`);
    connection.listen();
    const source = new CancellationTokenSource();
    const sleeping = connection.sendRequest("sleep", source.token);
    const failure = sleeping.catch((error: unknown) => error);
    await connection.sendRequest("get_data");
    source.cancel();
    expect(await failure).toMatchObject({ code: -32800 });
    expect(seen.aborted).toBe(1);
  });

  test("takes items as notifications, and cancels the stream", async () => {
    const { seen, server } = createSpecificationServer();
    const { url } = await started(server);
    const connection = await connect(`${url}/rpc`);
    const items: unknown[] = [];
    connection.onNotification("$/next", ({ id, item }: { id: number; item: number }) => {
      items.push(item);
      // What was taken is granted again.
      void connection.sendNotification("$/credit", { id, items: 1, bytes: 100 });
    });
    connection.listen();
    const source = new CancellationTokenSource();
    const counting = connection.sendRequest("count", { to: 100 }, source.token);
    expect(await counting).toBeNull();
    expect(items).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
    const endless = connection.sendRequest("count", { to: 1e9 }, source.token);
    const failure = endless.catch((error: unknown) => error);
    await vi.waitFor(() => expect(items.length).toBeGreaterThan(200));
    source.cancel();
    expect(await failure).toMatchObject({ code: -32800 });
    expect(seen.aborted).toBe(1);
  });

  test("answers what the server calls, and says when it has no handler", async () => {
    const answers: unknown[] = [];
    const { url } = await started(
      createBoardServer({
        board: {
          async websocket(socket) {
            await socket.wait();
            const { calls } = socket;
            answers.push(await calls.confirm({ question: "Sure?" }));
            answers.push(await calls.collect(undefined, { uploads: [] }).result.catch(String));
          },
        },
      }),
    );
    const connection = await connect(`${url}/boards/b`);
    connection.onRequest("confirm", ({ question }: { question: string }) => question === "Sure?");
    connection.listen();
    await connection.sendNotification("say", { text: "ask me" });
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    expect(answers).toEqual([true, expect.stringContaining("Unhandled method collect")]);
  });
});
