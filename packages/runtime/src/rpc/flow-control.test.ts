import { describe, expect, test, vi } from "vitest";
import type { BoardCallHandlers, BoardSocket } from "../../../../test/support/board-contract.js";
import { ask, boardPair, send, take } from "../../../../test/support/board-peer.js";
import { deferred } from "../../../../test/support/deferred.js";
import { runScript } from "../../../../test/support/script-run.js";

type Calls = Partial<BoardCallHandlers<BoardSocket | null>>;

const LINES = { id: 1, method: "lines", params: { count: 1 } };

/** Items without end, and how many were asked for. */
function counted(item: string): { calls: Calls; asked: () => number } {
  let asked = 0;
  const calls: Calls = {
    async *lines() {
      for (;;) {
        asked += 1;
        yield item;
      }
    },
  };
  return { calls, asked: () => asked };
}

function credit(items: number, bytes: number): object {
  return { method: "$/credit", params: { id: 1, items, bytes } };
}

/** Bytes of a frame around the text that is its item. */
const AROUND = JSON.stringify({ method: "$/next", params: { id: 1, item: "" } }).length;

describe("a generator is asked for no more than its caller's credit:", () => {
  test("32 small items, and then as many as are granted", async () => {
    const { asked, calls } = counted("x");
    const { peer } = await boardPair({ calls });
    send(peer, LINES);
    await take(peer, 32);
    expect(await ask(peer, { id: 2, method: "refresh" })).toEqual({ id: 2, result: null });
    expect(asked()).toBe(32);
    send(peer, credit(5, 0));
    await take(peer, 5);
    expect(await ask(peer, { id: 3, method: "refresh" })).toEqual({ id: 3, result: null });
    expect(asked()).toBe(37);
  });

  test.each([
    ["one item of 64 KiB", 64 * 1024 - AROUND, 1],
    ["one of a byte less, and one that overshoots", 64 * 1024 - AROUND - 1, 2],
    ["two of 32 KiB", 32 * 1024 - AROUND, 2],
    ["one that is larger by far", 900_000, 1],
  ])("%s", async (_name, length, count) => {
    const { asked, calls } = counted("x".repeat(length));
    const { peer } = await boardPair({ calls });
    send(peer, LINES);
    for (let index = 0; index < count; index += 1) await peer.next();
    expect(await ask(peer, { id: 2, method: "refresh" })).toEqual({ id: 2, result: null });
    expect(asked()).toBe(count);
  });

  test("counted in bytes of UTF-8", async () => {
    const { asked, calls } = counted("€".repeat(8_000));
    const { peer } = await boardPair({ calls });
    send(peer, LINES);
    await take(peer, 3);
    expect(await ask(peer, { id: 2, method: "refresh" })).toEqual({ id: 2, result: null });
    expect(asked()).toBe(3);
  });

  test("what an item overshoots is owed", async () => {
    const { asked, calls } = counted("x".repeat(100_000 - AROUND));
    const { peer } = await boardPair({ calls });
    send(peer, LINES);
    await peer.next();
    send(peer, credit(1, 100_000 - 65_536));
    expect(await ask(peer, { id: 2, method: "refresh" })).toEqual({ id: 2, result: null });
    send(peer, credit(0, 1));
    await peer.next();
    expect(asked()).toBe(2);
  });
});

describe("a client that reads nothing of 500 MiB", () => {
  async function held(
    ...args: string[]
  ): Promise<{ asked: number; held: number; offered: number }> {
    const { stderr, stdout } = await runScript("slow-reader.ts", args);
    expect(stderr).toBe("");
    return JSON.parse(stdout) as { asked: number; held: number; offered: number };
  }

  test.each([
    ["large", 1],
    ["small", 32],
  ])("makes the process hold at most 1 MiB: %s items", async (size, window) => {
    const outcome = await held(size);
    expect(outcome.offered).toBeGreaterThanOrEqual(500);
    expect(outcome.asked).toBe(window);
    expect(outcome.held).toBeLessThan(1);
  });

  // What the kernel takes does not count.
  test.each(["large", "small"])(
    "makes it hold next to nothing, also with endless credit: %s items",
    async (size) => {
      const outcome = await held(size, "granting");
      expect(outcome.held).toBeLessThan(outcome.offered / 50);
    },
  );
});

describe("uploads", () => {
  test("are granted as they are taken, and not before", async () => {
    const more = deferred();
    const { peer } = await boardPair({
      calls: {
        async store(_input, { uploads }) {
          await more.promise;
          let size = 0;
          for await (const part of uploads) size += part.length;
          return { size };
        },
      },
    });
    send(peer, { id: 1, method: "store", params: { name: "a" } });
    for (let index = 0; index < 32; index += 1)
      send(peer, { method: "$/upload", params: { id: 1, item: "x" } });
    expect(await ask(peer, { id: 2, method: "refresh" })).toEqual({ id: 2, result: null });
    more.resolve();
    const granted = (await take(peer, 2)) as { params: { items: number } }[];
    expect(granted.map(({ params }) => params.items)).toEqual([16, 16]);
    send(peer, { method: "$/uploadEnd", params: { id: 1 } });
    expect(await peer.nextJson()).toEqual({ id: 1, result: { size: 32 } });
  });

  test("to the client are pulled no faster than it grants", async () => {
    let asked = 0;
    const { peer, socket } = await boardPair();
    function* uploads(): Generator<string> {
      for (;;) {
        asked += 1;
        yield "x";
      }
    }
    const call = socket.calls.collect(undefined, { uploads: uploads() });
    await take(peer, 33);
    expect(await ask(peer, { id: 9, method: "refresh" })).toEqual({ id: 9, result: null });
    expect(asked).toBe(32);
    send(peer, { method: "$/uploadCredit", params: { id: 1, items: 1, bytes: 0 } });
    await peer.nextJson();
    send(peer, { id: 1, result: 33 });
    expect(await call.result).toBe(33);
    await vi.waitFor(() => expect(asked).toBe(33));
  });
});
