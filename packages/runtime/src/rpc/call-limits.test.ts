import { describe, expect, test } from "vitest";
import type { BoardCallHandlers, BoardSocket } from "../../../../test/support/board-contract.js";
import { ask, boardPair, openBoard, send, take } from "../../../../test/support/board-peer.js";
import { deferred } from "../../../../test/support/deferred.js";
import { RawPeer } from "../../../../test/support/raw-peer.js";
import { encodeWireFrame, Opcode } from "../../../../test/support/wire-frame.js";

const TOO_MANY = { code: -32000, message: "Too many calls" };
const ADD = { method: "add", params: { a: 1, b: 2 } };
const STORE = { method: "store", params: { name: "a" } };

/** Calls whose handlers go on until the test releases them, whatever becomes of the call. */
function slowCalls(): {
  calls: Partial<BoardCallHandlers<BoardSocket | null>>;
  release: () => void;
} {
  const slow = deferred();
  return {
    calls: {
      add: () => slow.promise.then(() => 3),
      store: () => slow.promise.then(() => ({ size: 0 })),
    },
    release: slow.resolve,
  };
}

describe("maxCalls", () => {
  test("refuses the call above it, and takes the next when one has ended", async () => {
    const { calls, release } = slowCalls();
    const { peer } = await boardPair({ calls }, { maxCalls: 2 });
    send(peer, { id: 1, ...ADD }, { id: 2, ...ADD });
    expect(await ask(peer, { id: 3, ...ADD })).toEqual({ id: 3, error: TOO_MANY });
    expect(await ask(peer, { id: "s", ...STORE })).toEqual({ id: "s", error: TOO_MANY });
    release();
    expect(await take(peer, 2)).toEqual([
      { id: 1, result: 3 },
      { id: 2, result: 3 },
    ]);
    expect(await ask(peer, { id: 3, ...ADD })).toEqual({ id: 3, result: 3 });
  });

  test("counts a handler that goes on after its call was cancelled", async () => {
    const { calls, release } = slowCalls();
    const { peer } = await boardPair({ calls }, { maxCalls: 1 });
    send(peer, { id: 1, ...ADD });
    await ask(peer, { method: "$/cancelRequest", params: { id: 1 } });
    expect(await ask(peer, { id: 2, ...ADD })).toEqual({ id: 2, error: TOO_MANY });
    release();
    expect(await ask(peer, { id: 3, ...ADD })).toMatchObject({ id: 3 });
  });

  test("counts notifications, which get no answer", async () => {
    const { calls, release } = slowCalls();
    const { peer } = await boardPair({ calls }, { maxCalls: 1 });
    send(peer, ADD);
    expect(await ask(peer, { id: 2, ...ADD })).toEqual({ id: 2, error: TOO_MANY });
    send(peer, ADD);
    expect(await peer.nextJson()).toMatchObject({ method: "$/error", params: { code: -32000 } });
    release();
  });

  test("holds for each client by itself", async () => {
    const { calls, release } = slowCalls();
    const { peer, url } = await boardPair({ calls }, { maxCalls: 1 });
    send(peer, { id: 1, ...ADD });
    expect(await ask(peer, { id: 2, ...ADD })).toHaveProperty("error");
    const other = await openBoard(url);
    send(other, { id: 1, ...ADD });
    release();
    expect(await other.nextJson()).toEqual({ id: 1, result: 3 });
  });

  test("bounds a batch, which is refused as a whole", async () => {
    const { peer } = await boardPair({}, { kind: "plain", maxCalls: 3 });
    const refresh = { jsonrpc: "2.0", id: 1, method: "refresh" };
    expect(await ask(peer, [refresh, refresh, refresh, refresh])).toEqual({
      jsonrpc: "2.0",
      id: null,
      error: { code: -32600, message: "Invalid Request" },
    });
    expect(await ask(peer, [refresh, refresh, refresh])).toHaveLength(3);
  });

  test("is 1,000 by default", async () => {
    const { calls, release } = slowCalls();
    const { peer } = await boardPair({ calls });
    for (let id = 1; id <= 1_001; id += 1) send(peer, { id, ...ADD });
    expect(await peer.nextJson()).toEqual({ id: 1_001, error: TOO_MANY });
    release();
    expect(await take(peer, 1_000)).toContainEqual({ id: 1_000, result: 3 });
  });
});

describe("maxStreams", () => {
  test("refuses the stream above it, but not other calls", async () => {
    const { calls, release } = slowCalls();
    const { peer } = await boardPair({ calls }, { maxStreams: 1 });
    send(peer, { id: 1, ...STORE });
    expect(await ask(peer, { id: 2, ...STORE })).toEqual({ id: 2, error: TOO_MANY });
    expect(await ask(peer, { id: 3, method: "shout" })).toEqual({ id: 3, error: TOO_MANY });
    expect(await ask(peer, { id: 4, method: "refresh" })).toEqual({ id: 4, result: null });
    release();
    expect(await peer.nextJson()).toEqual({ id: 1, result: { size: 0 } });
    expect(await ask(peer, { id: 2, ...STORE })).toEqual({ id: 2, result: { size: 0 } });
  });

  test("is 100 by default", async () => {
    const { peer } = await boardPair();
    for (let id = 1; id <= 101; id += 1) send(peer, { id, ...STORE });
    expect(await peer.nextJson()).toEqual({ id: 101, error: TOO_MANY });
  });
});

