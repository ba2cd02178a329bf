import { once } from "node:events";
import { describe, expect, test, vi } from "vitest";
import { BrowserLikeWebSocket } from "../../../test/support/browser-like-web-socket.js";
import { echo } from "../../../test/support/chat-wire.js";
import {
  chatPair,
  connectorTo,
  echoPair,
  openChat,
  openRaw,
  opened,
} from "../../../test/support/client-pair.js";
import { deferred } from "../../../test/support/deferred.js";
import { ScriptedServer } from "../../../test/support/scripted-server.js";

describe("close", () => {
  test("performs the closing handshake", async () => {
    const { client, peer } = await chatPair();
    const seen: unknown[] = [];
    client.onStatus((status, why) => seen.push([status, why]));
    await client.close(4000, "done");
    expect(await peer.closed).toEqual({ code: 4000, reason: "done" });
    const info = { code: 4000, reason: "done", wasClean: true, initiator: "local" };
    expect(await client.closed).toEqual(info);
    expect(seen).toEqual([["closed", info]]);
  });

  test("has the code 1000 by default", async () => {
    const { client, peer } = await chatPair();
    await client.close();
    expect((await peer.closed).code).toBe(1000);
  });

  test.each([0, 999, 1001, 1005, 1006, 2999, 5000, 3000.5, Number.NaN])(
    "throws at once for the code %d",
    async (code) => {
      const { client } = await chatPair();
      expect(() => client.close(code)).toThrow(RangeError);
      expect(client.connected).toBe(true);
    },
  );

  test("cuts the reason to what a close frame holds", async () => {
    const { client, peer } = await chatPair();
    await client.close(4000, "ä".repeat(100));
    expect((await peer.closed).reason).toBe("ä".repeat(61));
  });

  test("twice is once, with the first code", async () => {
    const { client, peer } = await chatPair();
    await Promise.all([client.close(4001), client.close(4002)]);
    await client.close(4003);
    expect((await peer.closed).code).toBe(4001);
  });

  test("delivers nothing that arrives after it", async () => {
    const { client, peer } = await echoPair();
    peer.freeze();
    const closed = client.close();
    peer.send("too late");
    peer.thaw();
    await closed;
    expect(client.countMessages()).toBe(0);
  });

  test("ends a paused socket", async () => {
    const { client, peer } = await echoPair({ queueMessages: 2 });
    client.read();
    for (let sent = 0; sent < 200; sent += 1) peer.send("x".repeat(64 * 1024));
    await expect.poll(() => client.countMessages()).toBeGreaterThanOrEqual(2);
    await client.close();
    expect(await client.closed).toMatchObject({ code: 1000, wasClean: true });
  });

  test.each([
    ["ws", undefined],
    ["a browser's WebSocket", BrowserLikeWebSocket],
  ])(
    "is over after the close timeout when the peer never answers, with %s",
    async (_, WebSocket) => {
      const { client, peer } = await chatPair({
        closeTimeout: 50,
        ...(WebSocket && { WebSocket }),
      });
      peer.freeze();
      await client.close();
      expect(await client.closed).toEqual({
        code: 1006,
        reason: "the closing handshake was not answered",
        wasClean: false,
        initiator: "local",
      });
      expect(await client.wait()).toBeNull();
    },
  );
});

describe("close before the socket is open", () => {
  test("asks nobody for a connection while auth is still thinking", async () => {
    const ticket = deferred<string>();
    const server = await ScriptedServer.start();
    const client = openChat(connectorTo(server.url, { auth: () => ticket.promise }).connector);
    await client.close();
    expect(await client.closed).toMatchObject({ code: 1006, wasClean: false, initiator: "local" });
    ticket.resolve("t");
    await new Promise(setImmediate);
    expect(server.webSockets.clients.size).toBe(0);
  });

  test.each([
    ["ws", undefined],
    ["a browser's WebSocket", BrowserLikeWebSocket],
  ])("ends the handshake, with %s", async (_, WebSocket) => {
    const server = await ScriptedServer.start({
      verifyClient: (_info, decide) => setImmediate(() => decide(true)),
    });
    const { connector, errors } = connectorTo(server.url, { ...(WebSocket && { WebSocket }) });
    const client = openChat(connector);
    await new Promise(setImmediate);
    expect(client.status).toBe("connecting");
    await client.close(4000);
    expect(client.status).toBe("closed");
    await expect.poll(() => server.webSockets.clients.size).toBe(0);
    expect(errors).toEqual([]);
  });
});

