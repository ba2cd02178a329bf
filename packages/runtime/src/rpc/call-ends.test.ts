import { once } from "node:events";
import { describe, expect, test, vi } from "vitest";
import {
  type BoardCallHandlers,
  type BoardOptions,
  type BoardServer,
  type BoardSocket,
  createBoardServer,
} from "../../../../test/support/board-contract.js";
import { ask, boardPair, openBoard, send, take } from "../../../../test/support/board-peer.js";
import { deferred } from "../../../../test/support/deferred.js";
import { type OnError, started } from "../../../../test/support/started-server.js";
import type { WsPeer } from "../../../../test/support/ws-peer.js";

type Calls = Partial<BoardCallHandlers<BoardSocket | null>>;

const HOUR = 3_600_000;
const CANCELLED = { id: 1, error: { code: -32800, message: "Cancelled" } };
const ADD = { id: 1, method: "add", params: { a: 1, b: 2 } };

/** A call that runs until it is aborted, and what it was aborted with. */
function untilAborted(): { calls: Calls; running: Promise<unknown>; aborted: Promise<unknown> } {
  const running = deferred();
  const aborted = deferred<unknown>();
  const calls: Calls = {
    async add(_input, { signal }) {
      running.resolve();
      await once(signal, "abort");
      aborted.resolve(signal.reason);
      throw signal.reason;
    },
  };
  return { calls, running: running.promise, aborted: aborted.promise };
}

/** Items without end, and when the generator has ended. */
function endless(): { calls: Calls; ended: Promise<unknown> } {
  const ended = deferred();
  const calls: Calls = {
    async *lines() {
      try {
        for (;;) yield "line";
      } finally {
        ended.resolve();
      }
    },
  };
  return { calls, ended: ended.promise };
}

/** A board whose `websocket` ends as the test says. */
async function ending(
  calls: Calls,
  end: Promise<void>,
  options: BoardOptions = {},
): Promise<{ peer: WsPeer; server: BoardServer }> {
  const server = createBoardServer({ calls, board: { websocket: () => end } }, options);
  const { url } = await started(server);
  return { server, peer: await openBoard(url) };
}

/** Until new calls are refused. */
async function refusing(peer: WsPeer): Promise<void> {
  await vi.waitFor(async () => {
    const answer = await ask(peer, { id: 3, method: "refresh" });
    expect(answer).toEqual({ id: 3, error: { code: -32001, message: "No new calls are taken" } });
  });
}

describe("cancelling", () => {
  test("answers at once and aborts the handler's signal", async () => {
    const onError = vi.fn<OnError>();
    const { aborted, calls, running } = untilAborted();
    const { peer } = await boardPair({ calls }, { onError });
    send(peer, ADD);
    await running;
    expect(await ask(peer, { method: "$/cancelRequest", params: { id: 1 } })).toEqual(CANCELLED);
    expect(await aborted).toMatchObject({ code: "CANCELLED" });
    expect(await ask(peer, { id: 2, method: "refresh" })).toEqual({ id: 2, result: null });
    expect(onError).not.toHaveBeenCalled();
  });

  test("does not wait for a handler that goes on regardless, and drops its output", async () => {
    const slow = deferred<number>();
    const { peer } = await boardPair({ calls: { add: () => slow.promise } });
    send(peer, ADD);
    expect(await ask(peer, { method: "$/cancelRequest", params: { id: 1 } })).toEqual(CANCELLED);
    slow.resolve(3);
    expect(await ask(peer, { id: 2, method: "refresh" })).toEqual({ id: 2, result: null });
  });

  test("runs the finally of a generator", async () => {
    const { calls, ended } = endless();
    const { peer } = await boardPair({ calls });
    send(peer, { id: 1, method: "lines", params: { count: 1 } });
    await take(peer, 32);
    expect(await ask(peer, { method: "$/cancelRequest", params: { id: 1 } })).toEqual(CANCELLED);
    await ended;
  });

  test("ends the uploads that a handler waits for", async () => {
    const failure = deferred<unknown>();
    const { peer } = await boardPair({
      calls: {
        async store(_input, { uploads }) {
          await uploads.next().catch((error: unknown) => failure.resolve(error));
          return { size: 0 };
        },
      },
    });
    send(peer, { id: 1, method: "store", params: { name: "a" } });
    await ask(peer, { method: "$/cancelRequest", params: { id: 1 } });
    expect(await failure.promise).toMatchObject({ code: "CANCELLED" });
  });

  test.each([2, "1", null, undefined, {}, [1]])(
    "of %j, which is no call, does nothing",
    async (id) => {
      const slow = deferred<number>();
      const { peer, server } = await boardPair({ calls: { add: () => slow.promise } });
      send(peer, ADD, { method: "$/cancelRequest", params: { id } });
      expect(await ask(peer, { id: 2, method: "refresh" })).toEqual({ id: 2, result: null });
      slow.resolve(3);
      expect(await peer.nextJson()).toEqual({ id: 1, result: 3 });
      expect(server.stats().invalidMessages).toBe(0);
    },
  );

  test("reports what a handler throws instead of the reason", async () => {
    const onError = vi.fn<OnError>();
    const failure = new Error("while cleaning up");
    const calls: Calls = {
      async add(_input, { signal }) {
        await once(signal, "abort");
        throw failure;
      },
    };
    const { peer } = await boardPair({ calls }, { onError });
    send(peer, ADD);
    expect(await ask(peer, { method: "$/cancelRequest", params: { id: 1 } })).toEqual(CANCELLED);
    await vi.waitFor(() =>
      expect(onError.mock.calls).toEqual([
        [failure, { kind: "call", method: "add", path: "/boards/:board" }],
      ]),
    );
  });
});

