import { describe, expect, test, vi } from "vitest";
import { deferred } from "../../../test/support/deferred.js";
import { handshakeText, RawPeer } from "../../../test/support/raw-peer.js";
import { runScript } from "../../../test/support/script-run.js";
import { rawSocketPair, socketPair } from "../../../test/support/socket-pair.js";
import { type OnError, startedViews } from "../../../test/support/started-server.js";
import { encodeCloseFrame, encodeWireFrame, Opcode } from "../../../test/support/wire-frame.js";
import { WsPeer } from "../../../test/support/ws-peer.js";
import { acceptWebSocket, requireWebSocket, webSocketMiddleware } from "./middleware.js";
import type { QueuedSocket } from "./socket/queued-socket.js";

// One test per fault of the original (shared list: queue, send, close and errors, handshake, protocol). What
// each topic demands beyond that stands beside its code.

async function arrived(socket: QueuedSocket, count: number): Promise<void> {
  await vi.waitFor(() => expect(socket.countMessages()).toBe(count), { interval: 5 });
}

describe("faults of the original that stay mended: the queue", () => {
  test("a timeout, a close and an empty queue are three different results", async () => {
    const { peer, socket } = await socketPair();
    expect(socket.read()).toBeNull();
    await expect(socket.wait({ timeout: 1 })).rejects.toMatchObject({ code: "TIMEOUT" });
    await peer.close();
    expect(await socket.wait({ timeout: 5_000 })).toBeNull();
  });

  test("the iterator yields no last null, so the echo loop of the documentation ends well", async () => {
    const onError = vi.fn<OnError>();
    const returned = deferred();
    const echo = requireWebSocket(async ({ websocket }) => {
      for await (const message of websocket) await websocket.send(message);
      returned.resolve();
    });
    const { url } = await startedViews({ "/": echo }, { onError });
    const peer = await WsPeer.open(url);
    peer.send("once");
    expect(await peer.next()).toBe("once");
    await peer.close();
    await returned.promise;
    expect(onError).not.toHaveBeenCalled();
  });

  test("wait after the close is null as often as asked, after the queued messages, through every reader", async () => {
    const { peer, socket } = await socketPair();
    for (const message of ["1", "2", "3"]) peer.send(message);
    await peer.close();
    await socket.closed;
    const iterated: unknown[] = [];
    expect(socket.read()).toBe("1");
    expect(await socket.wait()).toBe("2");
    for await (const message of socket) iterated.push(message);
    expect(iterated).toEqual(["3"]);
    expect([await socket.wait(), socket.read(), await socket.wait()]).toEqual([null, null, null]);
  });

  test("read never blocks on half a frame", async () => {
    const { peer, socket } = await rawSocketPair();
    peer.write(encodeWireFrame(Opcode.TEXT, "never finished").subarray(0, 5));
    await socket.send("sync");
    await peer.nextFrame();
    expect(socket.read()).toBeNull();
  });

  test("counting is the true count, has no effect, counts no close, and works after it", async () => {
    const { peer, socket } = await socketPair();
    for (let index = 0; index < 5; index += 1) peer.send("x");
    await arrived(socket, 5);
    await peer.close();
    await socket.closed;
    expect([socket.countMessages(), socket.countMessages(), socket.hasMessages()]).toEqual([
      5,
      5,
      true,
    ]);
  });

  test("silence does not end a wait or a loop: waiting for ever can be said, and is the default", async () => {
    const { peer, socket } = await socketPair();
    const forEver = [
      socket.wait(),
      socket.wait({ timeout: Number.POSITIVE_INFINITY }),
      socket.wait({ timeout: undefined }),
    ];
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    await vi.advanceTimersByTimeAsync(20_000).finally(() => vi.useRealTimers());
    for (const message of ["1", "2", "3"]) peer.send(message);
    expect(await Promise.all(forEver)).toEqual(["1", "2", "3"]);
  });

  test("a wait that timed out or was aborted takes no message with it", async () => {
    const { peer, socket } = await socketPair();
    const controller = new AbortController();
    const aborted = socket.wait({ signal: controller.signal });
    controller.abort();
    await expect(aborted).rejects.toMatchObject({ name: "AbortError" });
    await expect(socket.wait({ timeout: 0 })).rejects.toMatchObject({ code: "TIMEOUT" });
    peer.send("kept");
    expect(await socket.wait()).toBe("kept");
  });

  test("two who wait at once are served in turn", async () => {
    const { peer, socket } = await socketPair();
    const both = Promise.all([socket.wait(), socket.wait()]);
    peer.send("first");
    peer.send("second");
    expect(await both).toEqual(["first", "second"]);
  });

  test("the queue is bounded by stopping the sender", async () => {
    const { peer, socket } = await socketPair({ queueMessages: 5, queueBytes: 1_000_000 });
    for (let index = 0; index < 100; index += 1) peer.send("x".repeat(100_000));
    await vi.waitFor(() => expect(socket.countMessages()).toBeGreaterThanOrEqual(5));
    expect(socket.countMessages()).toBeLessThan(20);
    for (let index = 0; index < 100; index += 1) await socket.wait();
  });

  test("a message that comes before the view listens is not lost", async () => {
    const view = requireWebSocket(async ({ websocket }) => {
      await new Promise((resolve) => setTimeout(resolve, 10));
      await websocket.send(`got ${String(await websocket.wait())}`);
    });
    const { port } = await startedViews({ "/": view });
    const peer = await RawPeer.connect(port);
    peer.write(
      Buffer.concat([Buffer.from(handshakeText("/")), encodeWireFrame(Opcode.TEXT, "early")]),
    );
    await peer.answerHead();
    expect((await peer.nextFrame()).payload.toString()).toBe("got early");
  });

  test("an empty message is a message", async () => {
    const { peer, socket } = await socketPair();
    peer.send("");
    peer.send(new Uint8Array());
    expect([await socket.wait(), await socket.wait()]).toEqual(["", Buffer.alloc(0)]);
    expect(socket.connected).toBe(true);
  });
});

