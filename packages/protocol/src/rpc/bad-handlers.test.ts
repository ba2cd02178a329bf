import { describe, expect, test } from "vitest";
import { NOTHING_LEFT, PeerPair } from "../../../../test/support/peer-pair.js";

describe("a handler, and nothing is pending afterwards,", () => {
  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["a text", "text"],
    ["a number", 5],
    ["a frozen object", Object.freeze({})],
    ["a symbol", Symbol("x")],
    ["an error", new Error("secret")],
  ])(
    "that throws %s, at once or later, is an internal error, and only reported",
    async (_name, error) => {
      const pair = new PeerPair();
      const fails = (): never => {
        throw error;
      };
      pair.b.handlers.set("any", fails).set("nothing", async () => fails());
      pair.b.handlers.set("items", async function* () {
        yield 1;
        fails();
      });
      for (const method of ["any", "nothing", "items"]) pair.inject({ id: method, method });
      await pair.settle();
      const responses = pair.b.sent.filter((frame) => !JSON.stringify(frame).includes("$/next"));
      const failure = { code: -32603, message: "Internal error" };
      expect(new Set(responses)).toEqual(
        new Set(["any", "nothing", "items"].map((id) => ({ id, error: failure }))),
      );
      expect(pair.b.reported).toEqual([error, error, error]);
      expect(pair.left).toEqual(NOTHING_LEFT);
    },
  );

  test("that never settles leaves the tables when it is cancelled, and still counts as running", async () => {
    const pair = new PeerPair({ limits: { maxCalls: 2 } });
    pair.b.handlers.set("any", () => new Promise(() => undefined));
    for (const id of [1, 2, 3]) {
      pair.inject({ id, method: "any" });
      pair.inject({ method: "$/cancelRequest", params: { id } });
    }
    expect(pair.b.sent).toMatchObject([
      { id: 1, error: { code: -32800 } },
      { id: 2, error: { code: -32800 } },
      { id: 3, error: { code: -32000 } },
    ]);
    expect(pair.b.peer.pending).toBe(0);
    expect(pair.b.peer.running).toBe(2);
  });

  test("that throws while it is cancelled is reported, and the caller sees only the cancellation", async () => {
    const pair = new PeerPair();
    const failure = new Error("in the cleanup");
    pair.b.handlers.set("items", async function* () {
      try {
        for (;;) yield 1;
      } finally {
        // oxlint-disable-next-line no-unsafe-finally -- what a careless cleanup does
        throw failure;
      }
    });
    pair.b.handlers.set(
      "any",
      (_input, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => reject(failure));
        }),
    );
    for (const method of ["any", "items"]) {
      pair.inject({ id: method, method });
      await pair.settle();
      pair.inject({ method: "$/cancelRequest", params: { id: method } });
      await pair.settle();
      expect(pair.b.sent.at(-1)).toMatchObject({ id: method, error: { code: -32800 } });
    }
    expect(pair.b.reported).toEqual([failure, failure]);
    expect(pair.left).toEqual(NOTHING_LEFT);
  });

  test("that throws its declared error after it was cancelled is not reported", async () => {
    const pair = new PeerPair();
    pair.b.handlers.set(
      "number",
      (_input, call) =>
        new Promise((_resolve, reject) => {
          call.signal.addEventListener("abort", () => reject(call.error("LOW", 1)));
        }),
    );
    pair.inject({ id: 1, method: "number", params: [1] });
    pair.inject({ method: "$/cancelRequest", params: { id: 1 } });
    await pair.settle();
    expect(pair.b.reported).toEqual([]);
    expect(pair.left).toEqual(NOTHING_LEFT);
  });

  test.each<[string, () => unknown]>([
    [
      "throws",
      () => {
        throw new Error("in then");
      },
    ],
    [
      "settles twice",
      (resolve?: (value: unknown) => void, reject?: (error: unknown) => void) => {
        resolve?.(1);
        reject?.(new Error("and fails"));
        resolve?.(2);
      },
    ],
  ])("that returns something whose `then` %s is answered once", async (_name, then) => {
    const pair = new PeerPair();
    // oxlint-disable-next-line unicorn/no-thenable -- what a handler might return
    pair.b.handlers.set("any", () => ({ then }));
    pair.inject({ id: 1, method: "any" });
    await pair.settle();
    expect(pair.b.sent).toHaveLength(1);
    expect(pair.b.sent).toMatchObject([{ id: 1 }]);
    expect(pair.left).toEqual(NOTHING_LEFT);
  });

  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["a number", 5],
    ["an object", {}],
    ["an iterator that throws", { [Symbol.asyncIterator]: () => JSON.parse("{") as unknown }],
    ["an iterator that is none", { [Symbol.asyncIterator]: () => 5 }],
    ["an iterator whose next gives nothing", { [Symbol.asyncIterator]: () => ({ next: () => 5 }) }],
  ])("that gives %s for items is an internal error", async (_name, items) => {
    const pair = new PeerPair();
    pair.b.handlers.set("items", () => items);
    pair.inject({ id: 1, method: "items" });
    await pair.settle();
    expect(pair.b.sent).toMatchObject([{ id: 1, error: { code: -32603 } }]);
    expect(pair.b.reported).toHaveLength(1);
    expect(pair.left).toEqual(NOTHING_LEFT);
  });

  test("of a name that objects have is the one that was given, or none", async () => {
    const pair = new PeerPair();
    pair.b.handlers.set("hasOwnProperty", () => "ours");
    pair.inject({ id: 1, method: "hasOwnProperty" });
    for (const method of ["valueOf", "__proto__", "constructor", "$/toString"]) {
      pair.inject({ id: method, method });
    }
    pair.inject({ method: "toString", params: ["a message"] });
    expect(pair.b.sent[0]).toEqual({ id: 1, result: "ours" });
    expect(pair.b.sent.slice(1)).toMatchObject(Array(4).fill({ error: { code: -32601 } }));
    expect(pair.b.delivered).toEqual([{ type: "toString", data: "a message" }]);
    expect(pair.left).toEqual(NOTHING_LEFT);
  });
});
