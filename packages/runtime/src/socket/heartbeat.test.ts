import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { rawSocketPair, socketPair } from "../../../../test/support/socket-pair.js";
import { encodeWireFrame, Opcode } from "../../../../test/support/wire-frame.js";
import { Heartbeat } from "./heartbeat.js";

describe("Heartbeat", () => {
  const ping = vi.fn<() => void>();
  const lost = vi.fn<() => void>();

  beforeEach(() => {
    vi.useFakeTimers();
    ping.mockReset();
    lost.mockReset();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  function beating(): Heartbeat {
    return new Heartbeat({ interval: 100, timeout: 40, ping, lost });
  }

  test("pings after a silence, and gives up after another", () => {
    beating();
    vi.advanceTimersByTime(99);
    expect(ping).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(ping).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(39);
    expect(lost).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(lost).toHaveBeenCalledTimes(1);
  });

  test("any sign of life starts the silence anew", () => {
    const heartbeat = beating();
    for (let index = 0; index < 10; index += 1) {
      vi.advanceTimersByTime(90);
      heartbeat.beat();
    }
    expect(ping).not.toHaveBeenCalled();
    vi.advanceTimersByTime(120);
    heartbeat.beat();
    vi.advanceTimersByTime(99);
    expect([ping.mock.calls.length, lost.mock.calls.length]).toEqual([1, 0]);
  });

  test("goes on pinging while paused, and holds no silence against the peer", () => {
    const heartbeat = beating();
    heartbeat.pause();
    vi.advanceTimersByTime(1_000);
    expect(ping.mock.calls.length).toBeGreaterThan(5);
    expect(lost).not.toHaveBeenCalled();
  });

  test("begins anew when reading goes on", () => {
    const heartbeat = beating();
    heartbeat.pause();
    vi.advanceTimersByTime(130);
    heartbeat.resume();
    vi.advanceTimersByTime(99);
    expect(lost).not.toHaveBeenCalled();
    vi.advanceTimersByTime(41);
    expect(lost).toHaveBeenCalledTimes(1);
  });

  test("leaves no timer behind when stopped, and none comes back", () => {
    const heartbeat = beating();
    heartbeat.stop();
    heartbeat.beat();
    heartbeat.resume();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("is off with an interval of 0", () => {
    const heartbeat = new Heartbeat({ interval: 0, timeout: 40, ping, lost });
    heartbeat.beat();
    expect(vi.getTimerCount()).toBe(0);
  });
});

const FAST = { heartbeatInterval: 20, heartbeatTimeout: 20 };

describe("on a real connection", () => {
  test("a peer that answers nothing is found and cut off", async () => {
    const { peer, socket } = await rawSocketPair(FAST);
    expect((await peer.nextFrame()).opcode).toBe(Opcode.PING);
    expect(await socket.closed).toEqual({
      code: 1006,
      reason: "",
      wasClean: false,
      initiator: "remote",
    });
    await peer.ended;
  });

  test("a peer that answers pings stays, although it says nothing", async () => {
    const { peer, socket } = await rawSocketPair(FAST);
    for (let index = 0; index < 6; index += 1) {
      const frame = await peer.nextFrame();
      expect(frame.opcode).toBe(Opcode.PING);
      peer.write(encodeWireFrame(Opcode.PONG, frame.payload));
    }
    expect(socket.connected).toBe(true);
  });

  test("a paused connection with a live peer is not cut off, and keeps every message", async () => {
    const { peer, socket } = await socketPair({ ...FAST, queueMessages: 2 });
    let pings = 0;
    peer.webSocket.on("ping", () => (pings += 1));
    for (let index = 0; index < 20; index += 1) peer.send(String(index));
    await vi.waitFor(() => expect(pings).toBeGreaterThan(4), { timeout: 10_000 });
    expect(socket.connected).toBe(true);
    for (let index = 0; index < 20; index += 1) expect(await socket.wait()).toBe(String(index));
    await socket.send("still here");
    expect(await peer.next()).toBe("still here");
  });

  test("a dead peer is found while paused too", async () => {
    const { peer, socket } = await rawSocketPair({ ...FAST, queueMessages: 2 });
    const frame = encodeWireFrame(Opcode.TEXT, "x".repeat(1_000));
    peer.write(Buffer.concat(Array.from({ length: 500 }, () => frame)));
    await vi.waitFor(() => expect(socket.countMessages()).toBeGreaterThan(1));
    peer.socket.resetAndDestroy();
    expect(await socket.closed).toMatchObject({ code: 1006, wasClean: false });
    expect(await socket.wait()).toHaveLength(1_000);
  });

  test("no ping is sent when it is off", async () => {
    const { peer, socket } = await rawSocketPair({ heartbeatInterval: 0 });
    await new Promise((resolve) => setTimeout(resolve, 30));
    await socket.send("first");
    expect((await peer.nextFrame()).opcode).toBe(Opcode.TEXT);
  });
});
