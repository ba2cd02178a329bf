import { TimeoutError } from "@wsgen/protocol";
import { describe, expect, test } from "vitest";
import { BrowserLikeWebSocket } from "../../../test/support/browser-like-web-socket.js";
import { numbers } from "../../../test/support/chat-wire.js";
import { chatPair, echoPair, rawPair } from "../../../test/support/client-pair.js";

const count = (data: number): string => JSON.stringify({ method: "count", params: [data] });
const said = (text: string): string =>
  JSON.stringify({ method: "said", params: { from: "ann", text } });

describe("the queue", () => {
  test("hands out messages by wait, read and iteration, in order", async () => {
    const { client, peer } = await chatPair();
    peer.send(count(1), said("hi"), count(3), count(4));
    expect(await client.wait()).toEqual({ type: "count", data: 1 });
    await expect.poll(() => client.countMessages()).toBe(3);
    expect(client.hasMessages()).toBe(true);
    expect(client.read()).toEqual({ type: "said", data: { from: "ann", text: "hi" } });
    const seen: unknown[] = [];
    for await (const message of client) {
      seen.push(message.data);
      if (message.data === 4) break;
    }
    expect(seen).toEqual([3, 4]);
    expect([client.read(), client.countMessages(), client.hasMessages()]).toEqual([null, 0, false]);
    expect(client.stats.received).toBe(4);
  });

  test("serves those who wait in the order in which they asked", async () => {
    const { client, peer } = await echoPair();
    const waits = [client.wait(), client.wait(), client.wait()];
    peer.send("1", "2", "3");
    expect(await Promise.all(waits)).toEqual(["1", "2", "3"]);
  });

  test("loses nothing to a wait that times out or is aborted", async () => {
    const { client, peer } = await echoPair();
    const aborter = new AbortController();
    const late = client.wait({ timeout: 10 });
    const aborted = client.wait({ signal: aborter.signal });
    const patient = client.wait();
    await expect(late).rejects.toBeInstanceOf(TimeoutError);
    aborter.abort(new Error("enough"));
    await expect(aborted).rejects.toThrow("enough");
    peer.send("1", "2");
    expect([await patient, await client.wait()]).toEqual(["1", "2"]);
  });

  test("stays readable after the close, then gives null and ends iteration", async () => {
    const { client, peer } = await echoPair();
    peer.send("1", "2", "3");
    peer.webSocket.close(1000);
    await client.closed;
    expect(client.countMessages()).toBe(3);
    expect(await client.wait()).toBe("1");
    const rest: string[] = [];
    for await (const message of client) rest.push(message);
    expect(rest).toEqual(["2", "3"]);
    expect(await client.wait()).toBeNull();
  });

  test("lets those who wait go when the socket closes", async () => {
    const { client, peer } = await echoPair();
    const waits = [client.wait(), client.wait()];
    peer.webSocket.terminate();
    expect(await Promise.all(waits)).toEqual([null, null]);
  });

  test("tells empty text from nothing", async () => {
    const { client, peer } = await echoPair();
    peer.send("");
    expect(await client.wait()).toBe("");
  });
});

describe("listeners", () => {
  test("take the messages of their type; the rest is queued", async () => {
    const { client, peer } = await chatPair();
    const texts: string[] = [];
    client.on("said", ({ text }) => texts.push(text));
    peer.send(said("a"), count(1), said("b"));
    expect(await client.wait()).toEqual({ type: "count", data: 1 });
    await expect.poll(() => texts).toEqual(["a", "b"]);
    expect(client.countMessages()).toBe(0);
  });

  test("that are removed leave their type to the queue again", async () => {
    const { client, peer } = await chatPair();
    const calls: string[] = [];
    const remove = client.on("said", ({ text }) => calls.push(`1 ${text}`));
    client.on("said", ({ text }) => calls.push(`2 ${text}`))();
    peer.send(said("a"));
    await expect.poll(() => calls).toEqual(["1 a"]);
    remove();
    peer.send(said("b"));
    expect(await client.wait()).toEqual({ type: "said", data: { from: "ann", text: "b" } });
    expect(calls).toEqual(["1 a"]);
  });

  test("that come late get what was queued, in order and before anything newer", async () => {
    const { client, peer } = await chatPair();
    peer.send(said("a"), count(1), said("b"));
    await expect.poll(() => client.countMessages()).toBe(3);
    const texts: string[] = [];
    const counts: number[] = [];
    // Added in the middle of a burst that arrives in one piece.
    client.on("count", (number) => {
      counts.push(number);
      if (number === 2) client.on("said", ({ text }) => texts.push(text));
    });
    expect(counts).toEqual([]);
    peer.send(count(2), said("c"), count(3));
    await expect
      .poll(() => [texts, counts])
      .toEqual([
        ["a", "b", "c"],
        [1, 2, 3],
      ]);
    expect(client.countMessages()).toBe(0);
  });

  test("that come late and leave at once take nothing", async () => {
    const { client, peer } = await echoPair();
    peer.send("a", "b");
    await expect.poll(() => client.countMessages()).toBe(2);
    client.on("message", () => undefined)();
    await new Promise(setImmediate);
    expect([client.read(), client.read()]).toEqual(["a", "b"]);
  });

  test("that fail are reported, and neither the others nor the socket notice", async () => {
    const { client, errors, peer } = await chatPair();
    const seen: number[] = [];
    client.on("count", () => {
      throw new Error("mine");
    });
    client.on("count", async () => {
      await Promise.reject(new Error("async"));
    });
    client.on("count", (number) => seen.push(number));
    peer.send(count(1), count(2));
    await expect.poll(() => seen).toEqual([1, 2]);
    await expect.poll(() => errors).toHaveLength(4);
    expect(errors[0]).toEqual({ error: new Error("mine"), kind: "listener", path: "/rooms/:room" });
    expect(client.connected).toBe(true);
  });

  test("of a status that fail are reported as well", async () => {
    const { client, errors } = await chatPair();
    client.onStatus(() => {
      throw new Error("mine");
    });
    const seen: string[] = [];
    client.onStatus(() => seen.push("removed"))();
    client.onStatus((status) => seen.push(status));
    await client.close();
    expect(seen).toEqual(["closed"]);
    expect(errors.map(({ kind }) => kind)).toEqual(["listener"]);
  });
});

