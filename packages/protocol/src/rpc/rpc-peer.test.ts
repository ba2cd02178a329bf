import { describe, expect, test } from "vitest";
import { deferred } from "../../../../test/support/deferred.js";
import { NOTHING_LEFT, PeerPair } from "../../../../test/support/peer-pair.js";

async function collect(items: AsyncIterable<unknown> | null): Promise<unknown[]> {
  const collected: unknown[] = [];
  for await (const item of items ?? []) collected.push(item);
  return collected;
}

/** Numbers, how many of them were asked for, and whether the generator has ended. */
function counter(to: number): {
  numbers: () => AsyncGenerator<number, string>;
  seen: { made: number; ended: boolean };
} {
  const seen = { made: 0, ended: false };
  async function* numbers(): AsyncGenerator<number, string> {
    try {
      while (seen.made < to) yield (seen.made += 1);
      return "all";
    } finally {
      seen.ended = true;
    }
  }
  return { numbers, seen };
}

describe("calls", () => {
  test("go both ways at once, each side with ids of its own", async () => {
    const pair = new PeerPair();
    pair.a.handlers.set("any", (input) => `a got ${String(input)}`);
    pair.b.handlers.set("any", async (input) => `b got ${String(input)}`);
    const calls = [pair.a.peer.call("any", 1), pair.b.peer.call("any", 2)];
    expect(await Promise.all(calls.map(({ result }) => result))).toEqual(["b got 1", "a got 2"]);
    expect(pair.a.sent[0]).toEqual({ id: 1, method: "any", params: [1] });
    expect(pair.b.sent[0]).toEqual({ id: 1, method: "any", params: [2] });
    expect(pair.left).toEqual(NOTHING_LEFT);
  });

  test("are answered in any order", async () => {
    const pair = new PeerPair();
    const first = deferred<unknown>();
    pair.b.handlers.set("any", (input) => (input === 1 ? first.promise : input));
    const slow = pair.a.peer.call("any", 1).result;
    expect(await pair.a.peer.call("any", 2).result).toBe(2);
    first.resolve("late");
    expect(await slow).toBe("late");
    expect(pair.left).toEqual(NOTHING_LEFT);
  });

  test("with an input or an output that does not fit fail at the side where it is wrong", async () => {
    const pair = new PeerPair();
    pair.b.handlers.set("number", () => "no number");
    const wrong = pair.a.peer.call("number", "five");
    await expect(wrong.result).rejects.toMatchObject({ code: "INVALID", path: "number" });
    expect(pair.a.sent).toEqual([]);
    await expect(pair.a.peer.call("number", 5).result).rejects.toMatchObject({ code: "INTERNAL" });
    expect(pair.b.reported).toMatchObject([{ code: "INVALID", path: "number.output" }]);
    const lied = pair.b.peer.call("number", 5);
    pair.inject({ id: 1, result: "a lie" });
    await expect(lied.result).rejects.toMatchObject({ code: "INVALID", path: "number.output" });
    expect(pair.b.invalid()).toBe(1);
  });

  test("end with the error that their contract declares, and its data", async () => {
    const pair = new PeerPair();
    pair.b.handlers.set("number", (input, call) => {
      throw call.error("LOW", Number(input) + 1);
    });
    await expect(pair.a.peer.call("number", 5).result).rejects.toMatchObject({
      name: "CallError",
      code: "LOW",
      data: 6,
      method: "number",
      rpcCode: 1,
    });
    expect(pair.b.reported).toEqual([]);
  });

  test.each<[string, unknown, unknown]>([
    ["an error that it does not declare", "HIGH", 1],
    ["data that does not fit", "LOW", "one"],
  ])("that throw %s are internal errors", async (_name, code, data) => {
    const pair = new PeerPair();
    pair.b.handlers.set("number", (_input, call) => {
      throw call.error(String(code), data);
    });
    await expect(pair.a.peer.call("number", 5).result).rejects.toMatchObject({ code: "INTERNAL" });
    expect(pair.b.reported).toHaveLength(1);
  });

  test.each<[unknown, object]>([
    [{ code: 1, message: "x", data: { error: "LOW", data: "no number" } }, { code: "INVALID" }],
    [
      { code: 1, message: "x", data: { error: "OTHER" } },
      { code: "REMOTE", rpcCode: 1 },
    ],
    [{ code: 1, message: "x" }, { code: "REMOTE" }],
    [
      { code: -32099, message: "x", data: 5 },
      { code: "REMOTE", rpcCode: -32099, data: 5 },
    ],
    [{ code: -32601 }, { code: "METHOD_NOT_FOUND", message: "number: (no message)" }],
    [{}, { code: "INTERNAL" }],
    ["text", { code: "INTERNAL" }],
  ])("answered with the error %j fail with it", async (error, expected) => {
    const pair = new PeerPair();
    const call = pair.b.peer.call("number", 1);
    pair.inject({ id: 1, error });
    await expect(call.result).rejects.toMatchObject(expected);
    expect(pair.b.peer.pending).toBe(0);
  });

  test("carry the idempotency key, and refuse one that is none", async () => {
    const pair = new PeerPair();
    pair.b.handlers.set("any", (_input, { idempotencyKey }) => idempotencyKey);
    expect(await pair.a.peer.call("any", 1, { idempotencyKey: "k" }).result).toBe("k");
    expect(await pair.a.peer.call("any", 1).result).toBeNull();
    const wrong = pair.a.peer.call("any", 1, { idempotencyKey: "" });
    await expect(wrong.result).rejects.toMatchObject({ path: "idempotencyKey" });
    pair.inject({ id: "x", method: "any", meta: { idempotencyKey: 5 } });
    expect(pair.b.sent.at(-1)).toEqual({ id: "x", result: null });
  });
});

