import { describe, expect, test, vi } from "vitest";
import { type BoardSocket, createBoardServer } from "../../../../test/support/board-contract.js";
import { boardPair, openBoard, send, take } from "../../../../test/support/board-peer.js";
import { type OnError, started } from "../../../../test/support/started-server.js";

const QUESTION = { question: "Sure?" };

describe("a call to the client", () => {
  test("is awaited inside the loop over its messages", async () => {
    const { url } = await started(
      createBoardServer({
        board: {
          async websocket(socket) {
            for await (const { data } of socket) {
              const answer = await socket.calls.confirm({ question: data.text });
              await socket.send("said", { text: String(answer) });
            }
          },
        },
      }),
    );
    const peer = await openBoard(url);
    send(peer, { method: "say", params: { text: "Sure?" } });
    expect(await peer.nextJson()).toEqual({ id: 1, method: "confirm", params: QUESTION });
    // Messages queue up meanwhile.
    send(peer, { method: "say", params: { text: "And now?" } }, { id: 1, result: true });
    expect(await take(peer, 2)).toEqual([
      { method: "said", params: { text: "true" } },
      { id: 2, method: "confirm", params: { question: "And now?" } },
    ]);
  });

  test("from the handler of a call of the client's", async () => {
    const { peer } = await boardPair({
      calls: {
        async add({ a, b }, { socket }) {
          const sure = await socket?.calls.confirm(QUESTION);
          return sure === true ? a + b : 0;
        },
      },
    });
    send(peer, { id: 1, method: "add", params: { a: 1, b: 2 } });
    // The same id in both directions: two calls.
    expect(await peer.nextJson()).toEqual({ id: 1, method: "confirm", params: QUESTION });
    send(peer, { id: 1, result: true });
    expect(await peer.nextJson()).toEqual({ id: 1, result: 3 });
  });

  test("goes to a plain client with jsonrpc", async () => {
    const { peer, socket } = await boardPair({}, { kind: "plain" });
    const answer = socket.calls.confirm(QUESTION);
    expect(await peer.nextJson()).toEqual({
      jsonrpc: "2.0",
      id: 1,
      method: "confirm",
      params: QUESTION,
    });
    send(peer, { jsonrpc: "2.0", id: 1, result: false });
    expect(await answer).toBe(false);
  });

  test("carries the idempotency key", async () => {
    const { peer, socket } = await boardPair();
    void socket.calls.confirm(QUESTION, { idempotencyKey: "k" });
    expect(await peer.nextJson()).toMatchObject({ meta: { idempotencyKey: "k" } });
  });

  test("with items is iterated, and granted more as they are taken", async () => {
    const { peer, socket } = await boardPair();
    const ticks = socket.calls.ticks({ to: 20 });
    await peer.nextJson();
    for (let item = 0; item < 20; item += 1)
      send(peer, { method: "$/next", params: { id: 1, item } });
    send(peer, { id: 1, result: null });
    const seen: number[] = [];
    for await (const tick of ticks) seen.push(tick);
    expect(seen).toEqual(Array.from({ length: 20 }, (_, index) => index));
    expect(await ticks.result).toBeUndefined();
  });

  test("that is left early is cancelled", async () => {
    const { peer, socket } = await boardPair();
    const ticks = socket.calls.ticks({ to: 20 });
    await peer.nextJson();
    send(peer, { method: "$/next", params: { id: 1, item: 7 } });
    for await (const tick of ticks) {
      expect(tick).toBe(7);
      break;
    }
    expect(await peer.nextJson()).toEqual({ method: "$/cancelRequest", params: { id: 1 } });
    await expect(ticks.result).rejects.toMatchObject({ code: "CANCELLED" });
  });

  test("with uploads sends them and their end", async () => {
    const { peer, socket } = await boardPair();
    const { result } = socket.calls.collect(undefined, { uploads: ["a", "b"] });
    expect(await take(peer, 4)).toEqual([
      { id: 1, method: "collect" },
      { method: "$/upload", params: { id: 1, item: "a" } },
      { method: "$/upload", params: { id: 1, item: "b" } },
      { method: "$/uploadEnd", params: { id: 1 } },
    ]);
    send(peer, { id: 1, result: 2 });
    expect(await result).toBe(2);
  });
});

