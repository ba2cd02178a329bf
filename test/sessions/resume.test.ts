import { describe, expect, test } from "vitest";
import { reached, sessionClient, sessionRig } from "../support/session-pair.js";

/** A gate that handlers wait at until the test opens it. */
function gate(): { readonly passed: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

const numbers = (count: number, from = 0): number[] =>
  Array.from({ length: count }, (_, at) => from + at);

describe("a connection that is lost and found", () => {
  test("loses nothing that was sent while there was none, in either direction, and repeats nothing", async () => {
    const rig = await sessionRig();
    const { client, gaps, notes, statuses } = sessionClient(rig.proxy.url);
    await client.send("note", 0);
    await expect.poll(() => rig.sockets).toHaveLength(1);
    await rig.sockets[0]?.send("note", 0);
    await expect.poll(() => notes).toEqual([0]);
    rig.proxy.refuses = true;
    rig.proxy.cut();
    await reached(client, "reconnecting");
    for (const value of numbers(99, 1)) {
      void client.send("note", value);
      void rig.sockets[0]?.send("note", value);
    }
    rig.proxy.refuses = false;
    await expect.poll(() => rig.notes).toEqual(numbers(100));
    await expect.poll(() => notes).toEqual(numbers(100));
    expect(rig.sockets).toHaveLength(1);
    expect(statuses).toEqual(["open", "reconnecting", "open"]);
    expect(gaps).toEqual([]);
  });

  test("is nothing that a running call, stream or upload notices", async () => {
    let go = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const rig = await sessionRig({
      calls: {
        async count(value) {
          await gate;
          return value;
        },
        async *items(count) {
          for (let item = 0; item < count; item += 1) {
            if (item === 5) await gate;
            yield item;
          }
          return "done";
        },
      },
    });
    const { client } = sessionClient(rig.proxy.url);
    const counted = client.calls.count(7);
    const stream = client.calls.items(200);
    const items: number[] = [];
    const streamed = (async () => {
      for await (const item of stream) items.push(item);
    })();
    async function* uploads(): AsyncGenerator<number> {
      yield 1;
      await gate;
      yield* numbers(100);
    }
    const upload = client.calls.sum(undefined, { uploads: uploads() });
    await expect.poll(() => items).toEqual(numbers(5));
    rig.proxy.cut();
    await reached(client, "reconnecting");
    go();
    await streamed;
    expect(items).toEqual(numbers(200));
    expect(await stream.result).toBe("done");
    expect(await counted).toBe(7);
    expect(await upload.result).toBe(4951);
  });

  test("is nothing that a call to the client notices", async () => {
    const rig = await sessionRig();
    const { client } = sessionClient(rig.proxy.url);
    let runs = 0;
    let go = (): void => undefined;
    client.handle("confirm", async (question) => {
      runs += 1;
      await new Promise<void>((resolve) => {
        go = resolve;
      });
      return `${question}!`;
    });
    await expect.poll(() => rig.sockets).toHaveLength(1);
    const confirmed = rig.sockets[0]?.calls.confirm("sure");
    await expect.poll(() => runs).toBe(1);
    rig.proxy.cut();
    await reached(client, "reconnecting");
    go();
    expect(await confirmed).toBe("sure!");
    expect(runs).toBe(1);
  });

  test("brings what the handler said last, and that it is done", async () => {
    const { passed, open } = gate();
    const { proxy, server, sockets } = await sessionRig({
      async websocket(socket) {
        await passed;
        await socket.send("note", 1);
        await socket.close(4_000, "done");
      },
    });
    const { client, gaps, notes } = sessionClient(proxy.url);
    await reached(client, "open");
    proxy.refuses = true;
    proxy.cut();
    await expect.poll(() => server.stats().away).toBe(1);
    open();
    await expect.poll(() => sockets[0]?.connected).toBe(false);
    proxy.refuses = false;
    expect(await client.closed).toMatchObject({ code: 4_000, reason: "done" });
    expect(notes).toEqual([1]);
    expect(gaps).toEqual([]);
    expect(sockets).toHaveLength(1);
    await expect.poll(() => server.stats().connections).toBe(0);
  });
});