describe("aborting", () => {
  test("rejects with the reason and aborts the handler's signal", async () => {
    const pair = new PeerPair();
    const aborted = deferred<unknown>();
    pair.b.handlers.set("nothing", (_input, { signal }) => {
      signal.addEventListener("abort", () => aborted.resolve(signal.reason));
      return aborted.promise;
    });
    const aborter = new AbortController();
    const call = pair.a.peer.call("nothing", undefined, { signal: aborter.signal });
    await pair.settle();
    aborter.abort(new Error("enough"));
    await expect(call.result).rejects.toThrow("enough");
    expect(await aborted.promise).toMatchObject({ code: "CANCELLED" });
    await pair.settle();
    expect(pair.a.invalid() + pair.b.invalid()).toBe(0);
    expect(pair.left).toEqual(NOTHING_LEFT);
  });

  test("before the call sends nothing, and after it does nothing", async () => {
    const pair = new PeerPair();
    pair.b.handlers.set("any", (input) => input);
    const aborter = new AbortController();
    const call = pair.a.peer.call("any", 1, { signal: aborter.signal });
    expect(await call.result).toBe(1);
    aborter.abort("late");
    const never = pair.a.peer.call("any", 1, { signal: aborter.signal });
    await expect(never.result).rejects.toBe("late");
    expect(pair.a.sent).toHaveLength(1);
  });

  test("comes to a notification's handler with the end of the connection", async () => {
    const pair = new PeerPair();
    const aborted = deferred<unknown>();
    pair.b.handlers.set("nothing", (_input, { signal }) => {
      signal.addEventListener("abort", () => aborted.resolve(signal.reason));
      return aborted.promise;
    });
    pair.inject({ method: "nothing" });
    expect(pair.b.peer.running).toBe(1);
    pair.end(new Error("gone"));
    expect(await aborted.promise).toEqual(new Error("gone"));
    await pair.settle();
    expect(pair.left).toEqual(NOTHING_LEFT);
  });

  test("by a timeout tells the other side", async () => {
    const pair = new PeerPair();
    pair.b.handlers.set("nothing", (_input, { signal }) => {
      return new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason as Error));
      });
    });
    const call = pair.a.peer.call("nothing", undefined, { timeout: 1 });
    await expect(call.result).rejects.toMatchObject({ name: "TimeoutError", code: "TIMEOUT" });
    await pair.settle();
    expect(pair.left).toEqual(NOTHING_LEFT);
    const wrong = pair.a.peer.call("nothing", undefined, { timeout: Number.NaN });
    await expect(wrong.result).rejects.toThrow(RangeError);
  });
});

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