describe("faults of the original that stay mended: send", () => {
  test("the length of a frame is that of its bytes, not of its characters", async () => {
    const { peer, socket } = await rawSocketPair();
    await socket.send("ünï");
    expect(await peer.nextFrame()).toMatchObject({
      opcode: Opcode.TEXT,
      payload: Buffer.from("ünï"),
    });
  });

  test("the type of the message decides between a text and a binary frame, both ways", async () => {
    const { peer, socket } = await rawSocketPair();
    await socket.send(new Uint8Array([0xff, 0xfe]));
    expect((await peer.nextFrame()).opcode).toBe(Opcode.BINARY);
    peer.write(encodeWireFrame(Opcode.BINARY, "text?"));
    peer.write(encodeWireFrame(Opcode.TEXT, "text!"));
    expect([await socket.wait(), await socket.wait()]).toEqual([Buffer.from("text?"), "text!"]);
  });

  test.each([null, 5, { a: 1 }, [1]])(
    "sending %j is a TypeError that says what is taken",
    async (value) => {
      const { socket } = await socketPair();
      await expect(socket.send(value as unknown as string)).rejects.toThrow(
        /string or a Uint8Array/,
      );
    },
  );

  test("a send after the close, whoever closed, is an error and not silence", async () => {
    const closedByPeer = await socketPair();
    await closedByPeer.peer.close();
    await closedByPeer.socket.closed;
    await expect(closedByPeer.socket.send("x")).rejects.toMatchObject({ code: "SOCKET_CLOSED" });
    const closedHere = await socketPair();
    await closedHere.socket.close();
    await expect(closedHere.socket.send("x")).rejects.toMatchObject({ code: "SOCKET_CLOSED" });
  });

  test("sends at the same time do not interleave", async () => {
    const { peer, socket } = await socketPair();
    const messages = Array.from({ length: 30 }, (_, index) =>
      String.fromCharCode(65 + index).repeat(200_000),
    );
    const sent = Promise.all(messages.map((message) => socket.send(message)));
    for (const message of messages) expect((await peer.next()) === message).toBe(true);
    await sent;
  });

  test("one peer that does not read stalls neither a broadcast nor anybody else's messages", async () => {
    const sockets: QueuedSocket[] = [];
    const view = requireWebSocket(async ({ websocket }) => {
      sockets.push(websocket);
      await websocket.closed;
    });
    const { port, url } = await startedViews({ "/": view }, { sendLimit: 4_000_000 });
    const stuck = await RawPeer.open(port, "/");
    stuck.socket.pause();
    const healthy = await WsPeer.open(url);
    await vi.waitFor(() => expect(sockets).toHaveLength(2));
    for (let round = 0; round < 200; round += 1) {
      for (const socket of sockets) void socket.send(`${round} ${"x".repeat(50_000)}`);
      expect(String(await healthy.next()).split(" ")[0]).toBe(String(round));
    }
    expect(sockets[0]?.connected).toBe(false);
    expect(sockets[1]?.connected).toBe(true);
  });
});

