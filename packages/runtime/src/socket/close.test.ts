import type { Socket } from "node:net";
import { describe, expect, test, vi } from "vitest";
import { rawSocketPair, socketPair } from "../../../../test/support/socket-pair.js";
import { encodeCloseFrame, encodeWireFrame, Opcode } from "../../../../test/support/wire-frame.js";

describe("close", () => {
  test("is a closing handshake with code and reason", async () => {
    const { peer, socket } = await socketPair();
    await socket.close(4000, "see you");
    expect(await peer.closed).toEqual({ code: 4000, reason: "see you" });
    expect(await socket.closed).toEqual({
      code: 4000,
      reason: "see you",
      wasClean: true,
      initiator: "local",
    });
  });

  test("sends 1000 by default", async () => {
    const { peer, socket } = await socketPair();
    await socket.close();
    expect(await peer.closed).toEqual({ code: 1000, reason: "" });
  });

  test("what was sent before it arrives before it", async () => {
    const { peer, socket } = await socketPair();
    for (let index = 0; index < 100; index += 1) void socket.send(`${index}${"x".repeat(10_000)}`);
    void socket.close();
    for (let index = 0; index < 100; index += 1) {
      expect(String(await peer.next()).startsWith(`${index}x`)).toBe(true);
    }
    expect(await peer.next()).toBeNull();
    expect((await peer.closed).code).toBe(1000);
  });

  test("closing twice is closing once, with the first code", async () => {
    const { peer, socket } = await rawSocketPair();
    const closing = [socket.close(3001, "first"), socket.close(3002, "second"), socket.close()];
    expect((await peer.nextFrame()).payload.readUInt16BE()).toBe(3001);
    peer.write(encodeCloseFrame(3001));
    await Promise.all(closing);
    await socket.close(3003);
    expect(peer.received).toHaveLength(0);
    expect(await socket.closed).toMatchObject({ code: 3001 });
  });

  test("after the peer's close it resolves and changes nothing", async () => {
    const { peer, socket } = await socketPair();
    await peer.close(4001);
    await socket.closed;
    await socket.close(1011);
    expect(await socket.closed).toMatchObject({ code: 4001, initiator: "remote" });
  });

  test.each([0, 999, 1004, 1005, 1006, 1015, 2999, 5000, 70_000, 1000.5, Number.NaN])(
    "throws a RangeError for %s at once, and the socket stays open",
    async (code) => {
      const { socket } = await socketPair();
      expect(() => void socket.close(code)).toThrow(RangeError);
      expect(socket.connected).toBe(true);
    },
  );

  test("cuts a long reason to 123 bytes, between characters", async () => {
    const { peer, socket } = await socketPair();
    await socket.close(4000, `${"é".repeat(60)}😀😀`);
    expect((await peer.closed).reason).toBe("é".repeat(60));
    expect((await socket.closed).reason).toBe("é".repeat(60));
  });

  test("a peer that never answers is cut off after the close timeout", async () => {
    const { peer, socket } = await rawSocketPair({ closeTimeout: 30 });
    await socket.close(4000);
    expect((await peer.nextFrame()).opcode).toBe(Opcode.CLOSE);
    expect(await socket.closed).toEqual({
      code: 1006,
      reason: "",
      wasClean: false,
      initiator: "local",
    });
    await peer.ended;
  });

  test("a peer that goes on talking is cut off as well, and nothing more is queued", async () => {
    const { peer, socket } = await rawSocketPair({ closeTimeout: 50 });
    const talking = setInterval(() => peer.write(encodeWireFrame(Opcode.TEXT, "more")), 5);
    await socket.close(4000).finally(() => clearInterval(talking));
    expect(socket.countMessages()).toBe(0);
  });

  test("reaches a peer whose messages fill the queue", async () => {
    const { peer, socket } = await socketPair({ queueMessages: 2 });
    for (let index = 0; index < 10; index += 1) peer.send(String(index));
    await vi.waitFor(() => expect(socket.countMessages()).toBeGreaterThanOrEqual(2));
    await socket.close();
    expect(await socket.closed).toMatchObject({ wasClean: true });
    expect(await socket.wait()).toBe("0");
  });
});

