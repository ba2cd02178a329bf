import { SocketClosedError, ValidationError } from "@wsgen/protocol";
import { describe, expect, test } from "vitest";
import {
  chatPair,
  connectorTo,
  echoPair,
  openChat,
  opened,
  openRaw,
} from "../../../test/support/client-pair.js";
import { echo } from "../../../test/support/chat-wire.js";
import { deferred } from "../../../test/support/deferred.js";
import { ScriptedServer } from "../../../test/support/scripted-server.js";
import { OutboxFullError } from "./outbox.js";

const MIB = 1024 * 1024;

describe("send while connecting", () => {
  test("is kept, and written in order once open", async () => {
    const ticket = deferred<string>();
    const server = await ScriptedServer.start();
    const client = openRaw(connectorTo(server.url, { auth: () => ticket.promise }).connector, echo);
    const sent = [client.send("1"), client.send("2"), client.send("")];
    ticket.resolve("t");
    const peer = await server.peer();
    expect([await peer.next(), await peer.next(), await peer.next()]).toEqual(["1", "2", ""]);
    await Promise.all(sent);
    await client.send("3");
    expect(await peer.next()).toBe("3");
  });

  test("rejects when the outbox is full, and keeps what was there", async () => {
    const ticket = deferred<string>();
    const server = await ScriptedServer.start();
    const { connector } = connectorTo(server.url, { auth: () => ticket.promise, sendLimit: 1_000 });
    const client = openRaw(connector, echo);
    const kept = client.send("x".repeat(2_000));
    const refused = client.send("y");
    await expect(refused).rejects.toBeInstanceOf(OutboxFullError);
    await expect(refused).rejects.toMatchObject({ code: "OUTBOX_FULL" });
    ticket.resolve("t");
    const peer = await server.peer();
    expect(await peer.next()).toBe("x".repeat(2_000));
    await kept;
    await client.send("z");
    expect(await peer.next()).toBe("z");
  });

  test("cannot fill memory with empty frames", async () => {
    const { connector } = connectorTo("ws://127.0.0.1:1", {
      auth: () => deferred<string>().promise,
      sendLimit: 6_400,
    });
    const client = openRaw(connector, echo);
    const sent = Array.from({ length: 200 }, () => client.send(""));
    await client.close();
    const outcomes = await Promise.allSettled(sent);
    const codes = outcomes.map((outcome) =>
      outcome.status === "rejected" ? (outcome.reason as { code: string }).code : "sent",
    );
    expect(codes.filter((code) => code === "SOCKET_CLOSED")).toHaveLength(100);
    expect(codes.filter((code) => code === "OUTBOX_FULL")).toHaveLength(100);
  });

  test("rejects when the connection is refused", async () => {
    const server = await ScriptedServer.start({ verifyClient: () => false });
    const client = openChat(connectorTo(server.url).connector);
    await expect(client.send("say", { text: "hi" })).rejects.toMatchObject({
      code: "SOCKET_CLOSED",
      closeCode: 1006,
    });
  });

  test("rejects when the socket is closed before it is open", async () => {
    const server = await ScriptedServer.start();
    const client = openChat(connectorTo(server.url).connector);
    const sent = client.send("say", { text: "hi" });
    await client.close(4000, "changed my mind");
    await expect(sent).rejects.toThrow("The socket is closed (4000: changed my mind).");
  });
});

