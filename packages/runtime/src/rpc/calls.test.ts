import { describe, expect, test, vi } from "vitest";
import {
  type BoardCallHandlers,
  type BoardSocket,
  createBoardServer,
} from "../../../../test/support/board-contract.js";
import {
  ask,
  boardPair,
  openBoard,
  send,
  take,
  takeUntilResponse,
} from "../../../../test/support/board-peer.js";
import { deferred } from "../../../../test/support/deferred.js";
import { type OnError, started } from "../../../../test/support/started-server.js";

type Calls = Partial<BoardCallHandlers<BoardSocket | null>>;

function next(id: number, item: string): object {
  return { method: "$/next", params: { id, item } };
}

describe("a call", () => {
  test("is answered with its output", async () => {
    const { peer } = await boardPair();
    expect(await ask(peer, { id: 1, method: "add", params: { a: 1, b: 2 } })).toEqual({
      id: 1,
      result: 3,
    });
  });

  test("without input and output has no params, and null as result", async () => {
    const { peer } = await boardPair();
    expect(await ask(peer, { id: 1, method: "refresh" })).toEqual({ id: 1, result: null });
    expect(await ask(peer, { id: 2, method: "refresh", params: {} })).toEqual({
      id: 2,
      result: null,
    });
  });

  test("with items sends them before its response", async () => {
    const { peer } = await boardPair();
    send(peer, { id: 5, method: "lines", params: { count: 3 } });
    expect(await takeUntilResponse(peer, 5)).toEqual([
      next(5, "line 1"),
      next(5, "line 2"),
      next(5, "line 3"),
      { id: 5, result: 3 },
    ]);
  });

  test("with uploads takes them, and is answered after their end", async () => {
    const { peer } = await boardPair();
    send(
      peer,
      { id: 1, method: "store", params: { name: "a" } },
      { method: "$/upload", params: { id: 1, item: "abc" } },
      { method: "$/upload", params: { id: 1, item: "de" } },
      { method: "$/uploadEnd", params: { id: 1 } },
    );
    expect(await peer.nextJson()).toEqual({ id: 1, result: { size: 5 } });
  });

  test("with both answers one item while the next upload is still to come", async () => {
    const { peer } = await boardPair();
    send(peer, { id: 1, method: "shout" });
    for (const word of ["a", "b"]) {
      const frame = { method: "$/upload", params: { id: 1, item: word } };
      expect(await ask(peer, frame)).toEqual(next(1, word.toUpperCase()));
    }
    expect(await ask(peer, { method: "$/uploadEnd", params: { id: 1 } })).toEqual({
      id: 1,
      result: null,
    });
  });

  test("of a plain peer is answered with jsonrpc, items too", async () => {
    const { peer } = await boardPair({}, { kind: "plain" });
    send(peer, { jsonrpc: "2.0", id: "x", method: "lines", params: { count: 1 } });
    expect(await take(peer, 2)).toEqual([
      { jsonrpc: "2.0", method: "$/next", params: { id: "x", item: "line 1" } },
      { jsonrpc: "2.0", id: "x", result: 1 },
    ]);
  });

  test("that comes as a notification is served and not answered", async () => {
    const served = deferred<unknown>();
    const { peer } = await boardPair({ calls: { refresh: () => served.resolve("served") } });
    send(peer, { method: "refresh" });
    expect(await served.promise).toBe("served");
    expect(await ask(peer, { id: 1, method: "refresh" })).toEqual({ id: 1, result: null });
  });

  test("is answered as soon as it is done, whatever was asked before it", async () => {
    const slow = deferred<number>();
    const calls: Calls = { add: ({ a, b }) => (a === 0 ? slow.promise : a + b) };
    const { peer } = await boardPair({ calls });
    send(peer, { id: 1, method: "add", params: { a: 0, b: 0 } });
    expect(await ask(peer, { id: 2, method: "add", params: { a: 1, b: 1 } })).toMatchObject({
      id: 2,
    });
    slow.resolve(9);
    expect(await peer.nextJson()).toEqual({ id: 1, result: 9 });
  });

  test("with an id that is in use is refused, and the one that runs goes on", async () => {
    const slow = deferred<number>();
    const { peer } = await boardPair({ calls: { add: () => slow.promise } });
    send(peer, { id: 1, method: "add", params: { a: 0, b: 0 } });
    expect(await ask(peer, { id: 1, method: "refresh" })).toMatchObject({
      method: "$/error",
      params: { code: -32600 },
    });
    slow.resolve(9);
    expect(await peer.nextJson()).toEqual({ id: 1, result: 9 });
    expect(await ask(peer, { id: 1, method: "refresh" })).toEqual({ id: 1, result: null });
  });

  test("does not wait behind messages that nobody reads", async () => {
    const { peer, socket } = await boardPair();
    for (let index = 0; index < 10; index += 1)
      send(peer, { method: "say", params: { text: "unread" } });
    expect(await ask(peer, { id: 1, method: "refresh" })).toEqual({ id: 1, result: null });
    expect(socket.countMessages()).toBe(10);
  });

  test("waits with everything else while the queue of messages is full", async () => {
    const { peer, socket } = await boardPair({}, { queueMessages: 1 });
    const say = { method: "say", params: { text: "x".repeat(100_000) } };
    for (let index = 0; index < 150; index += 1) send(peer, say);
    send(peer, { id: 1, method: "refresh" });
    const answered = peer.nextJson();
    // Full: the TCP stream is paused, with the call somewhere in it.
    await vi.waitFor(() => expect(peer.webSocket.bufferedAmount).toBeGreaterThan(0));
    for (let index = 0; index < 150; index += 1) await socket.wait();
    expect(await answered).toEqual({ id: 1, result: null });
  });
});

