import { expect, test } from "vitest";
import { BrowserLikeWebSocket } from "../support/browser-like-web-socket.js";
import { reached, sessionClient, sessionRig } from "../support/session-pair.js";
import { SessionPeer } from "./session-peer.js";

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

test("a handler that answers each message gets through, however many come at once", async () => {
  const { proxy } = await sessionRig({
    async websocket(socket) {
      for await (const { data } of socket) await socket.send("note", data);
    },
  });
  const { client, notes } = sessionClient(proxy.url);
  await reached(client, "open");
  const count = 30_000;
  for (let value = 0; value < count; value += 1) void client.send("note", value);
  await expect.poll(() => notes.length, { timeout: 15_000 }).toBe(count);
  expect(notes.every((value, at) => value === at)).toBe(true);
});

test("a handler that takes its time makes its client's send wait", async () => {
  let taken = 0;
  const { proxy } = await sessionRig({
    options: { queueMessages: 10 },
    async websocket(socket) {
      for (;;) {
        await pause(20);
        if ((await socket.wait()) === null) return;
        taken += 1;
      }
    },
  });
  const { client } = sessionClient(proxy.url, { sendHighWater: 2_000 });
  await reached(client, "open");
  let sent = 0;
  const sending = (async () => {
    for (; sent < 400; sent += 1) await client.send("note", sent);
  })().catch((error: unknown) => error);
  await pause(300);
  // What fits into the queue, is on its way, and has filled the client's half.
  expect(sent).toBeLessThan(200);
  expect(taken).toBeGreaterThan(0);
  await client.close();
  expect(await sending).toMatchObject({ code: "SOCKET_CLOSED" });
});

test("a handler that calls its client inside of its loop gets its answer, also behind a full queue", async () => {
  const answers: string[] = [];
  const { proxy } = await sessionRig({
    options: { queueMessages: 4 },
    async websocket(socket) {
      for await (const { data } of socket) answers.push(await socket.calls.confirm(String(data)));
    },
  });
  const { client } = sessionClient(proxy.url);
  client.handle("confirm", (question) => `${question}!`);
  for (let value = 0; value < 200; value += 1) void client.send("note", value);
  await expect.poll(() => answers.length).toBe(200);
});

test("a browser's slow reader makes the server's send wait, and loses nothing", async () => {
  let sent = 0;
  const { proxy } = await sessionRig({
    options: { sendHighWater: 2_000 },
    async websocket(socket) {
      for (; sent < 2_000; sent += 1) await socket.send("note", sent);
      await socket.closed;
    },
  });
  const { client, errors } = sessionClient(proxy.url, {
    WebSocket: BrowserLikeWebSocket,
    queueMessages: 50,
    listens: false,
  });
  expect((await client.wait())?.data).toBe(0);
  await pause(200);
  expect(sent).toBeLessThan(300);
  for (let value = 1; value < 2_000; value += 1) expect((await client.wait())?.data).toBe(value);
  expect(errors).toEqual([]);
  expect(client.stats.dropped).toBe(0);
});

test("a client that goes on sending when it is asked not to is paused, and loses nothing either", async () => {
  let go = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  const taken: number[] = [];
  const { port } = await sessionRig({
    options: { queueMessages: 10 },
    async websocket(socket) {
      await gate;
      for await (const { data } of socket) taken.push(data);
    },
  });
  const client = await SessionPeer.open(`http://127.0.0.1:${port}`);
  await client.ask();
  const padding = "x".repeat(10_000);
  for (let value = 0; value < 4_000; value += 1) {
    client.send({ method: "note", params: [value], padding });
  }
  await pause(300);
  // Forty megabytes do not fit into what may be under way.
  expect(client.peer.webSocket.bufferedAmount).toBeGreaterThan(0);
  go();
  await expect.poll(() => taken.length).toBe(4_000);
});

test("a client that reads and never says so is given up, instead of everything being kept for it", async () => {
  const { proxy, sockets } = await sessionRig({
    async websocket(socket) {
      await socket.closed;
    },
  });
  const client = await SessionPeer.open(proxy.url);
  await client.ask();
  const [socket] = sockets;
  for (let value = 0; value < 70_000; value += 1)
    void socket?.send("note", value).catch(() => undefined);
  expect((await client.peer.closed).code).toBe(1013);
});