describe("send", () => {
  test("takes a type with data, or a message", async () => {
    const { client, peer } = await chatPair();
    await client.send("say", { text: "a" });
    await client.send({ type: "typing", data: { on: true } });
    expect(await peer.next()).toBe('{"method":"say","params":{"text":"a"}}');
    expect(await peer.next()).toBe('{"method":"typing","params":{"on":true}}');
  });

  test("strips what the contract does not have", async () => {
    const { client, peer } = await chatPair();
    const data = { text: "a", secret: 1 };
    await client.send("say", data);
    expect(await peer.nextJson()).toEqual({ method: "say", params: { text: "a" } });
  });

  test.each([
    ["wrong data", (client: LooseClient) => client.send("say", { text: 5 }), "say.text"],
    ["no data", (client: LooseClient) => client.send("say"), "say"],
    ["an unknown type", (client: LooseClient) => client.send("shout", {}), "type"],
    ["a name that every object has", (client: LooseClient) => client.send("toString", {}), "type"],
    [
      "a type of the other direction",
      (client: LooseClient) => client.send({ type: "said", data: {} }),
      "type",
    ],
  ])("rejects %s", async (_, send, path) => {
    const { client } = await chatPair();
    const sent = send(client);
    await expect(sent).rejects.toBeInstanceOf(ValidationError);
    await expect(sent).rejects.toMatchObject({ path });
  });

  test("rejects what is no message at all", async () => {
    const { client } = await chatPair();
    const loose = client as unknown as LooseClient;
    for (const message of [null, undefined, 5, Symbol("x"), { type: Symbol("x") }, {}, []]) {
      const sent = loose.send(message);
      await expect(sent).rejects.toMatchObject({ code: "INVALID", path: "type" });
    }
    await expect(loose.send("nope")).rejects.toThrow('received "nope"');
  });

  test("rejects after the close, whoever closed", async () => {
    const local = await chatPair();
    await local.client.close(4001, "bye");
    await expect(local.client.send("say", { text: "hi" })).rejects.toMatchObject({
      closeCode: 4001,
    });
    const remote = await chatPair();
    remote.peer.webSocket.close(4002, "gone");
    await remote.client.closed;
    const sent = remote.client.send("say", { text: "hi" });
    await expect(sent).rejects.toBeInstanceOf(SocketClosedError);
    await expect(sent).rejects.toMatchObject({ closeCode: 4002, reason: "gone" });
  });

  test("rejects while the peer is closing, where a WebSocket would swallow it", async () => {
    const { client, peer } = await echoPair();
    const { resolve, promise } = deferred<Promise<void>>();
    // The first message lets us in at the moment in which the close frame behind it has been read.
    client.on("message", () => queueMicrotask(() => resolve(client.send("too late"))));
    peer.webSocket.send("now");
    peer.webSocket.close(4003, "leaving");
    const sent = promise.then((inner) => inner);
    await expect(Promise.race([sent, client.closed.then(() => sent)])).rejects.toMatchObject({
      code: "SOCKET_CLOSED",
    });
  });

  test("that nobody awaits ends nothing; it is counted and reported", async () => {
    const { client, errors } = await chatPair();
    await client.close();
    void client.send("say", { text: "hi" });
    void client.send("say", { text: 5 } as never);
    await expect.poll(() => client.stats.ignoredSendFailures).toBe(2);
    expect(errors.map(({ kind, error }) => [kind, error.name])).toEqual([
      ["send", "SocketClosedError"],
      ["send", "ValidationError"],
    ]);
  });
});

describe("backpressure", () => {
  test("send waits while more than the high water is buffered, and goes on when it is down", async () => {
    const { client, peer } = await echoPair({ sendHighWater: 64 * 1024, sendLimit: 64 * MIB });
    peer.freeze();
    const sent = client.send("x".repeat(16 * MIB));
    const state = await Promise.race([sent.then(() => "sent"), nap(100).then(() => "waits")]);
    expect(state).toBe("waits");
    peer.thaw();
    await sent;
    expect((await peer.next()).length).toBe(16 * MIB);
  });

  test("send rejects above the limit, and the socket stays", async () => {
    const { client, peer } = await echoPair({ sendLimit: MIB });
    peer.freeze();
    const first = client.send("x".repeat(16 * MIB));
    await expect(client.send("y")).rejects.toMatchObject({ code: "OUTBOX_FULL" });
    expect(client.connected).toBe(true);
    peer.thaw();
    await first;
    await client.send("z");
    expect((await peer.next()).length).toBe(16 * MIB);
    expect(await peer.next()).toBe("z");
  });

  test("who waits for room is told when the socket closes", async () => {
    const { client, peer } = await echoPair({ sendLimit: 64 * MIB, closeTimeout: 50 });
    peer.freeze();
    const sent = client.send("x".repeat(16 * MIB));
    void client.close();
    await expect(sent).rejects.toBeInstanceOf(SocketClosedError);
    await client.closed;
  });

  test("who waits for room is told when the connection is lost", async () => {
    const { client, peer } = await echoPair({ sendLimit: 64 * MIB });
    peer.freeze();
    const sent = client.send("x".repeat(16 * MIB));
    peer.webSocket.terminate();
    await expect(sent).rejects.toMatchObject({ closeCode: 1006 });
  });
});

test("connected is false as soon as closing begins", async () => {
  const { client } = await chatPair();
  await opened(client);
  const closed = client.close();
  expect([client.connected, client.status]).toEqual([false, "open"]);
  await closed;
  expect([client.connected, client.status]).toEqual([false, "closed"]);
});

/** What a program without types may do. */
interface LooseClient {
  send(message: unknown, data?: unknown): Promise<void>;
}

function nap(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
