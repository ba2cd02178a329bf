import { describe, expect, test } from "vitest";
import { sessionRig } from "../support/session-pair.js";
import { SessionPeer } from "./session-peer.js";

const note = (data: number): object => ({ method: "note", params: [data] });

describe("a server", () => {
  test("begins nothing before a client has said which session it wants", async () => {
    const { proxy, sockets } = await sessionRig();
    const client = await SessionPeer.open(proxy.url);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sockets).toHaveLength(0);
    expect(await client.ask()).toEqual({
      id: expect.stringMatching(/^[\w-]{22}$/),
      key: expect.stringMatching(/^[\w-]{22}$/),
      resumed: false,
      received: 0,
      ttl: 120,
      contract: "unknown",
    });
    expect(sockets).toHaveLength(1);
  });

  test("takes what a client sends behind its request for a new session", async () => {
    const { notes, proxy } = await sessionRig();
    const client = await SessionPeer.open(proxy.url);
    client.send({ id: "$/session", method: "$/session", params: {} });
    client.send(note(1));
    client.send(note(2));
    await expect.poll(() => notes).toEqual([1, 2]);
  });

  test.each<[string, string]>([
    ["a message", JSON.stringify(note(1))],
    ["no JSON", "{"],
    ["a request that cannot be read", '{"id":1,"method":"$/session","params":{"resume":5}}'],
    ["a notification", '{"method":"$/session","params":{}}'],
  ])("closes with 4400 when the first frame is %s", async (_, frame) => {
    const { proxy, sockets } = await sessionRig();
    const client = await SessionPeer.open(proxy.url);
    client.send(frame);
    expect((await client.peer.closed).code).toBe(4400);
    expect(sockets).toHaveLength(0);
  });

  test("closes with 4400 when no session is asked for in time", async () => {
    const { proxy } = await sessionRig({ options: { handshakeTimeout: 50 } });
    const client = await SessionPeer.open(proxy.url);
    expect((await client.peer.closed).code).toBe(4400);
  });

  test("answers -32601 where it holds no sessions, and goes on", async () => {
    const { notes, proxy } = await sessionRig({ options: { sessionTtl: 0 } });
    const client = await SessionPeer.open(proxy.url);
    client.send({ id: "$/session", method: "$/session", params: {} });
    expect(await client.peer.nextJson()).toMatchObject({ error: { code: -32601 } });
    client.send(note(1));
    await expect.poll(() => notes).toEqual([1]);
  });

  test.each([
    ["more than was sent", '{"method":"$/ack","params":{"received":9}}'],
    ["a gap that is none", '{"method":"$/gap","params":{"n":1,"lost":2}}'],
  ])("closes with 4400 at %s, and the handler is told", async (_, frame) => {
    const { proxy, sockets } = await sessionRig();
    const client = await SessionPeer.open(proxy.url);
    await client.ask();
    client.send(frame);
    expect((await client.peer.closed).code).toBe(4400);
    expect(await sockets[0]?.closed).toMatchObject({ code: 4400, initiator: "remote" });
  });
});

