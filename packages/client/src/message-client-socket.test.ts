import { type MessageWire, ValidationError } from "@wsgen/protocol";
import fc from "fast-check";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import {
  chat,
  type ChatClientToServer,
  type ChatServerToClient,
} from "../../../test/support/chat-wire.js";
import { chatPair, connectorTo, openChat, opened } from "../../../test/support/client-pair.js";
import { ScriptedServer } from "../../../test/support/scripted-server.js";

const VALID = '{"method":"count","params":[1]}';

describe("a frame that does not fit", () => {
  test.each<[string, string | Uint8Array, object]>([
    ["no JSON", "hello", { code: -32700 }],
    ["an empty frame", "", { code: -32700 }],
    ["a batch", "[]", { code: -32600 }],
    ["null", "null", { code: -32600 }],
    ["no method", '{"params":{}}', { code: -32600 }],
    ["another JSON-RPC", '{"jsonrpc":"1.0","method":"count","params":[1]}', { code: -32600 }],
    [
      "two params",
      '{"method":"count","params":[1,2]}',
      { code: -32602, method: "count", path: "count" },
    ],
    ["a response", '{"id":1,"result":5}', { code: -32600 }],
    ["a binary frame", new TextEncoder().encode(VALID), { code: -32600 }],
    ["an unknown message", '{"method":"shout","params":[1]}', { code: -32601, method: "shout" }],
    ["a name of every object", '{"method":"toString"}', { code: -32601, method: "toString" }],
    ["__proto__", '{"method":"__proto__","params":{}}', { code: -32601, method: "__proto__" }],
    ["our own message", '{"method":"say","params":{"text":"x"}}', { code: -32601, method: "say" }],
    [
      "wrong data",
      '{"method":"said","params":{"from":"ann","text":5}}',
      {
        code: -32602,
        method: "said",
        path: "said.text",
        message: "said.text: Invalid input: expected string, received number",
      },
    ],
    ["no data", '{"method":"said"}', { code: -32602, method: "said", path: "said" }],
  ])("is counted and answered, not delivered: %s", async (_, frame, notice) => {
    const { client, errors, peer } = await chatPair();
    peer.send(frame, VALID);
    expect(await peer.nextJson()).toEqual({
      method: "$/error",
      params: { message: expect.any(String) as string, ...notice },
    });
    expect(await client.wait()).toEqual({ type: "count", data: 1 });
    expect(client.stats).toMatchObject({ received: 1, invalid: 1, dropped: 0 });
    expect(client.connected).toBe(true);
    expect(errors).toEqual([]);
  });

  test("is not repeated in the answer beyond reason", async () => {
    const { peer } = await chatPair();
    peer.send(JSON.stringify({ method: "x".repeat(1_000_000) }));
    expect((await peer.next()).length).toBeLessThan(300);
  });

  test("is not answered when it is a call: that gets an error response", async () => {
    const { client, peer } = await chatPair();
    peer.send('{"id":"a","method":"count","params":[1]}');
    expect(await peer.nextJson()).toEqual({
      id: "a",
      error: { code: -32601, message: "Method not found: this is a message, not a call" },
    });
    expect(client.stats).toMatchObject({ received: 0, invalid: 1 });
  });

  test("is answered as JSON-RPC has it to a peer that did not agree to speak wsgen", async () => {
    const server = await ScriptedServer.start({
      handleProtocols: (offered) =>
        [...offered].find((name) => name.startsWith("wsgen.t.")) ?? false,
    });
    const client = openChat(connectorTo(server.url, { auth: () => "ticket" }).connector);
    const [peer] = await Promise.all([server.peer(), opened(client)]);
    peer.send("hello", '{"jsonrpc":"2.0","method":"count","params":[1]}');
    expect(await client.wait()).toEqual({ type: "count", data: 1 });
    expect(client.stats.invalid).toBe(1);
    expect(await peer.nextJson()).toEqual({
      id: null,
      error: { code: -32700, message: "Parse error" },
    });
  });

  test("goes unanswered while the peer does not read", async () => {
    const { client, peer } = await chatPair({ sendHighWater: 1024, sendLimit: 64 * 1024 * 1024 });
    peer.freeze();
    const sent = client.send("say", { text: "x".repeat(16 * 1024 * 1024) });
    peer.send("not JSON");
    await expect.poll(() => client.stats.invalid).toBe(1);
    peer.thaw();
    await sent;
    await client.send("say", { text: "end" });
    expect((await peer.next()).length).toBeGreaterThan(1_000_000);
    expect(await peer.nextJson()).toEqual({ method: "say", params: { text: "end" } });
  });

  test("is one whose check breaks, too", async () => {
    const server = await ScriptedServer.start();
    const wire: MessageWire<ChatServerToClient, ChatClientToServer> = {
      ...chat,
      receives: {
        messages: {
          ...chat.receives.messages,
          said: () => {
            throw new TypeError("a bug");
          },
        },
      },
    };
    const client = openChat(connectorTo(server.url).connector, { wire });
    const [peer] = await Promise.all([server.peer(), opened(client)]);
    peer.send('{"method":"said","params":{}}');
    expect(await peer.nextJson()).toMatchObject({ params: { code: -32602, method: "said" } });
    expect(client.connected).toBe(true);
  });

  test("does nothing to the socket, whatever it holds", async () => {
    const { client, peer } = await chatPair();
    const values = fc.sample(fc.oneof(fc.json(), fc.string({ unit: "binary" })), 300);
    const bytes = fc.sample(fc.uint8Array({ maxLength: 2_000 }), 100);
    peer.send(...values, ...bytes, VALID);
    expect(await client.wait()).toEqual({ type: "count", data: 1 });
    expect(client.stats).toMatchObject({ received: 1, invalid: 400 });
    expect(client.connected).toBe(true);
  });

  test("that is no UTF-8 is the WebSocket's to refuse", async () => {
    const { client, peer } = await chatPair();
    peer.webSocket.send(Buffer.from([0xff, 0xfe]), { binary: false });
    expect((await client.closed).code).toBe(1006);
    expect(client.stats.received).toBe(0);
  });
});

