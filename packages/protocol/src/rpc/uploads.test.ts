import { describe, expect, test } from "vitest";
import { deferred } from "../../../../test/support/deferred.js";
import { collect, counter } from "../../../../test/support/item-sources.js";
import { NOTHING_LEFT, PeerPair } from "../../../../test/support/peer-pair.js";

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