describe("faults of the original that stay mended: close and errors", () => {
  test("closing is a handshake: the last message and the code arrive although the client is still sending", async () => {
    const view = requireWebSocket(async ({ websocket }) => {
      await websocket.wait();
      await websocket.send("last");
      await websocket.close(4000, "reason");
    });
    const { url } = await startedViews({ "/": view });
    const peer = await WsPeer.open(url);
    for (let index = 0; index < 200; index += 1) peer.send("x".repeat(5_000));
    expect(await peer.next()).toBe("last");
    expect(await peer.closed).toEqual({ code: 4000, reason: "reason" });
  });

  test("a peer that does not take part in the handshake is not waited for without end", async () => {
    const { socket } = await rawSocketPair({ closeTimeout: 20 });
    await socket.close();
    expect(await socket.closed).toMatchObject({ wasClean: false, code: 1006 });
  });

  test("the peer's code and reason are to be had, 1005 and 1006 included", async () => {
    const said = await socketPair();
    await said.peer.close(4999, "why");
    expect(await said.socket.closed).toEqual({
      code: 4999,
      reason: "why",
      wasClean: true,
      initiator: "remote",
    });
    const silent = await rawSocketPair();
    silent.peer.write(encodeWireFrame(Opcode.CLOSE));
    expect(await silent.socket.closed).toMatchObject({ code: 1005 });
    const lost = await rawSocketPair();
    lost.peer.socket.resetAndDestroy();
    expect(await lost.socket.closed).toMatchObject({ code: 1006, wasClean: false });
  });

  test("no illegal code and no reason above 123 bytes is ever sent", async () => {
    const { peer, socket } = await socketPair();
    for (const code of [1005, 1006, 0, 70_000])
      expect(() => void socket.close(code)).toThrow(RangeError);
    await socket.close(3000, "ü".repeat(200));
    expect(await peer.closed).toEqual({ code: 3000, reason: "ü".repeat(61) });
  });

  test("an error in the view is 1011 and one report, a return is 1000 and none", async () => {
    const onError = vi.fn<OnError>();
    const routes = {
      "/fails": requireWebSocket(() => Promise.reject(new Error("bug"))),
      "/returns": requireWebSocket(() => undefined),
    };
    const { url } = await startedViews(routes, { onError });
    expect((await (await WsPeer.open(`${url}/fails`)).closed).code).toBe(1011);
    expect((await (await WsPeer.open(`${url}/returns`)).closed).code).toBe(1000);
    expect(onError).toHaveBeenCalledTimes(1);
  });

  test("nothing is logged for ordinary closes", async () => {
    const { code, stderr } = await runScript("ordinary-closes.ts");
    expect(code).toBe(0);
    expect(stderr.split("\n").filter((line) => line.startsWith("[wsgen]"))).toHaveLength(1);
  });

  test("closed settles without anybody reading, and connected tells at once", async () => {
    const { peer, socket } = await rawSocketPair();
    peer.write(encodeWireFrame(Opcode.TEXT, "unread"));
    peer.write(encodeCloseFrame(1000));
    expect(await socket.closed).toMatchObject({ code: 1000 });
    expect([socket.connected, socket.countMessages()]).toEqual([false, 1]);
  });

  test("many open sockets hold up no plain request", async () => {
    const view = acceptWebSocket(async ({ websocket }) => {
      await websocket?.closed;
      return new Response("at once");
    });
    const { url } = await startedViews({ "/": view });
    await Promise.all(Array.from({ length: 50 }, () => WsPeer.open(url)));
    expect(await (await fetch(url)).text()).toBe("at once");
  });
});

