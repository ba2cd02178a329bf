import { describe, expect, test } from "vitest";
import { deferred } from "../../../../test/support/deferred.js";
import { NOTHING_LEFT, PeerPair } from "../../../../test/support/peer-pair.js";

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
