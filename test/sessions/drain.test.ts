import { expect, test } from "vitest";
import { ScriptedServer } from "../support/scripted-server.js";
import { reached, sessionClient, sessionRig } from "../support/session-pair.js";

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

test("a server that closes fails no call and loses no message of clients that talk all the time", async () => {
  const taken: string[] = [];
  const rigOf = (): ReturnType<typeof sessionRig> =>
    sessionRig({
      authenticate: ({ ticket }) => ({ user: ticket ?? "" }),
      async websocket(socket) {
        for await (const { data } of socket) taken.push(`${socket.context.user} ${data}`);
      },
      calls: {
        async count(value) {
          await pause(20);
          return value;
        },
      },
    });
  const [old, next] = await Promise.all([rigOf(), rigOf()]);
  const pairs = Array.from({ length: 10 }, (_, at) =>
    sessionClient(old.proxy.url, { auth: () => String(at) }),
  );
  await Promise.all(pairs.map(({ client }) => reached(client, "open")));
  let isOver = false;
  const sent: string[] = [];
  let calls = 0;
  const talking = pairs.map(async ({ client }, at) => {
    for (let value = 0; !isOver; value += 1) {
      void client.send("note", value);
      sent.push(`${at} ${value}`);
      expect(await client.calls.count(value)).toBe(value);
      calls += 1;
      await pause(5);
    }
  });
  await pause(100);
  // Whoever comes from now on is led to the next server.
  old.proxy.lead(next.port);
  const closed = old.server.close({ drain: 5_000 });
  await closed;
  await Promise.all(pairs.map(({ client }) => reached(client, "open")));
  await pause(100);
  isOver = true;
  await Promise.all(talking);
  await expect.poll(() => taken.length).toBe(sent.length);
  expect(taken.toSorted()).toEqual(sent.toSorted());
  expect(calls).toBe(sent.length);
  expect(next.sockets).toHaveLength(10);
  for (const { gaps, statuses } of pairs) {
    expect(statuses).toEqual(["open", "reconnecting", "open"]);
    // The next server knows nothing of the session, and no message of ours is in doubt.
    expect(gaps).toEqual([{ received: null, sent: 0 }]);
  }
});

test("a running stream ends before the server closes, as long as there is time", async () => {
  const { proxy, server } = await sessionRig({
    calls: {
      async *items(count) {
        for (let item = 0; item < count; item += 1) {
          await pause(2);
          yield item;
        }
        return "done";
      },
    },
  });
  const { client } = sessionClient(proxy.url);
  const stream = client.calls.items(100);
  const items: number[] = [];
  const streamed = (async () => {
    for await (const item of stream) items.push(item);
  })();
  await expect.poll(() => items.length).toBeGreaterThan(3);
  await server.close({ drain: 5_000 });
  await streamed;
  expect(items).toHaveLength(100);
});

test("a client that does not say that it knows holds nobody up longer than the drain time", async () => {
  const { proxy, server } = await sessionRig();
  const { client } = sessionClient(proxy.url);
  await reached(client, "open");
  proxy.freeze();
  await server.close({ drain: 200 });
  await expect.poll(() => server.stats().connections).toBe(0);
});

test("a server that says it will close and does not is left", async () => {
  const server = await ScriptedServer.start();
  const { client, statuses } = sessionClient(server.url, { offlineTimeout: 200 });
  const greeting = JSON.stringify({
    id: "$/session",
    result: { id: "i", key: "k", resumed: false, received: 0, ttl: 1, contract: "same" },
  });
  const first = await server.peer();
  await first.next();
  first.send(greeting, '{"method":"$/bye","params":{"retry":1,"resume":false}}');
  await expect.poll(() => statuses).toEqual(["open"]);
  // The acknowledgement says that nothing new is under way.
  expect(await first.nextJson()).toEqual({ method: "$/ack", params: { received: 1 } });
  const sent = client.send("note", 1);
  const second = await server.peer();
  await second.next();
  second.send(greeting);
  await sent;
  expect(await second.nextJson()).toEqual({ method: "note", params: [1] });
});