describe("faults of the original that stay mended: handshake and modes", () => {
  test("plain HTTP at a require view is 426 with Upgrade", async () => {
    const { url } = await startedViews({ "/": requireWebSocket(() => undefined) });
    const answer = await fetch(url);
    expect([answer.status, answer.headers.get("upgrade")]).toEqual([426, "websocket"]);
  });

  test.each([
    ["/page", 400],
    ["/nowhere", 404],
  ])("a WebSocket at %s gets a whole %i and not one byte of WebSocket", async (path, status) => {
    const { port } = await startedViews({ "/page": () => new Response("page") });
    const peer = await RawPeer.handshake(port, path);
    await peer.ended;
    expect(peer.received.toString("latin1").startsWith(`HTTP/1.1 ${status} `)).toBe(true);
    const answer = await peer.answerToEnd();
    expect(answer.headers.get("content-length")).toBe(String(answer.body.length));
  });

  test("the handshake is answered once", async () => {
    const { port } = await startedViews(
      { "/": acceptWebSocket(() => undefined) },
      { acceptAll: true, closeTimeout: 20 },
    );
    const peer = await RawPeer.open(port, "/");
    await peer.nextFrame();
    await peer.ended;
    expect(peer.received.toString("latin1")).toBe("");
  });

  test.each<[string, Record<string, string | null>, number]>([
    ["version 8", { "Sec-WebSocket-Version": "8" }, 426],
    ["no version", { "Sec-WebSocket-Version": null }, 426],
    ["no key", { "Sec-WebSocket-Key": null }, 400],
    ["a key of another length", { "Sec-WebSocket-Key": "c2hvcnQ=" }, 400],
    ["the keys of an old draft", { "Sec-WebSocket-Key": null, "Sec-WebSocket-Key1": "1" }, 400],
  ])("%s is the client's fault, not a 500 and not accepted", async (_name, headers, status) => {
    const { port } = await startedViews({ "/": requireWebSocket(() => undefined) });
    expect((await (await RawPeer.handshake(port, "/", headers)).answerToEnd()).status).toBe(status);
  });

  test("a page of another origin may not connect unless it is allowed", async () => {
    const { port } = await startedViews({ "/": requireWebSocket(() => undefined) });
    const peer = await RawPeer.handshake(port, "/", { Origin: "https://evil.example" });
    expect((await peer.answerToEnd()).status).toBe(403);
  });

  test("a subprotocol is agreed on", async () => {
    const { url } = await startedViews(
      { "/": requireWebSocket(() => undefined) },
      { subprotocols: ["chat"] },
    );
    expect((await WsPeer.open(url, { subprotocols: ["other", "chat"] })).webSocket.protocol).toBe(
      "chat",
    );
  });

  test("accepting all works with and without marks, and isWebSocket and websocket are always there", async () => {
    const seen: unknown[] = [];
    const view = (request: { isWebSocket: () => boolean; websocket: unknown }): Response => {
      seen.push([request.isWebSocket(), request.websocket !== null]);
      return new Response();
    };
    const { url } = await startedViews(
      { "/plain": view, "/marked": acceptWebSocket(view) },
      { acceptAll: true },
    );
    for (const path of ["/plain", "/marked"]) {
      await fetch(url + path);
      await (
        await WsPeer.open(url + path)
      ).closed;
    }
    expect(seen).toEqual([
      [false, false],
      [true, true],
      [false, false],
      [true, true],
    ]);
  });

  test("settings belong to a server, not to the process", async () => {
    const routes = { "/": (): Response => new Response() };
    const one = await startedViews(routes, { acceptAll: true });
    const other = await startedViews(routes);
    expect((await (await WsPeer.open(one.url)).closed).code).toBe(1000);
    expect((await (await RawPeer.handshake(other.port, "/")).answerToEnd()).status).toBe(400);
    const global = { routes, WEBSOCKET_ACCEPT_ALL: true };
    expect(() => webSocketMiddleware(global)).toThrow(TypeError);
  });
});

