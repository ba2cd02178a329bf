import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import { deferred } from "../../../../test/support/deferred.js";
import { runScript } from "../../../../test/support/script-run.js";
import { rawSocketPair, socketPair } from "../../../../test/support/socket-pair.js";
import { type OnError, startedViews } from "../../../../test/support/started-server.js";
import { encodeCloseFrame, Opcode } from "../../../../test/support/wire-frame.js";
import { WsPeer } from "../../../../test/support/ws-peer.js";
import { acceptWebSocket } from "../middleware.js";
import type { QueuedSocket } from "./queued-socket.js";

const KIB = 1024;

/** Sends until a send has to wait; gives how many were sent and the one that waits. */
async function fillUp(
  socket: QueuedSocket,
  message: string,
): Promise<{ sent: number; stuck: Promise<void> }> {
  for (let sent = 1; ; sent += 1) {
    const sending = socket.send(message);
    const outcome = await Promise.race([sending.then(() => "room"), quiet()]);
    if (outcome !== "room") return { sent, stuck: sending };
  }
}

/** Long enough for the kernel to take what it has room for. */
function quiet(): Promise<"quiet"> {
  return sleep(50, "quiet");
}

describe("send", () => {
  test("resolves at once while there is room", async () => {
    const { peer, socket } = await socketPair();
    await socket.send("a");
    await socket.send(Uint8Array.of(1));
    expect([await peer.next(), await peer.next()]).toEqual(["a", Buffer.of(1)]);
  });

  test("keeps the order of calls that nobody awaits", async () => {
    const { peer, socket } = await socketPair();
    const large = "x".repeat(300 * KIB);
    for (let index = 0; index < 20; index += 1)
      void socket.send(`${index} ${index % 5 === 0 ? large : ""}`);
    for (let index = 0; index < 20; index += 1) {
      expect(String(await peer.next()).split(" ")[0]).toBe(String(index));
    }
  });

  test("waits while the peer does not read, and resolves when it reads again", async () => {
    const { peer, socket } = await rawSocketPair();
    peer.socket.pause();
    const message = "x".repeat(64 * KIB);
    const { sent, stuck } = await fillUp(socket, message);
    peer.socket.resume();
    await stuck;
    for (let index = 0; index < sent; index += 1) {
      expect((await peer.nextFrame()).payload).toHaveLength(message.length);
    }
  });

  test("resolves as well when the high-water mark is below what the kernel's stream holds", async () => {
    const { peer, socket } = await rawSocketPair({ sendHighWater: 100 });
    peer.socket.pause();
    const { stuck } = await fillUp(socket, "x".repeat(1_000));
    peer.socket.resume();
    await expect(stuck).resolves.toBeUndefined();
  });

  test("everybody who waits for room is released", async () => {
    const { peer, socket } = await rawSocketPair();
    peer.socket.pause();
    const { stuck } = await fillUp(socket, "x".repeat(64 * KIB));
    const others = [socket.send("a"), socket.send("b")];
    peer.socket.resume();
    await expect(Promise.all([stuck, ...others])).resolves.toHaveLength(3);
  });

  test("rejects with SocketClosedError when the connection is lost while it waits", async () => {
    // Once resolved: a write that the loss cut short counted as one that had reached the kernel.
    const { peer, socket } = await rawSocketPair();
    peer.socket.pause();
    const { stuck } = await fillUp(socket, "x".repeat(64 * KIB));
    peer.socket.resetAndDestroy();
    await expect(stuck).rejects.toMatchObject({ code: "SOCKET_CLOSED", closeCode: 1006 });
  });

  test("beyond the limit it rejects and the socket closes as overloaded", async () => {
    const { peer, socket } = await rawSocketPair({ sendLimit: 512 * KIB, closeTimeout: 50 });
    peer.socket.pause();
    const message = "x".repeat(256 * KIB);
    const sends = Array.from({ length: 100 }, () => socket.send(message));
    const outcomes = await Promise.allSettled(sends);
    expect(outcomes.at(-1)).toMatchObject({
      status: "rejected",
      reason: { code: "SOCKET_CLOSED", closeCode: 1013 },
    });
    expect(await socket.closed).toMatchObject({ initiator: "local", wasClean: false });
  });

  // Once what one turn sends was held against a peer that had no chance to read any of it.
  test("a turn that sends more than the limit is no overflow while the kernel takes it", async () => {
    const { peer, socket } = await socketPair({ sendHighWater: 64 * KIB, sendLimit: 512 * KIB });
    const text = "x".repeat(20 * KIB);
    for (let index = 0; index < 30; index += 1) void socket.send(`${index} ${text}`);
    for (let index = 0; index < 30; index += 1) {
      expect(String(await peer.next()).split(" ")[0]).toBe(String(index));
    }
    expect(socket.connected).toBe(true);
  });

  test("rejects after the peer's close, telling its code and reason", async () => {
    const { peer, socket } = await socketPair();
    await peer.close(4001, "bye");
    await socket.closed;
    await expect(socket.send("x")).rejects.toMatchObject({
      name: "SocketClosedError",
      closeCode: 4001,
      reason: "bye",
    });
  });

  test("rejects after the own close", async () => {
    const { socket } = await socketPair();
    const closing = socket.close(3000, "done");
    await expect(socket.send("x")).rejects.toMatchObject({ closeCode: 3000, reason: "done" });
    await closing;
  });

  test("rejects as soon as the peer's close frame is there, also while the peer lingers", async () => {
    const { peer, socket } = await rawSocketPair({ closeTimeout: 100 });
    peer.write(encodeCloseFrame(4002, "leaving"));
    expect((await peer.nextFrame()).opcode).toBe(Opcode.CLOSE);
    await expect(socket.send("into the void")).rejects.toMatchObject({
      closeCode: 4002,
      reason: "leaving",
    });
    expect(await socket.closed).toMatchObject({ code: 4002, initiator: "remote" });
  });

  test.each([5, null, undefined, { a: 1 }, ["a"], true])(
    "rejects %j, which is neither text nor bytes",
    async (value) => {
      const { socket } = await socketPair();
      // What a caller without types may do.
      await expect(socket.send(value as unknown as string)).rejects.toThrow(TypeError);
      expect(socket.connected).toBe(true);
    },
  );
});

describe("a send that nobody awaits", () => {
  test("is counted and told to onError when it fails, once", async () => {
    const onError = vi.fn<OnError>();
    const left = deferred();
    const view = acceptWebSocket(async ({ websocket }) => {
      await websocket?.closed;
      void websocket?.send("nobody is there");
      left.resolve();
    });
    const { server, url } = await startedViews({ "/path": view }, { onError });
    await (await WsPeer.open(`${url}/path`)).close();
    await left.promise;
    await vi.waitFor(() => expect(onError).toHaveBeenCalled());
    expect(onError.mock.calls).toEqual([
      [expect.objectContaining({ code: "SOCKET_CLOSED" }), { kind: "send", path: "/path" }],
    ]);
    expect(server.stats().ignoredSendFailures).toBe(1);
  });

  test("is not counted when somebody awaits it", async () => {
    const { peer, socket } = await socketPair({ onError: () => expect.unreachable() });
    await peer.close();
    await socket.closed;
    await expect(socket.send("x")).rejects.toThrow("The socket is closed");
    await quiet();
  });

  test("never ends the process and prints nothing", async () => {
    const result = await runScript("ignored-sends.ts");
    expect(result).toEqual({ code: 0, stdout: "alive after 4 ignored failures\n", stderr: "" });
  });
});