describe("the peer's close", () => {
  test.each([
    ["with a code", 4001, "go", { code: 4001, reason: "go", wasClean: true, initiator: "remote" }],
    [
      "without one",
      undefined,
      undefined,
      { code: 1005, reason: "", wasClean: true, initiator: "remote" },
    ],
  ])("%s is told as it came", async (_, code, reason, info) => {
    const { client, peer } = await chatPair();
    peer.webSocket.close(code, reason);
    expect(await client.closed).toEqual(info);
    expect(client.status).toBe("closed");
    await client.close();
  });

  test("is told as 1006 when the connection is lost", async () => {
    const { client, peer } = await chatPair();
    peer.webSocket.terminate();
    expect(await client.closed).toMatchObject({ code: 1006, wasClean: false, initiator: "remote" });
  });
});

test("who closes while the peer is closing already did not begin it", async () => {
  const { client, peer } = await echoPair();
  // The message before the close frame lets us in at the moment in which that has been read.
  client.on("message", () => queueMicrotask(() => void client.close(4001)));
  peer.webSocket.send("now");
  peer.webSocket.close(4003, "leaving");
  expect(await client.closed).toEqual({
    code: 4003,
    reason: "leaving",
    wasClean: true,
    initiator: "remote",
  });
});

describe("a signal", () => {
  test("closes the socket when it is aborted", async () => {
    const server = await ScriptedServer.start();
    const aborter = new AbortController();
    const client = openChat(connectorTo(server.url).connector, { signal: aborter.signal });
    const [peer] = await Promise.all([server.peer(), opened(client)]);
    aborter.abort();
    expect((await peer.closed).code).toBe(1000);
    expect(await client.closed).toMatchObject({ code: 1000, initiator: "local" });
  });

  test("that is aborted already opens nothing", async () => {
    const server = await ScriptedServer.start();
    const client = openChat(connectorTo(server.url).connector, { signal: AbortSignal.abort() });
    expect(await client.closed).toMatchObject({ code: 1006, initiator: "local" });
    await new Promise(setImmediate);
    expect(server.webSockets.clients.size).toBe(0);
  });

  test("is let go of when the socket closes", async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, "addEventListener");
    const removed = vi.spyOn(signal, "removeEventListener");
    const server = await ScriptedServer.start();
    const client = openChat(connectorTo(server.url).connector, { signal });
    await opened(client);
    expect(added).toHaveBeenCalledOnce();
    await client.close();
    expect(removed.mock.calls).toEqual(added.mock.calls);
  });
});

describe("after the close", () => {
  const timers = (): number =>
    process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;

  test("no timer is left, however it ended", async () => {
    const server = await ScriptedServer.start();
    const before = timers();
    const { connector } = connectorTo(server.url, { sendHighWater: 1, closeTimeout: 100 });
    const closing = openRaw(connector, echo);
    await opened(closing);
    (await server.peer()).freeze();
    // Waits for room, waits for a message, and then for the close that is never answered.
    const sent = closing.send("x".repeat(16 * 1024 * 1024));
    const waiting = closing.wait({ timeout: 60_000 });
    expect(timers()).toBeGreaterThan(before);
    await closing.close();
    await expect(sent).rejects.toMatchObject({ code: "SOCKET_CLOSED" });
    expect(await waiting).toBeNull();
    const early = openRaw(connector, echo);
    await early.close();
    const refused = openRaw(connectorTo("http://127.0.0.1:1").connector, echo);
    await refused.closed;
    await expect.poll(timers).toBe(before);
  });

  test("the connection is gone on both sides", async () => {
    const { client, peer } = await chatPair();
    await client.close();
    if (peer.webSocket.readyState !== peer.webSocket.CLOSED) await once(peer.webSocket, "close");
    expect(peer.webSocket.readyState).toBe(peer.webSocket.CLOSED);
  });
});