describe("faults of the original that stay mended: the protocol", () => {
  test("fragments make one message", async () => {
    const { peer, socket } = await rawSocketPair();
    peer.write(encodeWireFrame(Opcode.TEXT, "a", { fin: false }));
    peer.write(encodeWireFrame(Opcode.CONTINUATION, "b"));
    expect(await socket.wait()).toBe("ab");
  });

  test("a message cut anywhere by TCP stays whole", async () => {
    const { peer, socket } = await rawSocketPair();
    for (const byte of encodeWireFrame(Opcode.TEXT, "byte by byte ☺")) {
      peer.write(Uint8Array.of(byte));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await socket.wait()).toBe("byte by byte ☺");
  });

  test("a pong is no error and no message", async () => {
    const { peer, socket } = await rawSocketPair();
    peer.write(encodeWireFrame(Opcode.PONG, "unasked"));
    peer.write(encodeWireFrame(Opcode.TEXT, "next"));
    expect(await socket.wait()).toBe("next");
  });

  test("a ping is answered while the view does something else", async () => {
    const { peer } = await rawSocketPair();
    peer.write(encodeWireFrame(Opcode.PING, "are you there"));
    expect(await peer.nextFrame()).toMatchObject({
      opcode: Opcode.PONG,
      payload: Buffer.from("are you there"),
    });
  });

  test.each([
    ["an unmasked frame", encodeWireFrame(Opcode.TEXT, "x", { masked: false }), 1002],
    ["a reserved bit", encodeWireFrame(Opcode.TEXT, "x", { rsv: 1 }), 1002],
    ["a reserved opcode", encodeWireFrame(0x7, "x"), 1002],
    ["a ping of 200 bytes", encodeWireFrame(Opcode.PING, "x".repeat(200)), 1002],
    ["text that is no UTF-8", encodeWireFrame(Opcode.TEXT, Uint8Array.of(0xff, 0xfe)), 1007],
    ["8 GiB announced", encodeWireFrame(Opcode.TEXT, "", { claimedLength: 1n << 33n }), 1009],
  ])("%s fails the connection with its code", async (_name, bytes, code) => {
    const { peer, socket } = await rawSocketPair();
    peer.write(bytes);
    expect((await peer.nextFrame()).payload.readUInt16BE()).toBe(code);
    peer.socket.end();
    await socket.closed;
  });

  test("a size limit is on by default", async () => {
    const { peer } = await socketPair();
    peer.send("x".repeat(1024 * 1024 + 1));
    expect((await peer.closed).code).toBe(1009);
  });

  test("a peer that died without a word is found", async () => {
    const { socket } = await rawSocketPair({ heartbeatInterval: 10, heartbeatTimeout: 10 });
    expect(await socket.closed).toMatchObject({ code: 1006, wasClean: false });
  });

  test("a peer that is only silent is kept", async () => {
    const { peer, socket } = await socketPair({ heartbeatInterval: 5, heartbeatTimeout: 2_000 });
    let pings = 0;
    peer.webSocket.on("ping", () => (pings += 1));
    await vi.waitFor(() => expect(pings).toBeGreaterThan(3));
    expect(socket.connected).toBe(true);
  });
});