describe("maxDepth", () => {
  const nested = (levels: number): string =>
    `{"id":1,"method":"add","params":{"a":1,"b":2,"c":${"[".repeat(levels - 2)}${"]".repeat(levels - 2)}}}`;

  test.each([
    [64, {}],
    [3, { maxDepth: 3 }],
  ])("takes a call of %i levels and refuses one of one more", async (levels, options) => {
    const { peer, server } = await boardPair({}, options);
    peer.send(nested(levels));
    expect(await peer.nextJson()).toEqual({ id: 1, result: 3 });
    peer.send(nested(levels + 1));
    expect(await peer.nextJson()).toEqual({
      id: 1,
      error: { code: -32600, message: `A frame nests at most ${levels} levels.` },
    });
    expect(server.stats().invalidMessages).toBe(1);
  });

  test("does not count brackets inside of strings", async () => {
    const { peer } = await boardPair({}, { maxDepth: 2 });
    const word = `${"[".repeat(1_000)}"${"\\"}`;
    send(peer, { id: 1, method: "shout" });
    send(peer, { method: "$/upload", params: { id: 1, item: word } });
    expect(await peer.nextJson()).toEqual({ method: "$/next", params: { id: 1, item: word } });
  });
});

describe("maxMessageBytes", () => {
  test("closes with 1009 for a larger call, and aborts the others", async () => {
    const aborted = deferred<unknown>();
    const { peer } = await boardPair(
      {
        calls: {
          store: (_input, { signal }) =>
            new Promise((_resolve, reject) => {
              signal.addEventListener("abort", () => {
                aborted.resolve(signal.reason);
                reject(signal.reason as Error);
              });
            }),
        },
      },
      { maxMessageBytes: 1_000 },
    );
    const frame = (size: number): string =>
      `{"method":"$/upload","params":{"id":1,"item":"`.padEnd(size - 3, "x") + `"}}`;
    send(peer, { id: 1, ...STORE });
    peer.send(frame(1_000));
    expect(await ask(peer, { id: 2, method: "refresh" })).toEqual({ id: 2, result: null });
    peer.send(frame(1_001));
    expect(await peer.closed).toMatchObject({ code: 1009 });
    expect(await aborted.promise).toMatchObject({ code: "SOCKET_CLOSED" });
  });
});

test("uploads beyond the credit end the call, and are not kept", async () => {
  const { calls } = slowCalls();
  const { peer, server } = await boardPair({ calls });
  send(peer, { id: 1, ...STORE });
  for (let item = 0; item < 33; item += 1)
    send(peer, { method: "$/upload", params: { id: 1, item: "x" } });
  expect(await peer.nextJson()).toEqual({
    id: 1,
    error: { code: -32600, message: "This upload is beyond the credit." },
  });
  expect(server.stats().connections).toBe(1);
});

test("one upload may overshoot the bytes of the credit, the next is beyond it", async () => {
  const { calls } = slowCalls();
  const { peer } = await boardPair({ calls });
  send(peer, { id: 1, ...STORE });
  send(peer, { method: "$/upload", params: { id: 1, item: "x".repeat(200_000) } });
  expect(await ask(peer, { id: 2, method: "refresh" })).toEqual({ id: 2, result: null });
  expect(await ask(peer, { method: "$/upload", params: { id: 1, item: "" } })).toMatchObject({
    id: 1,
    error: { code: -32600 },
  });
});

test.each<[unknown, unknown]>([
  [-1, 0],
  [0, -1],
  [1.5, 0],
  [Number.MAX_SAFE_INTEGER + 1, 0],
  ["1", 1],
  [null, 1],
  [undefined, undefined],
  [1, { valueOf: 1 }],
])("credit of %j items and %j bytes is none, and does not end the call", async (items, bytes) => {
  const { peer, server } = await boardPair();
  send(peer, { id: 1, method: "lines", params: { count: 33 } });
  await take(peer, 32);
  expect(await ask(peer, { method: "$/credit", params: { id: 1, items, bytes } })).toEqual({
    method: "$/error",
    params: { code: -32602, message: "This is no credit.", method: "$/credit" },
  });
  expect(server.stats().invalidMessages).toBe(1);
  // One for the item, one to see that there are no more.
  send(peer, { method: "$/credit", params: { id: 1, items: 2, bytes: 0 } });
  expect((await take(peer, 2))[1]).toEqual({ id: 1, result: 33 });
});

test("endless credit is bounded, and the items still come", async () => {
  const { peer } = await boardPair();
  send(peer, { id: 1, method: "lines", params: { count: 100 } });
  await take(peer, 32);
  const most = Number.MAX_SAFE_INTEGER;
  for (let index = 0; index < 3; index += 1)
    send(peer, { method: "$/credit", params: { id: 1, items: most, bytes: most } });
  expect((await take(peer, 69)).at(-1)).toEqual({ id: 1, result: 100 });
});

test("uploads after their end, and to calls that take none, are dropped", async () => {
  const { peer, server, url } = await boardPair();
  send(peer, { id: 1, ...STORE });
  send(peer, { method: "$/uploadEnd", params: { id: 1 } });
  send(peer, { method: "$/uploadEnd", params: { id: 1 } });
  send(peer, { method: "$/upload", params: { id: 1, item: "late" } });
  expect(await peer.nextJson()).toEqual({ id: 1, result: { size: 0 } });
  send(peer, { method: "$/upload", params: { id: 1, item: "later" } });
  send(peer, { id: 2, method: "lines", params: { count: 100 } });
  await take(peer, 32);
  expect(await ask(peer, { method: "$/upload", params: { id: 2, item: "x" } })).toMatchObject({
    method: "$/error",
    params: { code: -32600, method: "lines" },
  });
  expect(server.stats().invalidMessages).toBe(1);
  const raw = await RawPeer.open(Number(new URL(url).port), "/boards/b");
  raw.write(encodeWireFrame(Opcode.TEXT, '{"id":1,"method":"refresh"}'));
  expect((await raw.nextFrame()).payload.toString()).toBe('{"jsonrpc":"2.0","id":1,"result":null}');
});
