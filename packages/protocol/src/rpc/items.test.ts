import { describe, expect, test } from "vitest";
import { collect, counter } from "../../../../test/support/item-sources.js";
import { NOTHING_LEFT, PeerPair } from "../../../../test/support/peer-pair.js";

describe("items", () => {
  test("come in order, then the output", async () => {
    const pair = new PeerPair();
    const { numbers } = counter(1_000);
    pair.b.handlers.set("items", numbers);
    const { items, result } = pair.a.peer.call("items", 1);
    expect(await collect(items)).toEqual(Array.from({ length: 1_000 }, (_, index) => index + 1));
    expect(await result).toBe("all");
    expect(pair.left).toEqual(NOTHING_LEFT);
  });

  test("are asked for no more than the window while nobody takes them", async () => {
    const pair = new PeerPair();
    const { numbers, seen } = counter(1e9);
    pair.b.handlers.set("items", numbers);
    const { items } = pair.a.peer.call("items", 1);
    await pair.settle();
    expect(seen.made).toBe(32);
    for (let taken = 0; taken < 15; taken += 1) await items?.next();
    await pair.settle();
    expect(seen.made).toBe(32);
    await items?.next();
    await pair.settle();
    expect(seen.made).toBe(48);
    await items?.return();
    await pair.settle();
    expect(seen.ended).toBe(true);
    expect(pair.left).toEqual(NOTHING_LEFT);
  });

  test("end their generator when the loop over them is left", async () => {
    const pair = new PeerPair();
    const { numbers, seen } = counter(1e9);
    pair.b.handlers.set("items", numbers);
    const call = pair.a.peer.call("items", 1);
    for await (const item of call.items ?? []) if (item === 50) break;
    await pair.settle();
    expect(seen.ended).toBe(true);
    await expect(call.result).rejects.toMatchObject({ code: "CANCELLED" });
    expect(pair.left).toEqual(NOTHING_LEFT);
  });

  test("that came before a failure are read before it", async () => {
    const pair = new PeerPair();
    pair.b.handlers.set("items", async function* () {
      yield 1;
      throw new Error("secret");
    });
    const { items, result } = pair.a.peer.call("items", 1);
    await pair.settle();
    expect(await items?.next()).toEqual({ done: false, value: 1 });
    await expect(items?.next()).rejects.toMatchObject({ code: "INTERNAL" });
    expect(await items?.next()).toEqual({ done: true, value: undefined });
    await expect(result).rejects.toMatchObject({ code: "INTERNAL" });
  });

  test("go to several readers, each item to one of them", async () => {
    const pair = new PeerPair();
    pair.b.handlers.set("items", counter(3).numbers);
    const { items } = pair.a.peer.call("items", 1);
    const read = await Promise.all([1, 2, 3, 4, 5].map(async () => items?.next()));
    expect(read.map((one) => one?.value)).toEqual([1, 2, 3, undefined, undefined]);
    expect(pair.left).toEqual(NOTHING_LEFT);
  });

  test("fail with the connection", async () => {
    const pair = new PeerPair();
    const { numbers, seen } = counter(1e9);
    pair.b.handlers.set("items", numbers);
    const { items } = pair.a.peer.call("items", 1);
    expect(await items?.next()).toEqual({ done: false, value: 1 });
    pair.end(new Error("gone"));
    await expect(collect(items)).rejects.toThrow("gone");
    await pair.settle();
    expect(seen.ended).toBe(true);
    expect(pair.left).toEqual(NOTHING_LEFT);
  });

  test("may come from anything that can be iterated", async () => {
    const pair = new PeerPair();
    pair.b.handlers.set("items", (input) =>
      input === 1
        ? [1, 2]
        : new Blob(["ab"]).stream().pipeThrough(
            new TransformStream({
              transform: (chunk: Uint8Array, controller) => controller.enqueue(chunk.length),
            }),
          ),
    );
    expect(await collect(pair.a.peer.call("items", 1).items)).toEqual([1, 2]);
    expect(await collect(pair.a.peer.call("items", 2).items)).toEqual([2]);
  });
});

describe("items, and nothing is pending afterwards", () => {
  test("after the end are ignored", async () => {
    const pair = new PeerPair();
    const call = pair.b.peer.call("items", 1);
    pair.inject({ method: "$/next", params: { id: 1, item: 5 } });
    pair.inject({ id: 1, result: "end" });
    pair.inject({ method: "$/next", params: { id: 1, item: 6 } });
    expect(await call.items?.next()).toEqual({ done: false, value: 5 });
    expect(await call.items?.next()).toEqual({ done: true, value: undefined });
    expect(await call.result).toBe("end");
    expect(pair.b.invalid()).toBe(0);
  });

  test("beyond the credit end the call, after those that were granted", async () => {
    const pair = new PeerPair();
    const call = pair.b.peer.call("items", 1);
    for (let item = 0; item <= 32; item += 1) {
      pair.inject({ method: "$/next", params: { id: 1, item } });
    }
    expect(pair.b.sent.slice(1)).toMatchObject([
      { method: "$/error", params: { code: -32600 } },
      { method: "$/cancelRequest", params: { id: 1 } },
    ]);
    for (let item = 0; item < 32; item += 1) {
      expect(await call.items?.next()).toEqual({ done: false, value: item });
    }
    await expect(call.items?.next()).rejects.toMatchObject({ code: "INVALID_REQUEST" });
    expect(await call.items?.next()).toEqual({ done: true, value: undefined });
    await expect(call.result).rejects.toMatchObject({ code: "INVALID_REQUEST" });
  });

  test("that do not fit end the call", async () => {
    const pair = new PeerPair();
    const call = pair.b.peer.call("items", 1);
    pair.inject({ method: "$/next", params: { id: 1, item: "five" } });
    await expect(call.items?.next()).rejects.toMatchObject({ code: "INVALID" });
    await expect(call.result).rejects.toMatchObject({ path: "items.item" });
    expect(pair.b.sent.slice(1)).toMatchObject([
      { method: "$/error", params: { code: -32602, path: "items.item" } },
      { method: "$/cancelRequest" },
    ]);
  });

  test("of a call without them are a mistake, and the call goes on", async () => {
    const pair = new PeerPair();
    const call = pair.b.peer.call("any", 1);
    pair.inject({ method: "$/next", params: { id: 1, item: 5 } });
    pair.inject({ id: 1, result: "fine" });
    expect(await call.result).toBe("fine");
    expect(pair.b.invalid()).toBe(1);
  });
});
