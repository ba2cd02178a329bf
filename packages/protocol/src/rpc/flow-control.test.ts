import { describe, expect, test } from "vitest";
import { NOTHING_LEFT, PeerPair } from "../../../../test/support/peer-pair.js";

describe("credit, and nothing is pending afterwards", () => {
  test.each<[unknown, unknown]>([
    [-1, 0],
    [0, -1],
    [1.5, 1],
    [1, "1"],
    [null, 1],
    [undefined, 1],
    [1, undefined],
    [2 ** 53, 1],
    [{}, []],
  ])("of %j items and %j bytes grants nothing", async (items, bytes) => {
    const pair = new PeerPair();
    let made = 0;
    pair.b.handlers.set("items", async function* () {
      for (;;) yield (made += 1);
    });
    pair.inject({ id: 1, method: "items" });
    await pair.settle();
    pair.inject({ method: "$/credit", params: { id: 1, items, bytes } });
    await pair.settle();
    expect(made).toBe(32);
    expect(pair.b.sent.at(-1)).toMatchObject({ method: "$/error", params: { code: -32602 } });
    pair.inject({ method: "$/cancelRequest", params: { id: 1 } });
    await pair.settle();
    expect(pair.left).toEqual(NOTHING_LEFT);
  });

  test("as large as can be stays a number", async () => {
    const pair = new PeerPair();
    pair.b.handlers.set("items", async function* () {
      for (let n = 0; n < 100; n += 1) yield n;
    });
    pair.inject({ id: 1, method: "items" });
    const most = Number.MAX_SAFE_INTEGER;
    for (let n = 0; n < 5; n += 1) {
      pair.inject({ method: "$/credit", params: { id: 1, items: most, bytes: most } });
    }
    await pair.settle();
    expect(pair.b.sent.at(-1)).toEqual({ id: 1, result: null });
    expect(pair.left).toEqual(NOTHING_LEFT);
  });

  test("that comes with the request counts", async () => {
    const pair = new PeerPair();
    pair.b.handlers.set("items", async function* () {
      for (let n = 0; n < 40; n += 1) yield n;
    });
    pair.inject({ id: 1, method: "items" });
    pair.inject({ method: "$/credit", params: { id: 1, items: 16, bytes: 1_000 } });
    await pair.settle();
    expect(pair.b.sent.at(-1)).toEqual({ id: 1, result: null });
    expect(pair.left).toEqual(NOTHING_LEFT);
  });

  test("for a call without items is a mistake, and the call goes on", async () => {
    const pair = new PeerPair();
    let answer: (value: unknown) => void = () => undefined;
    pair.b.handlers.set("any", () => new Promise((resolve) => (answer = resolve)));
    pair.inject({ id: 1, method: "any" });
    pair.inject({ method: "$/credit", params: { id: 1, items: 1, bytes: 1 } });
    pair.inject({ method: "$/upload", params: { id: 1, item: 1 } });
    expect(pair.b.invalid()).toBe(2);
    answer("done");
    await pair.settle();
    expect(pair.b.sent.at(-1)).toEqual({ id: 1, result: "done" });
    expect(pair.left).toEqual(NOTHING_LEFT);
  });
});
