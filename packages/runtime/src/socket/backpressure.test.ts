import { expect, test, vi } from "vitest";
import { rawSocketPair, socketPair } from "../../../../test/support/socket-pair.js";
import { encodeWireFrame, Opcode } from "../../../../test/support/wire-frame.js";
import type { QueuedSocket } from "./queued-socket.js";

/** Waits until the queue no longer grows; gives its length. */
async function settledCount(socket: QueuedSocket): Promise<number> {
  let previous = -1;
  await vi.waitFor(
    () => {
      const count = socket.countMessages();
      const still = count > 0 && count === previous;
      previous = count;
      if (!still) throw new Error("still growing");
    },
    { interval: 50 },
  );
  return previous;
}

test("a view that does not read stops the sender, and gets every message in order afterwards", async () => {
  const { peer, socket } = await socketPair();
  const total = 200;
  const body = "x".repeat(50_000);
  for (let index = 0; index < total; index += 1) peer.send(`${index} ${body}`);
  const held = await settledCount(socket);
  expect(held).toBeLessThan(20);
  expect(peer.webSocket.bufferedAmount).toBeGreaterThan(0);
  for (let index = 0; index < total; index += 1) {
    expect(String(await socket.wait()).split(" ")[0]).toBe(String(index));
  }
  expect(socket.countMessages()).toBe(0);
});

test("thousands of tiny messages overrun the queue by no more than what was read already", async () => {
  const { peer, socket } = await rawSocketPair();
  const total = 50_000;
  // A text frame of at most 5 bytes is 11 on the wire; two reads of 64 KiB may be on their way.
  const perRead = Math.ceil((64 * 1024) / 7);
  const frames = Array.from({ length: total }, (_, index) =>
    encodeWireFrame(Opcode.TEXT, String(index)),
  );
  peer.write(Buffer.concat(frames));
  const held = await settledCount(socket);
  expect(held).toBeLessThanOrEqual(64 + 2 * perRead);
  for (let index = 0; index < total; index += 1) {
    expect(await socket.wait()).toBe(String(index));
  }
});

test("empty messages are bounded by their number", async () => {
  const { peer, socket } = await rawSocketPair();
  const frame = encodeWireFrame(Opcode.BINARY);
  peer.write(Buffer.concat(Array.from({ length: 100_000 }, () => frame)));
  expect(await settledCount(socket)).toBeLessThan(25_000);
  for (let index = 0; index < 100_000; index += 1) await socket.wait();
  expect(socket.countMessages()).toBe(0);
});

test("a queue of one message still moves on", async () => {
  const { peer, socket } = await socketPair({ queueMessages: 1 });
  for (let index = 0; index < 50; index += 1) peer.send(String(index));
  for (let index = 0; index < 50; index += 1) expect(await socket.wait()).toBe(String(index));
});

test("text counts with its bytes on the wire, not with its characters", async () => {
  const { peer, socket } = await socketPair({ queueBytes: 100 });
  peer.send("日".repeat(20)); // 60 bytes
  peer.send("日".repeat(20));
  expect(await settledCount(socket)).toBe(2);
  peer.send("not read while the queue is full");
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(socket.countMessages()).toBe(2);
  await socket.wait();
  await socket.wait();
  expect(await socket.wait()).toBe("not read while the queue is full");
});

test("one message larger than the bound is taken, and the next one after it", async () => {
  const { peer, socket } = await socketPair({ queueBytes: 10 });
  peer.send("larger than the bound");
  peer.send("and again, also larger");
  expect(await socket.wait()).toBe("larger than the bound");
  expect(await socket.wait()).toBe("and again, also larger");
});

test("what arrived before the peer closed is all there, also when the queue was full", async () => {
  const { peer, socket } = await socketPair({ queueMessages: 4 });
  for (let index = 0; index < 500; index += 1) peer.send(String(index));
  const closed = peer.close(1000);
  const seen: unknown[] = [];
  for await (const message of socket) seen.push(message);
  expect(seen).toEqual(Array.from({ length: 500 }, (_, index) => String(index)));
  expect(await closed).toEqual({ code: 1000, reason: "" });
});

test("a paused socket still sends", async () => {
  const { peer, socket } = await socketPair({ queueMessages: 1 });
  for (let index = 0; index < 10; index += 1) peer.send(String(index));
  await settledCount(socket);
  await socket.send("from the paused side");
  expect(await peer.next()).toBe("from the paused side");
});
