import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NOTHING_LEFT, PeerPair } from "../../../../test/support/peer-pair.js";

describe("ids, and nothing is pending afterwards", () => {
  test("that are in use are refused, and the call that has them goes on", async () => {
    const pair = new PeerPair();
    const answers: ((value: unknown) => void)[] = [];
    pair.b.handlers.set("any", () => new Promise((resolve) => answers.push(resolve)));
    pair.inject({ id: 1, method: "any", params: [1] });
    pair.inject({ id: 1, method: "any", params: [2] });
    expect(answers).toHaveLength(1);
    expect(pair.b.sent).toMatchObject([{ method: "$/error", params: { code: -32600 } }]);
    answers[0]?.("first");
    await pair.settle();
    expect(pair.b.sent.at(-1)).toEqual({ id: 1, result: "first" });
    pair.inject({ id: 1, method: "any", params: [3] });
    answers[1]?.("again");
    await pair.settle();
    expect(pair.b.sent.at(-1)).toEqual({ id: 1, result: "again" });
    expect(pair.left).toEqual(NOTHING_LEFT);
  });

  test.each([null, "__proto__", "toString", "constructor", "", 0, -1, 1.5, 1e300])(
    "like %j are answered as they are",
    async (id) => {
      const pair = new PeerPair();
      pair.b.handlers.set("any", (input) => Promise.resolve(input));
      pair.inject({ id, method: "any", params: ["x"] });
      await pair.settle();
      expect(pair.b.sent).toEqual([{ id, result: "x" }]);
      expect(pair.left).toEqual(NOTHING_LEFT);
    },
  );

  test.each([{}, [], true, [1], { id: 1 }])("of the wrong type, %j, are no ids", (id) => {
    const pair = new PeerPair();
    pair.inject({ id, method: "any" });
    pair.inject({ id, result: 1 });
    expect(pair.b.invalid()).toBe(2);
    expect(pair.left).toEqual(NOTHING_LEFT);
  });

  test.each([7, "1", null, 0, -1, 1.5, "__proto__"])(
    "that were never given out, such as %j, are a mistake in a response",
    (id) => {
      const pair = new PeerPair();
      pair.inject({ id, result: 1 });
      pair.inject({ id, error: { code: 1, message: "x" } });
      expect(pair.b.invalid()).toBe(2);
      expect(pair.b.sent).toMatchObject([{ method: "$/error" }, { method: "$/error" }]);
      expect(pair.left).toEqual(NOTHING_LEFT);
    },
  );

  test("that are answered twice are answered once", async () => {
    const pair = new PeerPair();
    const call = pair.b.peer.call("any", 1);
    pair.inject({ id: 1, result: "once" });
    pair.inject({ id: 1, result: "twice" });
    expect(await call.result).toBe("once");
    expect(pair.b.invalid()).toBe(0);
  });

  test.each(["$/next", "$/credit", "$/upload", "$/uploadEnd", "$/uploadCredit", "$/cancelRequest"])(
    "of no call in %s are ignored, whatever they are",
    (method) => {
      const pair = new PeerPair();
      for (const id of [9, null, "toString", "__proto__", {}, [], undefined]) {
        pair.inject({ method, params: { id, item: 1, items: 1, bytes: 1 } });
      }
      pair.inject({ method });
      pair.inject({ method, params: [[1]] });
      expect(pair.b.sent).toEqual([]);
      expect(pair.left).toEqual(NOTHING_LEFT);
    },
  );
});

test("a frame that nests too deep ends the call that it belongs to", async () => {
  const pair = new PeerPair({ limits: { maxDepth: 5 } });
  const deep: unknown = JSON.parse("[".repeat(20) + "]".repeat(20));
  const calls = [pair.b.peer.call("any", 1), pair.b.peer.call("items", 1)];
  pair.inject({ id: 7, method: "any", params: [deep] });
  expect(pair.b.sent.at(-1)).toMatchObject({ id: 7, error: { code: -32600 } });
  pair.inject({ id: 1, result: deep });
  pair.inject({ method: "$/next", params: { id: 2, item: deep } });
  await expect(calls[0]?.result).rejects.toMatchObject({ code: "INVALID_REQUEST" });
  await expect(calls[1]?.items?.next()).rejects.toMatchObject({ code: "INVALID" });
  await expect(calls[1]?.result).rejects.toMatchObject({ code: "INVALID" });
  expect(pair.left).toEqual(NOTHING_LEFT);
});

test("whatever arrives, nothing is thrown, and the end leaves nothing", async () => {
  const id = fc.oneof(
    fc.integer({ min: 0, max: 4 }),
    fc.constantFrom(null, "1", "toString"),
    fc.jsonValue(),
  );
  const names = "number any items upload both nothing hasOwnProperty note other __proto__";
  const controls = "next credit upload uploadEnd uploadCredit cancelRequest error session unknown";
  const method = fc.constantFrom(
    ...names.split(" "),
    ...controls.split(" ").map((name) => `$/${name}`),
  );
  const params = fc.oneof(
    fc.record({ id, item: fc.jsonValue(), items: fc.integer(), bytes: fc.integer() }),
    fc.jsonValue(),
  );
  const frame = fc.record({ id, method, params, result: id, error: id }, { requiredKeys: [] });
  await fc.assert(
    fc.asyncProperty(fc.array(frame, { maxLength: 40 }), async (frames) => {
      const pair = new PeerPair({ limits: { maxCalls: 5, maxStreams: 2 } });
      pair.b.handlers.set("any", (input) => input).set("nothing", () => Promise.resolve());
      pair.b.handlers.set("items", async function* () {
        for (let n = 0; n < 100; n += 1) yield n;
      });
      pair.b.handlers.set("upload", async (_input, { uploads }) => {
        let sum = 0;
        for await (const upload of uploads) sum += upload as number;
        return sum;
      });
      pair.b.handlers.set("both", (_input, { uploads }) => uploads);
      const calls = [pair.b.peer.call("any", 1), pair.b.peer.call("items", 1)];
      const ended = Promise.allSettled(calls.map(({ result }) => result));
      for (const one of frames) pair.inject(one);
      await pair.settle();
      pair.end();
      await ended;
      await pair.settle();
      expect(pair.left).toEqual(NOTHING_LEFT);
    }),
    { numRuns: 300 },
  );
});