describe("a call to the client fails", () => {
  test("when the client has no handler", async () => {
    const { peer, socket } = await boardPair();
    const answer = socket.calls.confirm(QUESTION);
    await peer.nextJson();
    send(peer, { id: 1, error: { code: -32601, message: "Method not found" } });
    await expect(answer).rejects.toMatchObject({
      name: "CallError",
      code: "METHOD_NOT_FOUND",
      method: "confirm",
    });
  });

  test("with its declared error, and isError knows it", async () => {
    const { peer, socket } = await boardPair();
    const answer = socket.calls.confirm(QUESTION).catch((error: unknown) => error);
    await peer.nextJson();
    const data = { error: "BUSY", data: { until: 5 } };
    send(peer, { id: 1, error: { code: 1, message: "BUSY", data } });
    const error = await answer;
    expect(socket.calls.confirm.isError(error, "BUSY") && error.data.until).toBe(5);
    expect(socket.calls.ticks.isError(error, "BUSY" as never)).toBe(false);
  });

  test.each(["closes", "is lost"])("when the connection %s", async (way) => {
    const { peer, socket } = await boardPair();
    const answer = socket.calls.confirm(QUESTION);
    const ticks = socket.calls.ticks({ to: 1 });
    const { result } = socket.calls.collect(undefined, { uploads: [] });
    await peer.nextJson();
    if (way === "closes") void peer.close(4000);
    else peer.webSocket.terminate();
    const closed = { code: "SOCKET_CLOSED", closeCode: way === "closes" ? 4000 : 1006 };
    await expect(answer).rejects.toMatchObject(closed);
    await expect(result).rejects.toMatchObject(closed);
    await expect(ticks.next()).rejects.toMatchObject(closed);
    await expect(socket.calls.confirm(QUESTION)).rejects.toMatchObject(closed);
  });

  test("after its timeout, and the client is told", async () => {
    const { peer, socket } = await boardPair();
    const answer = socket.calls.confirm(QUESTION, { timeout: 5 });
    await expect(answer).rejects.toMatchObject({ name: "TimeoutError" });
    expect(await take(peer, 2)).toEqual([
      { id: 1, method: "confirm", params: QUESTION },
      { method: "$/cancelRequest", params: { id: 1 } },
    ]);
    // The answer has crossed the cancellation.
    send(peer, { id: 1, result: true }, { id: 9, method: "refresh" });
    expect(await peer.nextJson()).toEqual({ id: 9, result: null });
  });

  test("after its timeout when its answer waits behind messages that fill the queue", async () => {
    const { peer, socket } = await boardPair({}, { queueMessages: 1 });
    const say = { method: "say", params: { text: "x".repeat(100_000) } };
    const answer = socket.calls.confirm(QUESTION, { timeout: 100 });
    await peer.nextJson();
    for (let index = 0; index < 150; index += 1) send(peer, say);
    send(peer, { id: 1, result: true });
    // Nobody reads the messages: whoever awaits a call inside the loop over them does not either.
    await expect(answer).rejects.toMatchObject({ name: "TimeoutError" });
    for (let index = 0; index < 150; index += 1) await socket.wait();
    expect(await peer.nextJson()).toMatchObject({ method: "$/cancelRequest" });
    const again = socket.calls.confirm(QUESTION);
    await peer.nextJson();
    send(peer, { id: 2, result: true });
    expect(await again).toBe(true);
  });

  test("with the reason of its signal, and the client is told", async () => {
    const { peer, socket } = await boardPair();
    const controller = new AbortController();
    const answer = socket.calls.confirm(QUESTION, { signal: controller.signal });
    const reason = new Error("changed my mind");
    controller.abort(reason);
    await expect(answer).rejects.toBe(reason);
    expect((await take(peer, 2))[1]).toEqual({ method: "$/cancelRequest", params: { id: 1 } });
  });

  test("when its signal has aborted before, and nothing is sent", async () => {
    const { peer, socket } = await boardPair();
    await expect(socket.calls.confirm(QUESTION, { signal: AbortSignal.abort("no") })).rejects.toBe(
      "no",
    );
    await socket.send("said", { text: "next" });
    expect(await peer.nextJson()).toMatchObject({ method: "said" });
  });

  test("for an input that does not fit, and nothing is sent", async () => {
    const { peer, socket } = await boardPair();
    await expect(socket.calls.confirm({} as never)).rejects.toMatchObject({
      name: "ValidationError",
      path: "confirm.question",
    });
    await socket.send("said", { text: "next" });
    expect(await peer.nextJson()).toMatchObject({ method: "said" });
  });

  test("for an answer that does not fit, and the client is told", async () => {
    const { peer, server, socket } = await boardPair();
    const answer = socket.calls.confirm(QUESTION);
    await peer.nextJson();
    send(peer, { id: 1, result: "yes" });
    await expect(answer).rejects.toMatchObject({ name: "ValidationError", path: "confirm.output" });
    expect(await peer.nextJson()).toMatchObject({
      method: "$/error",
      params: { code: -32602, method: "confirm", path: "confirm.output" },
    });
    expect(server.stats().invalidMessages).toBe(1);
  });

  test("for an item beyond the credit, which is not kept", async () => {
    const { peer, socket } = await boardPair();
    const ticks = socket.calls.ticks({ to: 99 });
    await peer.nextJson();
    for (let item = 0; item < 33; item += 1)
      send(peer, { method: "$/next", params: { id: 1, item } });
    expect(await take(peer, 2)).toEqual([
      { method: "$/error", params: { code: -32600, message: expect.any(String), method: "ticks" } },
      { method: "$/cancelRequest", params: { id: 1 } },
    ]);
    let seen = 0;
    await expect(
      (async () => {
        for await (const tick of ticks) seen = tick + 1;
      })(),
    ).rejects.toMatchObject({ code: "INVALID_REQUEST" });
    expect(seen).toBe(32);
  });

  test("and is counted and reported when nobody looks", async () => {
    const onError = vi.fn<OnError>();
    const { peer, server, socket } = await boardPair({}, { onError });
    void socket.calls.confirm(QUESTION);
    await peer.nextJson();
    send(peer, { id: 1, error: { code: -32603, message: "Internal error" } });
    await vi.waitFor(() => expect(server.stats().ignoredSendFailures).toBe(1));
    expect(onError.mock.calls).toEqual([
      [expect.objectContaining({ code: "INTERNAL" }), { kind: "send", path: "/boards/:board" }],
    ]);
  });
});

test("there is nothing but the declared calls in `calls`", async () => {
  const { socket } = await boardPair();
  const calls: BoardSocket["calls"] = socket.calls;
  expect(Object.keys(calls)).toEqual(["confirm", "ticks", "collect"]);
  expect(socket.calls).toBe(calls);
});