describe("closed", () => {
  test("tells the peer's code and reason", async () => {
    const { peer, socket } = await socketPair();
    await peer.close(4001, "grüezi");
    expect(await socket.closed).toEqual({
      code: 4001,
      reason: "grüezi",
      wasClean: true,
      initiator: "remote",
    });
  });

  test("tells 1005 when the peer's close frame is empty", async () => {
    const { peer, socket } = await rawSocketPair();
    peer.write(encodeWireFrame(Opcode.CLOSE));
    expect(await peer.nextFrame()).toMatchObject({
      opcode: Opcode.CLOSE,
      payload: Buffer.alloc(0),
    });
    expect(await socket.closed).toEqual({
      code: 1005,
      reason: "",
      wasClean: true,
      initiator: "remote",
    });
  });

  test.each<[string, (socket: Socket) => void]>([
    ["a reset", (socket) => socket.resetAndDestroy()],
    ["an end without a close frame", (socket) => socket.end()],
  ])("tells 1006 after %s", async (_name, leave) => {
    const { peer, socket } = await rawSocketPair();
    leave(peer.socket);
    expect(await socket.closed).toEqual({
      code: 1006,
      reason: "",
      wasClean: false,
      initiator: "remote",
    });
  });

  test("tells 1006 after terminate, which was this side's doing", async () => {
    const { peer, socket } = await socketPair();
    socket.terminate();
    expect(socket.connected).toBe(false);
    expect(await socket.closed).toEqual({
      code: 1006,
      reason: "",
      wasClean: false,
      initiator: "local",
    });
    expect((await peer.closed).code).toBe(1006);
  });

  test("settles without anybody reading", async () => {
    const { peer, socket } = await socketPair();
    peer.send("never read");
    await peer.close();
    expect(await socket.closed).toMatchObject({ wasClean: true });
    expect(socket.countMessages()).toBe(1);
  });

  test.each([
    ["an unmasked frame", encodeWireFrame(Opcode.TEXT, "x", { masked: false }), 1002],
    ["a reserved bit", encodeWireFrame(Opcode.TEXT, "x", { rsv: 4 }), 1002],
    ["a reserved opcode", encodeWireFrame(0x3, "x"), 1002],
    ["a reserved control opcode", encodeWireFrame(0xb, "x"), 1002],
    ["a fragmented ping", encodeWireFrame(Opcode.PING, "x", { fin: false }), 1002],
    ["a ping above 125 bytes", encodeWireFrame(Opcode.PING, "x".repeat(126)), 1002],
    ["a continuation of nothing", encodeWireFrame(Opcode.CONTINUATION, "x"), 1002],
    ["text that is no UTF-8", encodeWireFrame(Opcode.TEXT, Uint8Array.of(0xff, 0xfe)), 1007],
    [
      "a length of 2^63-1",
      encodeWireFrame(Opcode.BINARY, "", { claimedLength: 2n ** 63n - 1n }),
      1009,
    ],
    [
      "a length of 8 GiB",
      encodeWireFrame(Opcode.BINARY, "", { claimedLength: 8n * 1024n ** 3n }),
      1009,
    ],
    [
      "a message just above the limit",
      encodeWireFrame(Opcode.TEXT, "x".repeat(1024 * 1024 + 1)),
      1009,
    ],
    ["a close frame of one byte", encodeWireFrame(Opcode.CLOSE, "x"), 1002],
    ["a close frame with code 1005", encodeCloseFrame(1005), 1002],
  ])("%s is answered with a close frame and never delivered", async (_name, bytes, code) => {
    const { peer, socket } = await rawSocketPair();
    peer.write(bytes);
    const frame = await peer.nextFrame();
    expect([frame.opcode, frame.payload.readUInt16BE()]).toEqual([Opcode.CLOSE, code]);
    peer.socket.end();
    expect(await socket.closed).toMatchObject({ wasClean: false });
    expect(await socket.wait()).toBeNull();
  });

  test("a message of exactly the limit is taken", async () => {
    const { peer, socket } = await socketPair();
    peer.send("x".repeat(1024 * 1024));
    expect(await socket.wait()).toHaveLength(1024 * 1024);
  });

  test("fragments that add up above the limit are refused", async () => {
    const { peer, socket } = await rawSocketPair({ maxMessageBytes: 100 });
    peer.write(encodeWireFrame(Opcode.TEXT, "x".repeat(60), { fin: false }));
    peer.write(encodeWireFrame(Opcode.CONTINUATION, "x".repeat(60)));
    expect((await peer.nextFrame()).payload.readUInt16BE()).toBe(1009);
    peer.socket.end();
    await socket.closed;
  });

  test("a flood of tiny fragments is refused before it pins memory", async () => {
    const { peer, socket } = await rawSocketPair();
    const tiny = encodeWireFrame(Opcode.CONTINUATION, "x", { fin: false });
    peer.write(encodeWireFrame(Opcode.TEXT, "x", { fin: false }));
    peer.write(Buffer.concat(Array.from({ length: 20_000 }, () => tiny)));
    const { opcode } = await peer.nextFrame();
    expect(opcode).toBe(Opcode.CLOSE);
    peer.socket.end();
    await socket.closed;
  });

  test("a large message that trickles in small pieces is taken", async () => {
    const { peer, socket } = await rawSocketPair();
    const text = "x".repeat(1_000_000);
    const frame = encodeWireFrame(Opcode.TEXT, text);
    for (let start = 0; start < frame.length; start += 536) {
      peer.write(frame.subarray(start, start + 536));
      // One segment at a time, as a slow network would bring them.
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await socket.wait()).toHaveLength(text.length);
  });

  test("a large message in fragments of 4 KiB is taken", async () => {
    const { peer, socket } = await rawSocketPair();
    const piece = "x".repeat(4_096);
    peer.write(encodeWireFrame(Opcode.TEXT, piece, { fin: false }));
    for (let index = 0; index < 254; index += 1) {
      peer.write(encodeWireFrame(Opcode.CONTINUATION, piece, { fin: false }));
    }
    peer.write(encodeWireFrame(Opcode.CONTINUATION, piece));
    expect(await socket.wait()).toHaveLength(1024 * 1024);
  });
});