describe("a handler", () => {
  test("gets the socket, its context and its request", async () => {
    const seen = deferred<unknown[]>();
    const { peer, socket } = await boardPair(
      {
        calls: {
          refresh: (_input, call) => seen.resolve([call.socket, call.context, call.request]),
        },
      },
      { authenticate: () => ({ user: "ann" }) },
    );
    send(peer, { id: 1, method: "refresh" });
    const [caller, context, request] = await seen.promise;
    expect(caller).toBe(socket);
    expect(context).toEqual({ user: "ann" });
    expect(request).toBe(socket.request);
    expect(socket.request.params).toEqual({ board: "b" });
  });

  test("gets the idempotency key, or null", async () => {
    const keys: unknown[] = [];
    const { peer } = await boardPair({
      calls: { refresh: (_input, call) => void keys.push(call.idempotencyKey) },
    });
    for (const meta of [
      undefined,
      { idempotencyKey: "k" },
      { idempotencyKey: "" },
      { idempotencyKey: 5 },
      "k",
    ])
      await ask(peer, { id: 1, method: "refresh", meta });
    expect(keys).toEqual([null, "k", null, null, null]);
  });

  test("gets the input without what the contract does not have", async () => {
    const inputs: unknown[] = [];
    const { peer } = await boardPair({ calls: { add: (input) => inputs.push(input) } });
    await ask(peer, { id: 1, method: "add", params: { a: 1, b: 2, secret: 3 } });
    expect(inputs).toEqual([{ a: 1, b: 2 }]);
  });

  test("finds the others at `this`", async () => {
    const calls = {
      factor: 2,
      add({ a, b }: { a: number; b: number }): number {
        return this.factor * (a + b);
      },
    };
    const { peer } = await boardPair({ calls });
    expect(await ask(peer, { id: 1, method: "add", params: { a: 1, b: 2 } })).toMatchObject({
      result: 6,
    });
  });

  test("of the socket finds its own at `this`", async () => {
    const board = {
      greeting: "hi",
      async websocket(socket: BoardSocket): Promise<void> {
        await socket.send("said", { text: this.greeting });
      },
    };
    const { url } = await started(createBoardServer({ board }));
    const peer = await openBoard(url);
    expect(await peer.nextJson()).toEqual({ method: "said", params: { text: "hi" } });
  });

  test("that takes no uploads is told so when it asks for them", async () => {
    const onError = vi.fn<OnError>();
    const calls: Calls = {
      // What plain JavaScript may do.
      refresh: (_input, call) => void (call as unknown as { uploads: unknown }).uploads,
    };
    const { peer } = await boardPair({ calls }, { onError });
    expect(await ask(peer, { id: 1, method: "refresh" })).toMatchObject({
      error: { code: -32603 },
    });
    expect(onError.mock.calls[0]?.[0]).toMatchObject({ code: "NO_UPLOADS" });
  });

  test.each([undefined, null, 5, {}])(
    "that is %j keeps the server from being created",
    (missing) => {
      const calls = { add: missing } as unknown as Calls;
      expect(() => createBoardServer({ calls })).toThrow(
        new TypeError('The handler of "/boards/:board" has no calls.add.'),
      );
    },
  );

  test("is not found among what objects inherit", async () => {
    const { peer } = await boardPair();
    for (const method of ["toString", "constructor", "__proto__", "hasOwnProperty", "then", ""])
      expect(await ask(peer, { id: 1, method })).toEqual({
        id: 1,
        error: { code: -32601, message: "Method not found" },
      });
  });
});

test("endpoints without a websocket handler answer calls until the peer leaves", async () => {
  const { server, url } = await started(createBoardServer());
  const peer = await openBoard(url);
  expect(await ask(peer, { id: 1, method: "refresh" })).toEqual({ id: 1, result: null });
  expect(server.stats().connections).toBe(1);
  await peer.close();
  await vi.waitFor(() => expect(server.stats().connections).toBe(0));
});
