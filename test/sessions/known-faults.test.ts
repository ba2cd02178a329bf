import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { reached, sessionClient, sessionRig } from "../support/session-pair.js";
import { SessionPeer } from "./session-peer.js";

// What users of other libraries have reported: each of these has happened to somebody.

test("a session is resumed although nothing had been sent in it when the connection was lost", async () => {
  const { proxy, server, sockets } = await sessionRig();
  const { client, gaps } = sessionClient(proxy.url);
  await reached(client, "open");
  await expect.poll(() => sockets).toHaveLength(1);
  proxy.cut();
  await expect.poll(() => server.stats().away).toBe(1);
  void sockets[0]?.send("note", 1);
  await reached(client, "open");
  expect(sockets).toHaveLength(1);
  expect(gaps).toEqual([]);
});

test("items leave no mark on where a session is resumed", async () => {
  const { proxy, sockets } = await sessionRig();
  const { client, gaps, notes } = sessionClient(proxy.url);
  for await (const item of client.calls.items(50)) void item;
  await sockets[0]?.send("note", 1);
  await expect.poll(() => notes).toEqual([1]);
  proxy.cut();
  await reached(client, "reconnecting");
  await reached(client, "open");
  void sockets[0]?.send("note", 2);
  await expect.poll(() => notes).toEqual([1, 2]);
  expect(gaps).toEqual([]);
});

test("the signal of a call is aborted when the session ends, and not before", async () => {
  const aborted: unknown[] = [];
  const { proxy, server, sockets } = await sessionRig({
    calls: {
      count: (_, { signal }) =>
        new Promise((resolve) => {
          signal.addEventListener("abort", () => {
            aborted.push(signal.reason);
            resolve(0);
          });
        }),
    },
  });
  const { client } = sessionClient(proxy.url);
  void client.calls.count(1).catch(() => undefined);
  await expect.poll(() => sockets).toHaveLength(1);
  proxy.cut();
  await expect.poll(() => server.stats().away).toBe(1);
  await reached(client, "open");
  expect(aborted).toEqual([]);
  await client.close();
  await expect.poll(() => aborted).toEqual([expect.objectContaining({ code: "SOCKET_CLOSED" })]);
});

test("send settles when the connection is refused and given up", async () => {
  const { proxy } = await sessionRig();
  proxy.refuses = true;
  const { client } = sessionClient(proxy.url, { reconnect: false });
  await expect(client.send("note", 1)).rejects.toMatchObject({ code: "SOCKET_CLOSED" });
  await expect(client.calls.count(1)).rejects.toMatchObject({ code: "SOCKET_CLOSED" });
});

test("a listener that is removed hears nothing more, also of what is sent again", async () => {
  const { proxy, server, sockets } = await sessionRig();
  const { client } = sessionClient(proxy.url, { listens: false });
  await reached(client, "open");
  const heard: number[] = [];
  const stop = client.on("note", (note) => heard.push(note));
  await sockets[0]?.send("note", 1);
  await expect.poll(() => heard).toEqual([1]);
  proxy.cut();
  await expect.poll(() => server.stats().away).toBe(1);
  void sockets[0]?.send("note", 2);
  stop();
  await reached(client, "open");
  expect((await client.wait())?.data).toBe(2);
  expect(heard).toEqual([1]);
});

test("listeners and handlers are there once, however often a connection was replaced", async () => {
  const { proxy, sockets } = await sessionRig();
  const { client, notes } = sessionClient(proxy.url);
  let asked = 0;
  client.handle("confirm", (question) => {
    asked += 1;
    return question;
  });
  await reached(client, "open");
  for (let round = 0; round < 5; round += 1) {
    proxy.cut();
    await reached(client, "reconnecting");
    await reached(client, "open");
  }
  await sockets[0]?.send("note", 1);
  expect(await sockets[0]?.calls.confirm("sure")).toBe("sure");
  await expect.poll(() => notes).toEqual([1]);
  expect(asked).toBe(1);
  expect(sockets).toHaveLength(1);
});

test("fifty clients do not come back in the same moment", async () => {
  const { proxy } = await sessionRig();
  const pairs = Array.from({ length: 50 }, () =>
    sessionClient(proxy.url, { reconnectDelay: 2_000 }),
  );
  await Promise.all(pairs.map(({ client }) => reached(client, "open")));
  proxy.refuses = true;
  proxy.cut();
  await Promise.all(pairs.map(({ client }) => reached(client, "reconnecting")));
  proxy.refuses = false;
  const order: number[] = [];
  await Promise.all(
    pairs.map(async ({ client }, at) => {
      await reached(client, "open");
      order.push(at);
    }),
  );
  // All at once they would come back in the order in which they were made.
  expect(order).not.toEqual(order.toSorted((a, b) => a - b));
});

test("a signal of a call has no listener left when the call is over, whatever happened to its connection", async () => {
  const { proxy } = await sessionRig();
  const { client } = sessionClient(proxy.url);
  const controller = new AbortController();
  for (let round = 0; round < 5; round += 1) {
    const call = client.calls.count(round, { signal: controller.signal });
    proxy.cut();
    expect(await call).toBe(round);
  }
  expect(getEventListeners(controller.signal, "abort")).toEqual([]);
});

test("a second tab with a copy of the session's key takes it over, and the first stays away", async () => {
  const { proxy, sockets } = await sessionRig();
  const first = await SessionPeer.open(proxy.url);
  const { id, key } = await first.ask();
  const second = await SessionPeer.open(proxy.url);
  expect(await second.ask({ id, key, received: 0 })).toMatchObject({ resumed: true });
  expect((await first.peer.closed).code).toBe(4409);
  expect(sockets).toHaveLength(1);
});
