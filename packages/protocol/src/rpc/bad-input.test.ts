import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NOTHING_LEFT, PeerPair } from "../../../../test/support/peer-pair.js";

/** Timers that are running in this process. */
function timers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
}

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

test("batches hold no more than 4 MiB of responses, and answer the rest with errors", async () => {
  const pair = new PeerPair({ plain: true });
  pair.b.handlers.set("any", () => "x".repeat(1024 * 1024));
  for (const start of [0, 10]) {
    pair.inject(Array.from({ length: 6 }, (_, index) => ({ id: start + index, method: "any" })));
    await pair.settle();
    const responses = pair.b.sent.at(-1) as { id: number; error?: object }[];
    const refused = responses
      .filter(({ error }) => error !== undefined)
      .map(({ id }) => id - start);
    expect(responses).toHaveLength(6);
    expect(refused).toEqual([3, 4, 5]);
  }
  expect(pair.left).toEqual(NOTHING_LEFT);
});

test("an upload in a batch counts for what it is, whatever stands beside it", () => {
  const pair = new PeerPair({ plain: true });
  pair.b.handlers.set("upload", () => new Promise(() => undefined));
  pair.inject({ id: 1, method: "upload" });
  const upload = { method: "$/upload", params: { id: 1, item: 1, padding: "x".repeat(70_000) } };
  const filling = Array.from({ length: 50 }, () => ({ method: "$/x" }));
  pair.inject([upload, ...filling]);
  expect(pair.b.sent).toEqual([]);
  pair.inject([upload, ...filling]);
  expect(pair.b.sent).toMatchObject([{ id: 1, error: { code: -32600 } }]);
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

test("no timer is left by calls that end before their timeout, whatever ends them", async () => {
  const before = timers();
  const pair = new PeerPair();
  pair.b.handlers.set("any", (input) => input).set("nothing", () => new Promise(() => undefined));
  const options = { timeout: 60_000 };
  expect(await pair.a.peer.call("any", 1, options).result).toBe(1);
  const aborter = new AbortController();
  const aborted = pair.a.peer.call("nothing", undefined, { ...options, signal: aborter.signal });
  aborter.abort("enough");
  await expect(aborted.result).rejects.toBe("enough");
  const refused = pair.a.peer.call("number", "no number", options);
  await expect(refused.result).rejects.toMatchObject({ code: "INVALID" });
  const lost = pair.a.peer.call("nothing", undefined, options);
  pair.end(new Error("gone"));
  await expect(lost.result).rejects.toThrow("gone");
  await expect(pair.a.peer.call("any", 1, options).result).rejects.toThrow("gone");
  expect(timers()).toBe(before);
  expect(pair.a.peer.pending + pair.b.peer.pending).toBe(0);
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