describe("when the peer leaves", () => {
  test.each([
    ["by closing", (peer: WsPeer) => void peer.close(4000, "bye"), 4000],
    ["without a word", (peer: WsPeer) => peer.webSocket.terminate(), 1006],
  ])("%s, signals abort", async (_name, leave, closeCode) => {
    const onError = vi.fn<OnError>();
    const { aborted, calls, running } = untilAborted();
    const { peer } = await boardPair({ calls }, { onError });
    send(peer, ADD);
    await running;
    leave(peer);
    expect(await aborted).toMatchObject({ code: "SOCKET_CLOSED", closeCode });
    expect(onError).not.toHaveBeenCalled();
  });

  test("the finally of a generator runs, whether it waits for credit or for a call", async () => {
    const { calls, ended } = endless();
    const { peer } = await boardPair({ calls });
    send(peer, { id: 1, method: "lines", params: { count: 1 } });
    await take(peer, 32);
    peer.webSocket.terminate();
    await expect(ended).resolves.toBeUndefined();
  });

  test("a signal asked for only afterwards is aborted already", async () => {
    const later = deferred();
    const seen = deferred<unknown>();
    const { peer, socket } = await boardPair({
      calls: {
        async add(_input, call) {
          await later.promise;
          seen.resolve(call.signal.aborted);
          return 1;
        },
      },
    });
    send(peer, ADD);
    await ask(peer, { id: 2, method: "refresh" });
    await peer.close();
    await socket.closed;
    later.resolve();
    expect(await seen.promise).toBe(true);
  });
});