describe("a session", () => {
  test("is given to whoever has its key, with another key; and the old key stays good until the new one was seen", async () => {
    const { notes, proxy, sockets } = await sessionRig();
    const first = await SessionPeer.open(proxy.url);
    const { id, key, resumed } = await first.ask();
    expect(resumed).toBe(false);
    first.send(note(1));
    await expect.poll(() => notes).toEqual([1]);
    proxy.cut();
    // The answer to the second is lost.
    const second = await SessionPeer.open(proxy.url);
    const again = await second.ask({ id, key, received: 0 });
    expect(again).toMatchObject({ id, resumed: true, received: 1 });
    expect(again.key).not.toBe(key);
    proxy.cut();
    const third = await SessionPeer.open(proxy.url);
    const { key: newest, resumed: wasResumed } = await third.ask({ id, key, received: 0 });
    expect(wasResumed).toBe(true);
    third.send(note(2));
    await expect.poll(() => notes).toEqual([1, 2]);
    proxy.cut();
    // It has been seen with the newest key: the first is worth nothing any more.
    const fourth = await SessionPeer.open(proxy.url);
    expect(await fourth.ask({ id, key, received: 0 })).toMatchObject({ resumed: false });
    expect(sockets).toHaveLength(2);
    const fifth = await SessionPeer.open(proxy.url);
    expect(await fifth.ask({ id, key: newest, received: 0 })).toMatchObject({ resumed: true });
    expect(sockets).toHaveLength(2);
  });

  test("closes the connection before with 4409, and takes nothing of it any more", async () => {
    const { notes, proxy } = await sessionRig();
    const old = await SessionPeer.open(proxy.url);
    const { id, key } = await old.ask();
    old.peer.webSocket.pause();
    const newer = await SessionPeer.open(proxy.url);
    expect(await newer.ask({ id, key, received: 0 })).toMatchObject({ resumed: true });
    old.send(note(1));
    old.peer.webSocket.resume();
    expect((await old.peer.closed).code).toBe(4409);
    newer.send(note(2));
    await expect.poll(() => notes).toEqual([2]);
  });

  test.each([
    ["another user", "ann", "bob"],
    ["nobody", "ann", undefined],
    ["somebody, where nobody began it", undefined, "ann"],
  ])("is not given to %s, whatever they know", async (_, owner, other) => {
    const { proxy, sockets } = await sessionRig({
      authenticate: ({ ticket }) => (ticket === null ? {} : { user: ticket }),
    });
    const first = await SessionPeer.open(proxy.url, owner);
    const { id, key } = await first.ask();
    proxy.cut();
    const second = await SessionPeer.open(proxy.url, other);
    expect(await second.ask({ id, key, received: 0 })).toMatchObject({ resumed: false });
    expect(sockets.map(({ context }) => context.user)).toEqual([owner, other]);
    // And stays with its owner.
    const third = await SessionPeer.open(proxy.url, owner);
    expect(await third.ask({ id, key, received: 0 })).toMatchObject({ resumed: true });
  });

  test("is not resumed by somebody who may not come in any more", async () => {
    let mayEnter = true;
    const { proxy } = await sessionRig({
      authenticate: () => (mayEnter ? { user: "ann" } : new Response("no", { status: 401 })),
    });
    const first = await SessionPeer.open(proxy.url, "ann");
    await first.ask();
    mayEnter = false;
    proxy.cut();
    await expect(SessionPeer.open(proxy.url, "ann")).rejects.toThrow(/401/);
  });

  test("ends when its client does not come back, and the handler's loop with it", async () => {
    let isOver = false;
    const { proxy, sockets, server } = await sessionRig({
      options: { sessionTtl: 60 },
      async websocket(socket) {
        await socket.join("all");
        for await (const message of socket) void message;
        isOver = true;
      },
    });
    const client = await SessionPeer.open(proxy.url);
    const { id, key } = await client.ask();
    proxy.cut();
    await expect.poll(() => isOver).toBe(true);
    expect(await sockets[0]?.closed).toEqual({
      code: 1006,
      reason: "the client did not come back",
      wasClean: false,
      initiator: "remote",
    });
    expect(server.stats().connections).toBe(0);
    const late = await SessionPeer.open(proxy.url);
    expect(await late.ask({ id, key, received: 0 })).toMatchObject({ resumed: false });
  });

  test("ends at once when its client says so", async () => {
    const { proxy, sockets } = await sessionRig();
    for (const code of [1000, 1001, 4000]) {
      const client = await SessionPeer.open(proxy.url);
      await client.ask();
      client.peer.webSocket.close(code);
      expect(await sockets.at(-1)?.closed).toMatchObject({ code, initiator: "remote" });
    }
  });

  test("stays in its rooms while its client is away, and has its messages then", async () => {
    const { proxy, server, sockets } = await sessionRig({
      async websocket(socket) {
        await socket.join("all");
        await socket.closed;
      },
    });
    const client = await SessionPeer.open(proxy.url);
    const { id, key } = await client.ask();
    proxy.cut();
    await expect.poll(() => server.stats().away).toBe(1);
    await server.x.room("all").send("note", 7);
    expect(sockets[0]?.connected).toBe(true);
    const again = await SessionPeer.open(proxy.url);
    expect(await again.ask({ id, key, received: 0 })).toMatchObject({ resumed: true });
    expect(await again.peer.nextJson()).toEqual(note(7));
  });

  test("tells how many messages it could not keep", async () => {
    const { proxy, server, sockets } = await sessionRig({ options: { replayFrames: 10 } });
    const client = await SessionPeer.open(proxy.url);
    const { id, key } = await client.ask();
    proxy.cut();
    await expect.poll(() => server.stats().away).toBe(1);
    for (let value = 0; value < 25; value += 1) void sockets[0]?.send("note", value);
    const again = await SessionPeer.open(proxy.url);
    await again.ask({ id, key, received: 0 });
    expect(await again.peer.nextJson()).toEqual({ method: "$/gap", params: { n: 15, lost: 15 } });
    expect(await again.peer.nextJson()).toEqual(note(15));
  });

  test("makes whoever awaits send wait for its client, so that nothing is dropped", async () => {
    const { proxy, server, sockets } = await sessionRig({ options: { replayFrames: 10 } });
    const client = await SessionPeer.open(proxy.url);
    const { id, key } = await client.ask();
    proxy.cut();
    await expect.poll(() => server.stats().away).toBe(1);
    let sent = 0;
    const sending = (async () => {
      for (; sent < 25; sent += 1) await sockets[0]?.send("note", sent);
    })();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sent).toBe(5);
    const again = await SessionPeer.open(proxy.url);
    await again.ask({ id, key, received: 0 });
    await sending;
    for (let value = 0; value < 25; value += 1) {
      expect(await again.peer.nextJson()).toEqual(note(value));
    }
  });

  test("that is away longest ends first when all keep too much together", async () => {
    const { proxy, server, sockets } = await sessionRig({ options: { sessionsBytes: 3_000 } });
    const greetings = [];
    for (let at = 0; at < 3; at += 1) {
      const client = await SessionPeer.open(proxy.url);
      greetings.push(await client.ask());
      client.peer.webSocket.terminate();
      await expect.poll(() => server.stats().away).toBe(at + 1);
      for (let value = 0; value < 40; value += 1) void sockets[at]?.send("note", value);
    }
    expect(await sockets[0]?.closed).toMatchObject({ code: 1006 });
    expect(sockets.map(({ connected }) => connected)).toEqual([false, true, true]);
  });

  test("is closed by the server also while its client is away", async () => {
    const { proxy, server, sockets } = await sessionRig();
    const client = await SessionPeer.open(proxy.url);
    await client.ask();
    proxy.cut();
    await expect.poll(() => server.stats().away).toBe(1);
    await server.close();
    expect(await sockets[0]?.closed).toMatchObject({ code: 1001, initiator: "local" });
  });
});
