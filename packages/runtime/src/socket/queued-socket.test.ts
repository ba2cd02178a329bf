import { once } from "node:events";
import { describe, expect, test, vi } from "vitest";
import { deferred } from "../../../../test/support/deferred.js";
import { handshakeText, RawPeer } from "../../../../test/support/raw-peer.js";
import { startedViews } from "../../../../test/support/started-server.js";
import { encodeCloseFrame, encodeWireFrame, Opcode } from "../../../../test/support/wire-frame.js";
import { rawSocketPair, socketPair } from "../../../../test/support/socket-pair.js";
import { WsPeer } from "../../../../test/support/ws-peer.js";
import { requireWebSocket } from "../middleware.js";
import type { QueuedSocket } from "./queued-socket.js";

/** Waits until so many messages are queued, without a reader. */
async function queued(socket: QueuedSocket, count: number): Promise<void> {
  await vi.waitFor(() => expect(socket.countMessages()).toBe(count), { interval: 5 });
}

describe("wait", () => {
  test("gives messages in order, and waits for those to come", async () => {
    const { peer, socket } = await socketPair();
    peer.send("first");
    peer.send("second");
    expect(await socket.wait()).toBe("first");
    expect(await socket.wait()).toBe("second");
    const waiting = socket.wait();
    peer.send("third");
    expect(await waiting).toBe("third");
  });

  test("a timeout rejects with TimeoutError, and the message that comes after it is kept", async () => {
    const { peer, socket } = await socketPair();
    await expect(socket.wait({ timeout: 1 })).rejects.toMatchObject({ code: "TIMEOUT" });
    peer.send("late");
    expect(await socket.wait({ timeout: 10_000 })).toBe("late");
  });

  test("an abort rejects with its reason, and the socket stays open", async () => {
    const { peer, socket } = await socketPair();
    const controller = new AbortController();
    const waiting = socket.wait({ signal: controller.signal });
    controller.abort(new Error("enough"));
    await expect(waiting).rejects.toThrow("enough");
    peer.send("still here");
    expect(await socket.wait()).toBe("still here");
    expect(socket.connected).toBe(true);
  });

  test("several who wait are served in the order in which they asked", async () => {
    const { peer, socket } = await socketPair();
    const waiting = [socket.wait(), socket.wait(), socket.wait()];
    for (const message of ["1", "2", "3"]) peer.send(message);
    expect(await Promise.all(waiting)).toEqual(["1", "2", "3"]);
  });

  test("after the peer's close the queued messages come first, then null as often as asked", async () => {
    const { peer, socket } = await socketPair();
    peer.send("a");
    peer.send("b");
    await peer.close(1000);
    await socket.closed;
    expect(socket.countMessages()).toBe(2);
    expect([await socket.wait(), await socket.wait()]).toEqual(["a", "b"]);
    expect([await socket.wait(), await socket.wait({ timeout: 0 }), await socket.wait()]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test("after the own close the queued messages are still there", async () => {
    const { peer, socket } = await socketPair();
    peer.send("a");
    await queued(socket, 1);
    await socket.close();
    expect([await socket.wait(), await socket.wait()]).toEqual(["a", null]);
  });

  test("everybody who waits gets null when the socket closes", async () => {
    const { peer, socket } = await socketPair();
    const waiting = [socket.wait(), socket.wait({ timeout: 20_000 })];
    await peer.close();
    expect(await Promise.all(waiting)).toEqual([null, null]);
  });
});

describe("read, countMessages, hasMessages", () => {
  test("read gives a message or null at once", async () => {
    const { peer, socket } = await socketPair();
    expect(socket.read()).toBeNull();
    peer.send("a");
    await queued(socket, 1);
    expect([socket.read(), socket.read()]).toEqual(["a", null]);
  });

  test("read does not wait for the rest of a frame", async () => {
    const { peer, socket } = await rawSocketPair();
    const frame = encodeWireFrame(Opcode.TEXT, "half and half");
    peer.write(frame.subarray(0, 8));
    await socket.send("written after the half");
    await peer.nextFrame();
    expect([socket.read(), socket.countMessages(), socket.hasMessages()]).toEqual([null, 0, false]);
    peer.write(frame.subarray(8));
    expect(await socket.wait()).toBe("half and half");
  });

  test("counting is exact and takes nothing, before and after the close", async () => {
    const { peer, socket } = await socketPair();
    for (let index = 0; index < 5; index += 1) peer.send(String(index));
    await queued(socket, 5);
    expect([socket.countMessages(), socket.countMessages(), socket.hasMessages()]).toEqual([
      5,
      5,
      true,
    ]);
    await peer.close();
    await socket.closed;
    expect(socket.countMessages()).toBe(5);
    while (socket.read() !== null);
    expect([socket.countMessages(), socket.hasMessages(), socket.read()]).toEqual([0, false, null]);
  });
});

describe("iteration", () => {
  test("drains, follows, and ends at the close without yielding null", async () => {
    const seen: unknown[] = [];
    const finished = deferred();
    const view = requireWebSocket(async ({ websocket }) => {
      for await (const message of websocket) seen.push(message);
      finished.resolve();
    });
    const { url } = await startedViews({ "/": view });
    const peer = await WsPeer.open(url);
    for (const message of ["a", "", "c"]) peer.send(message);
    await peer.close();
    await finished.promise;
    expect(seen).toEqual(["a", "", "c"]);
  });

  test("ends just as well when the connection is lost", async () => {
    const { peer, socket } = await socketPair();
    peer.send("before");
    await queued(socket, 1);
    peer.webSocket.terminate();
    const seen: unknown[] = [];
    for await (const message of socket) seen.push(message);
    expect(seen).toEqual(["before"]);
  });

  test("leaving the loop closes nothing and loses nothing", async () => {
    const { peer, socket } = await socketPair();
    peer.send("1");
    peer.send("2");
    for await (const message of socket) {
      expect(message).toBe("1");
      break;
    }
    expect(socket.connected).toBe(true);
    expect(await socket.wait()).toBe("2");
    await socket.send("answered");
    expect(await peer.next()).toBe("answered");
  });

  test("does not end in a silence of any length", async () => {
    const { peer, socket } = await socketPair();
    const next = socket[Symbol.asyncIterator]().next();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
    await vi.advanceTimersByTimeAsync(60_000).finally(() => vi.useRealTimers());
    peer.send("after a minute");
    expect(await next).toEqual({ done: false, value: "after a minute" });
  });
});

describe("text and binary", () => {
  test.each([
    "",
    "plain",
    "ünï",
    "日本語",
    "😀",
    "\u0000\u0001",
    "x".repeat(1_000_000),
    "é".repeat(500_000),
  ])("text stays text, both ways (%#)", async (text) => {
    const { peer, socket } = await socketPair();
    peer.send(text);
    const received = await socket.wait();
    expect(received === text).toBe(true);
    await socket.send(received ?? "");
    expect((await peer.next()) === text).toBe(true);
  });

  test.each([new Uint8Array(), Uint8Array.of(0xff, 0xfe, 0), new Uint8Array(1_000_000).fill(7)])(
    "binary stays binary, both ways (%#)",
    async (bytes) => {
      const { peer, socket } = await socketPair();
      peer.send(bytes);
      const received = await socket.wait();
      expect(received).toBeInstanceOf(Uint8Array);
      expect(Buffer.compare(received as Uint8Array, bytes)).toBe(0);
      await socket.send(received as Uint8Array);
      const echoed = await peer.next();
      expect(Buffer.isBuffer(echoed) && Buffer.compare(echoed, bytes) === 0).toBe(true);
    },
  );

  test("what is valid UTF-8 and sent as binary arrives as binary", async () => {
    const { peer, socket } = await socketPair();
    await socket.send(new TextEncoder().encode("looks like text"));
    expect(Buffer.isBuffer(await peer.next())).toBe(true);
    peer.send(Buffer.from("likewise"));
    expect(await socket.wait()).toBeInstanceOf(Uint8Array);
  });

  test("fragments arrive as one message, of the type of the first", async () => {
    const { peer, socket } = await rawSocketPair();
    peer.write(encodeWireFrame(Opcode.TEXT, "one ", { fin: false }));
    peer.write(encodeWireFrame(Opcode.PING, "between"));
    peer.write(encodeWireFrame(Opcode.CONTINUATION, "two ", { fin: false }));
    peer.write(encodeWireFrame(Opcode.CONTINUATION, "three"));
    expect(await socket.wait()).toBe("one two three");
    expect(await peer.nextFrame()).toMatchObject({
      opcode: Opcode.PONG,
      payload: Buffer.from("between"),
    });
  });
});

describe("a message that comes with the handshake", () => {
  test("is queued, however late the view asks", async () => {
    const view = requireWebSocket(async ({ websocket }) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      await websocket.send(`count ${websocket.countMessages()}, first ${String(websocket.read())}`);
    });
    const { port } = await startedViews({ "/": view });
    const peer = await RawPeer.connect(port);
    const frames = ["a", "b"].map((text) => encodeWireFrame(Opcode.TEXT, text));
    peer.write(Buffer.concat([Buffer.from(handshakeText("/")), ...frames]));
    await peer.answerHead();
    expect((await peer.nextFrame()).payload.toString()).toBe("count 2, first a");
  });
});

describe("connected", () => {
  test("is true until either side starts to close", async () => {
    const { peer, socket } = await socketPair();
    expect(socket.connected).toBe(true);
    const closing = socket.close();
    expect(socket.connected).toBe(false);
    await closing;
    await peer.closed;

    const other = await rawSocketPair();
    other.peer.write(encodeCloseFrame(1000));
    await once(other.peer.socket, "data");
    expect(other.socket.connected).toBe(false);
  });
});