describe("uploads", () => {
  test("arrive in order, and the call is answered after their end", async () => {
    const pair = new PeerPair();
    pair.b.handlers.set("upload", async (_input, { uploads }) => {
      const numbers = (await collect(uploads)) as number[];
      return numbers.length;
    });
    const call = pair.a.peer.call("upload", undefined, { uploads: counter(1_000).numbers() });
    expect(await call.result).toBe(1_000);
    expect(pair.left).toEqual(NOTHING_LEFT);
  });

  test("are pulled no further than the window while the handler takes none", async () => {
    const pair = new PeerPair();
    const { numbers, seen } = counter(1e9);
    const answer = deferred<number>();
    pair.b.handlers.set("upload", () => answer.promise);
    const call = pair.a.peer.call("upload", undefined, { uploads: numbers() });
    await pair.settle();
    expect(seen).toEqual({ made: 32, ended: false });
    answer.resolve(7);
    expect(await call.result).toBe(7);
    await pair.settle();
    expect(seen.ended).toBe(true);
    expect(pair.left).toEqual(NOTHING_LEFT);
  });

  test("that fail cancel the call, which rejects with what they threw", async () => {
    const pair = new PeerPair();
    const seen = deferred<unknown>();
    pair.b.handlers.set("upload", (_input, { uploads }) =>
      collect(uploads).catch((error: unknown) => {
        seen.resolve(error);
        throw error;
      }),
    );
    async function* failing(): AsyncGenerator<number> {
      yield 1;
      throw new Error("disk full");
    }
    const call = pair.a.peer.call("upload", undefined, { uploads: failing() });
    await expect(call.result).rejects.toThrow("disk full");
    expect(await seen.promise).toMatchObject({ code: "CANCELLED" });
    await pair.settle();
    expect(pair.b.reported).toEqual([]);
    expect(pair.left).toEqual(NOTHING_LEFT);
  });

  test.each<[string, unknown]>([
    ["one that does not fit", ["one"]],
    ["something that cannot be iterated", 5],
  ])("of %s reject the call and cancel it", async (_name, uploads) => {
    const pair = new PeerPair();
    pair.b.handlers.set("upload", async (_input, call) => collect(call.uploads));
    const call = pair.a.peer.call("upload", undefined, { uploads: uploads as number[] });
    await expect(call.result).rejects.toThrow(/upload|iterated/);
    await pair.settle();
    expect(pair.left).toEqual(NOTHING_LEFT);
  });

  test("go with items in both directions, each with its own credit", async () => {
    const pair = new PeerPair();
    pair.b.handlers.set("both", async function* (_input, { uploads }) {
      for await (const upload of uploads) yield (upload as number) * 2;
    });
    const { items } = pair.a.peer.call("both", undefined, { uploads: counter(500).numbers() });
    expect(await collect(items)).toEqual(Array.from({ length: 500 }, (_, index) => index * 2 + 2));
    await pair.settle();
    expect(pair.left).toEqual(NOTHING_LEFT);
  });
});

describe("closing", () => {
  test("refuses new calls and waits for those that run", async () => {
    const pair = new PeerPair();
    const answer = deferred<unknown>();
    pair.b.handlers.set("any", () => answer.promise);
    const running = pair.a.peer.call("any", 1);
    await pair.settle();
    let closed = false;
    const closing = pair.b.peer.close().then(() => (closed = true));
    await expect(pair.a.peer.call("any", 2).result).rejects.toMatchObject({ code: "CLOSING" });
    expect(closed).toBe(false);
    answer.resolve("done");
    expect(await running.result).toBe("done");
    await closing;
    expect(pair.left).toEqual(NOTHING_LEFT);
  });
});

describe("limits", () => {
  test("refuse calls and streams above them, and take new ones when others have ended", async () => {
    const pair = new PeerPair({ limits: { maxCalls: 3, maxStreams: 1 } });
    const answer = deferred<unknown>();
    pair.b.handlers.set("any", () => answer.promise).set("items", counter(1e9).numbers);
    const streams = [pair.a.peer.call("items", 1), pair.a.peer.call("items", 2)];
    await expect(streams[1]?.result).rejects.toMatchObject({ code: "TOO_MANY_CALLS" });
    const calls = [1, 2, 3].map((input) => pair.a.peer.call("any", input));
    await expect(calls[2]?.result).rejects.toMatchObject({ code: "TOO_MANY_CALLS" });
    answer.resolve(0);
    await streams[0]?.items?.return();
    await pair.settle();
    expect(await pair.a.peer.call("any", 4).result).toBe(0);
    expect(pair.left).toEqual(NOTHING_LEFT);
  });
});

describe("a plain peer", () => {
  test("gets one answer to a batch, when the last call has ended", async () => {
    const pair = new PeerPair({ plain: true });
    const answer = deferred<unknown>();
    pair.b.handlers.set("any", (input) => (input === "slow" ? answer.promise : input));
    pair.inject([
      { id: 1, method: "any", params: ["slow"] },
      { method: "any", params: ["notified"] },
      { id: 2, method: "any", params: ["fast"] },
      7,
    ]);
    await pair.settle();
    expect(pair.b.sent).toEqual([]);
    answer.resolve("done");
    await pair.settle();
    const jsonrpc = "2.0";
    expect(pair.b.sent).toEqual([
      [
        { jsonrpc, id: 2, result: "fast" },
        { jsonrpc, id: null, error: { code: -32600, message: "Invalid Request" } },
        { jsonrpc, id: 1, result: "done" },
      ],
    ]);
    expect(pair.left).toEqual(NOTHING_LEFT);
  });

  test("gets no answer to a batch of notifications, and an error for one that is empty or too long", () => {
    const pair = new PeerPair({ plain: true, limits: { maxCalls: 2 } });
    pair.inject([{ method: "note" }, { method: "other" }]);
    expect(pair.b.sent).toEqual([]);
    pair.inject([]);
    pair.inject([{ method: "note" }, { method: "note" }, { method: "note" }]);
    expect(pair.b.sent).toMatchObject(Array(2).fill({ id: null, error: { code: -32600 } }));
    expect(pair.b.delivered).toEqual([{ type: "note", data: undefined }]);
  });
});
