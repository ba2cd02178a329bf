import { describe, expect, test } from "vitest";
import { deferred } from "../../../../test/support/deferred.js";
import { counter } from "../../../../test/support/item-sources.js";
import { NOTHING_LEFT, PeerPair } from "../../../../test/support/peer-pair.js";

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