describe("when the websocket handler returns", () => {
  test("running calls finish, new ones are refused, and the socket closes with 1000", async () => {
    const end = deferred();
    const slow = deferred<number>();
    const { peer } = await ending({ add: () => slow.promise }, end.promise);
    send(peer, ADD);
    expect(await ask(peer, { id: 2, method: "refresh" })).toEqual({ id: 2, result: null });
    end.resolve();
    await refusing(peer);
    slow.resolve(3);
    expect(await peer.nextJson()).toEqual({ id: 1, result: 3 });
    expect(await peer.closed).toEqual({ code: 1000, reason: "" });
  });

  test("items go on to their end", async () => {
    const end = deferred();
    const { peer } = await ending({}, end.promise);
    send(peer, { id: 1, method: "lines", params: { count: 40 } });
    await take(peer, 32);
    end.resolve();
    send(peer, { method: "$/credit", params: { id: 1, items: 32, bytes: 65_536 } });
    expect((await take(peer, 9)).at(-1)).toEqual({ id: 1, result: 40 });
    expect(await peer.closed).toMatchObject({ code: 1000 });
  });

  test("those that take longer than finishTimeout are aborted", async () => {
    const { aborted, calls, running } = untilAborted();
    const end = deferred();
    const { peer } = await ending(calls, end.promise, { finishTimeout: 20 });
    send(peer, ADD);
    await running;
    end.resolve();
    expect(await peer.closed).toMatchObject({ code: 1000 });
    expect(await aborted).toMatchObject({ code: "SOCKET_CLOSED", closeCode: 1000 });
  });

  // Once went on waiting for handlers that ignore their signal.
  test.each([
    ["the peer leaves meanwhile", (peer: WsPeer) => peer.close()],
    [
      "the server's drain time is over",
      (_peer: WsPeer, server: BoardServer) => server.close({ drain: 20 }),
    ],
  ])("and %s, nothing is waited for", async (_name, leave) => {
    const end = deferred();
    const calls: Calls = { add: () => new Promise(() => undefined) };
    const { peer, server } = await ending(calls, end.promise, { finishTimeout: HOUR });
    send(peer, ADD);
    await ask(peer, { id: 2, method: "refresh" });
    end.resolve();
    await refusing(peer);
    await leave(peer, server);
    await expect(server.close({ drain: HOUR })).resolves.toBeUndefined();
  });
});

test("when the websocket handler throws, calls are aborted and the socket closes with 1011", async () => {
  const onError = vi.fn<OnError>();
  const { aborted, calls, running } = untilAborted();
  const end = deferred();
  const { peer } = await ending(calls, end.promise, { onError });
  send(peer, ADD);
  await running;
  const failure = new Error("hunter2");
  end.reject(failure);
  expect(await peer.closed).toEqual({ code: 1011, reason: "" });
  expect(await aborted).toMatchObject({ closeCode: 1011 });
  expect(onError.mock.calls).toEqual([[failure, { kind: "handler", path: "/boards/:board" }]]);
});

/** Items until the call is cancelled, and a generator whose `finally` takes until the test releases it. */
function slowToClean(): { calls: Calls; cleaning: Promise<void>; release: () => void } {
  const cleaning = deferred();
  const cleaned = deferred();
  const calls: Calls = {
    async *lines() {
      try {
        for (;;) yield "line";
      } finally {
        cleaning.resolve();
        await cleaned.promise;
      }
    },
  };
  return { calls, cleaning: cleaning.promise, release: cleaned.resolve };
}

// Once counted as ended as soon as the call was cancelled.
describe("a generator that is in its finally after a cancellation", () => {
  const LINES = { method: "lines", params: { count: 1 } };

  async function cancelled(peer: WsPeer, cleaning: Promise<void>): Promise<void> {
    send(peer, { id: 1, ...LINES });
    await take(peer, 32);
    expect(await ask(peer, { method: "$/cancelRequest", params: { id: 1 } })).toEqual(CANCELLED);
    await cleaning;
  }

  test("counts as running", async () => {
    const { calls, cleaning, release } = slowToClean();
    const { peer } = await boardPair({ calls }, { maxStreams: 1 });
    await cancelled(peer, cleaning);
    expect(await ask(peer, { id: 2, ...LINES })).toMatchObject({ id: 2, error: { code: -32000 } });
    release();
    await vi.waitFor(async () => {
      expect(await ask(peer, { id: 3, ...LINES })).toHaveProperty("method", "$/next");
    });
  });

  test("is waited for when the websocket handler returns", async () => {
    const { calls, cleaning, release } = slowToClean();
    const end = deferred();
    const { peer } = await ending(calls, end.promise, { finishTimeout: HOUR });
    await cancelled(peer, cleaning);
    end.resolve();
    await refusing(peer);
    expect(await ask(peer, { id: 4, method: "refresh" })).toMatchObject({ id: 4 });
    release();
    expect(await peer.closed).toMatchObject({ code: 1000 });
  });

  test("is waited for when the server closes", async () => {
    const { calls, cleaning, release } = slowToClean();
    const { peer, server } = await boardPair({ calls });
    await cancelled(peer, cleaning);
    const closing = server.close({ drain: HOUR });
    await refusing(peer);
    release();
    expect(await peer.closed).toMatchObject({ code: 1001 });
    await closing;
  });
});