describe("a queue that nobody reads", () => {
  test("drops the oldest, counts them and says so once", async () => {
    const { client, errors, peer } = await rawPair(numbers, { queueMessages: 3 });
    for (let number = 1; number <= 8; number += 1) peer.send(String(number));
    await expect.poll(() => client.stats.received).toBe(8);
    expect(client.stats.dropped).toBe(5);
    expect(errors.map(({ error, kind }) => [kind, (error as { code?: string }).code])).toEqual([
      ["queue", "MESSAGES_DROPPED"],
    ]);
    expect([client.read(), client.read(), client.read(), client.read()]).toEqual([6, 7, 8, null]);
    expect(client.connected).toBe(true);
  });

  test("is bounded by bytes too, and keeps a single larger message", async () => {
    const { client, peer } = await echoPair({ queueBytes: 1_000 });
    peer.send("a".repeat(400), "b".repeat(400), "c".repeat(400));
    await expect.poll(() => client.stats.received).toBe(3);
    expect([client.countMessages(), client.stats.dropped]).toEqual([2, 1]);
    peer.send("d".repeat(5_000));
    await expect.poll(() => client.stats.received).toBe(4);
    expect([client.countMessages(), client.stats.dropped]).toEqual([1, 3]);
    expect(client.read()).toBe("d".repeat(5_000));
  });

  test("never holds up listeners of other types", async () => {
    const { client, peer } = await chatPair({ queueMessages: 2 });
    const texts: string[] = [];
    client.on("said", ({ text }) => texts.push(text));
    for (let number = 0; number < 50; number += 1) peer.send(count(number), said(`${number}`));
    await expect.poll(() => texts).toHaveLength(50);
    expect(client.stats.dropped).toBe(48);
  });
});

describe("a queue whose reader is slow", () => {
  test("pauses a socket that can be paused, and loses nothing", async () => {
    const { client, peer } = await rawPair(numbers, { queueMessages: 4 });
    expect(client.read()).toBeNull();
    const all = Array.from({ length: 3_000 }, (_, index) => index);
    peer.send(...all.map(String));
    await expect.poll(() => client.countMessages()).toBeGreaterThanOrEqual(4);
    const seen: number[] = [];
    for await (const number of client) {
      if (seen.push(number) === all.length) break;
    }
    expect(seen).toEqual(all);
    expect(client.stats.dropped).toBe(0);
  });

  test("holds the server back", async () => {
    const { client, peer } = await echoPair({ queueMessages: 4 });
    client.read();
    const chunk = "x".repeat(1024 * 1024);
    for (let sent = 0; sent < 32; sent += 1) peer.send(chunk);
    await expect.poll(() => client.countMessages()).toBeGreaterThanOrEqual(4);
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
    expect(client.countMessages()).toBeLessThan(32);
    expect(peer.webSocket.bufferedAmount).toBeGreaterThan(1024 * 1024);
    for (let taken = 0; taken < 32; taken += 1)
      expect((await client.wait())?.length).toBe(chunk.length);
  });

  test("closes with 4013 where the socket cannot be paused, and says so", async () => {
    const { client, errors, peer } = await rawPair(numbers, {
      queueMessages: 3,
      WebSocket: BrowserLikeWebSocket,
    });
    client.read();
    for (let number = 1; number <= 8; number += 1) peer.send(String(number));
    expect(await client.closed).toEqual({
      code: 4013,
      reason: "the queue is full",
      wasClean: true,
      initiator: "local",
    });
    expect(await peer.closed).toEqual({ code: 4013, reason: "the queue is full" });
    expect(errors.map(({ error, kind }) => [kind, (error as { code?: string }).code])).toEqual([
      ["queue", "QUEUE_OVERFLOW"],
    ]);
    const rest: number[] = [];
    for await (const number of client) rest.push(number);
    expect(rest).toEqual([1, 2, 3, 4]);
    expect(client.stats.dropped).toBe(0);
  });

  test("is drained without a pause where it keeps up", async () => {
    const { client, peer } = await rawPair(numbers, {
      queueMessages: 2,
      WebSocket: BrowserLikeWebSocket,
    });
    for (let number = 1; number <= 10; number += 1) {
      peer.send(String(number));
      expect(await client.wait()).toBe(number);
    }
    expect(client.connected).toBe(true);
  });
});