describe("what belongs to the protocol", () => {
  test.each([
    '{"method":"$/error","params":{"message":{"toString":1,"valueOf":1}}}',
    '{"method":"$/error","params":[{"__proto__":null}]}',
  ])("a report that is no report does no harm: %s", async (frame) => {
    const { client, errors, peer } = await chatPair();
    peer.send(frame, '{"method":"count","params":[7]}');
    expect(await client.wait()).toEqual({ type: "count", data: 7 });
    expect(errors.map(({ error }) => String(error))).toEqual([
      expect.stringContaining("(no message)"),
    ]);
  });

  test("$/error is counted and reported, never answered", async () => {
    const { client, errors, peer } = await chatPair();
    peer.send(
      '{"method":"$/error","params":{"code":-32602,"message":"say.text: expected string"}}',
    );
    peer.send('{"method":"$/error"}', '{"method":"$/error","params":{"message":{}}}');
    await expect.poll(() => client.stats.rejectedByPeer).toBe(3);
    expect(errors[0]).toMatchObject({
      kind: "peer",
      path: "/rooms/:room",
      error: {
        code: "REJECTED_BY_PEER",
        message: "The server rejected a message: say.text: expected string",
      },
    });
    await client.send("say", { text: "next" });
    expect(await peer.nextJson()).toMatchObject({ method: "say" });
    expect(client.stats.invalid).toBe(0);
  });

  test("an unknown $/ notification is ignored", async () => {
    const { client, peer } = await chatPair();
    peer.send('{"method":"$/tomorrow","params":{}}', VALID);
    await client.wait();
    await client.send("say", { text: "next" });
    expect(await peer.nextJson()).toMatchObject({ method: "say" });
    expect(client.stats.invalid).toBe(0);
  });
});

test("what arrives has nothing that the contract does not have", async () => {
  const { client, peer } = await chatPair();
  peer.send('{"method":"said","params":{"from":"a","text":"b","__proto__":{"admin":true},"x":1}}');
  const message = await client.wait();
  expect(message).toEqual({ type: "said", data: { from: "a", text: "b" } });
  expect(Object.keys(message?.data ?? {})).toEqual(["from", "text"]);
});

test("an onError that throws harms nobody", async () => {
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  onTestFinished(() => log.mockRestore());
  const { client, peer } = await chatPair({
    onError: () => {
      throw new Error("mine");
    },
  });
  client.on("count", () => {
    throw new ValidationError("a", []);
  });
  peer.send(VALID, VALID);
  await expect.poll(() => client.stats.received).toBe(2);
  expect(client.connected).toBe(true);
  expect(log).toHaveBeenCalledTimes(2);
});