describe("server.close", () => {
  // Once aborted them at once.
  test("lets running calls finish, refuses new ones, then closes with 1001", async () => {
    const slow = deferred<number>();
    const { peer, server, socket } = await boardPair({ calls: { add: () => slow.promise } });
    send(peer, ADD);
    expect(await ask(peer, { id: 2, method: "refresh" })).toEqual({ id: 2, result: null });
    const closing = server.close({ drain: HOUR });
    await refusing(peer);
    expect(socket.connected).toBe(true);
    slow.resolve(3);
    expect(await peer.nextJson()).toEqual({ id: 1, result: 3 });
    expect(await peer.closed).toEqual({ code: 1001, reason: "" });
    await expect(closing).resolves.toBeUndefined();
  });

  test("closes those at once that have no running calls", async () => {
    const slow = deferred<number>();
    const { peer, server, url } = await boardPair({ calls: { add: () => slow.promise } });
    send(peer, ADD);
    await ask(peer, { id: 2, method: "refresh" });
    const idle = await openBoard(url);
    const closing = server.close({ drain: HOUR });
    expect(await idle.closed).toMatchObject({ code: 1001 });
    slow.resolve(3);
    expect(await peer.nextJson()).toEqual({ id: 1, result: 3 });
    await closing;
  });

  test("items go on to their end", async () => {
    const { peer, server } = await boardPair();
    send(peer, { id: 1, method: "lines", params: { count: 40 } });
    await take(peer, 32);
    const closing = server.close({ drain: HOUR });
    send(peer, { method: "$/credit", params: { id: 1, items: 32, bytes: 65_536 } });
    expect((await take(peer, 9)).at(-1)).toEqual({ id: 1, result: 40 });
    expect(await peer.closed).toMatchObject({ code: 1001 });
    await closing;
  });

  test.each(["before", "after"])(
    "says 1001 also when the handler returns %s it, and the calls finish in time",
    async (when) => {
      const end = deferred();
      const slow = deferred<number>();
      const { peer, server } = await ending({ add: () => slow.promise }, end.promise);
      send(peer, ADD);
      await ask(peer, { id: 2, method: "refresh" });
      const close = (): void => void server.close({ drain: HOUR });
      const steps = when === "before" ? [end.resolve, close] : [close, end.resolve];
      for (const step of steps) {
        step();
        await refusing(peer);
      }
      slow.resolve(3);
      expect(await peer.nextJson()).toEqual({ id: 1, result: 3 });
      expect(await peer.closed).toMatchObject({ code: 1001 });
      await server.close();
    },
  );

  test("aborts calls that take longer with 1001, and still waits for handlers to clean up", async () => {
    const { aborted, calls, running } = untilAborted();
    const cleaned = vi.fn<() => void>();
    const server = createBoardServer({
      calls,
      board: {
        async websocket(socket) {
          for await (const _ of socket);
          await new Promise((resolve) => setTimeout(resolve, 10));
          cleaned();
        },
      },
    });
    const { url } = await started(server);
    const peer = await openBoard(url);
    send(peer, ADD);
    await running;
    await server.close({ drain: 1_000 });
    expect(cleaned).toHaveBeenCalledTimes(1);
    expect(await aborted).toMatchObject({ closeCode: 1001 });
    expect(await peer.closed).toEqual({ code: 1001, reason: "" });
  });

  test("does not wait for a call that never ends", async () => {
    const { peer, server } = await boardPair({
      calls: { add: () => new Promise(() => undefined) },
    });
    send(peer, ADD);
    await ask(peer, { id: 2, method: "refresh" });
    await server.close({ drain: 20 });
    expect(server.stats().connections).toBe(0);
    expect(await peer.closed).toMatchObject({ code: 1001 });
  });
});
