import { describe, expect, test, vi, type Mock } from "vitest";
import { deferred } from "../../../../test/support/deferred.js";
import { type ChatSocket, createServer } from "../../../../test/support/endpoint-contracts.js";
import { type OnError, started } from "../../../../test/support/started-server.js";
import { WsPeer } from "../../../../test/support/ws-peer.js";

const WSGEN = { subprotocols: ["wsgen.v1"] };

interface Opened {
  readonly peer: WsPeer;
  readonly delivered: unknown[];
  readonly onError: Mock<OnError>;
  readonly invalid: () => number;
}

/** An echoing chat that notes what it is given. */
async function chat(kind: "wsgen" | "plain"): Promise<Opened> {
  const delivered: unknown[] = [];
  const onError = vi.fn<OnError>();
  const { server, url } = await started(
    createServer(
      {
        chat: {
          async websocket(socket) {
            for await (const message of socket) {
              delivered.push(message);
              await socket.send("total", delivered.length);
            }
          },
        },
      },
      { onError },
    ),
  );
  const peer = await WsPeer.open(`${url}/rooms/r`, kind === "wsgen" ? WSGEN : {});
  return { peer, delivered, onError, invalid: () => server.stats().invalidMessages };
}

function send(peer: WsPeer, frame: unknown): void {
  peer.send(JSON.stringify(frame));
}

describe("messages", () => {
  test.each<[unknown, unknown]>([
    [
      { method: "say", params: { text: "hi" } },
      { type: "say", data: { text: "hi" } },
    ],
    [
      { jsonrpc: "2.0", method: "say", params: { text: "" } },
      { type: "say", data: { text: "" } },
    ],
    [
      { method: "say", params: { text: "x", extra: 1 } },
      { type: "say", data: { text: "x" } },
    ],
    [
      { method: "say", params: [{ text: "wrapped" }] },
      { type: "say", data: { text: "wrapped" } },
    ],
    [
      { method: "count", params: [7] },
      { type: "count", data: 7 },
    ],
    [
      { method: "list", params: [["a", null]] },
      { type: "list", data: ["a", null] },
    ],
    [{ method: "ping" }, { type: "ping", data: undefined }],
    [
      { method: "constructor", params: { own: true } },
      { type: "constructor", data: { own: true } },
    ],
  ])("%j is delivered", async (frame, message) => {
    const { delivered, invalid, peer } = await chat("plain");
    send(peer, frame);
    expect(await peer.nextJson()).toEqual({ jsonrpc: "2.0", method: "total", params: [1] });
    expect(delivered).toEqual([message]);
    expect(invalid()).toBe(0);
  });

  test("go to a wsgen peer without jsonrpc, and the subprotocol is agreed on", async () => {
    const { peer } = await chat("wsgen");
    expect(peer.webSocket.protocol).toBe("wsgen.v1");
    send(peer, { method: "ping" });
    expect(await peer.next()).toBe('{"method":"total","params":[1]}');
  });

  test("make the round trip in every form, in order", async () => {
    const { url } = await started(createServer({}));
    const peer = await WsPeer.open(`${url}/rooms/r`, WSGEN);
    for (const frame of [
      { method: "say", params: { text: "😀" } },
      { method: "count", params: [1.5] },
      { method: "list", params: [["a", null]] },
      { method: "ping" },
    ])
      send(peer, frame);
    expect([
      await peer.nextJson(),
      await peer.nextJson(),
      await peer.nextJson(),
      await peer.nextJson(),
    ]).toEqual([
      { method: "said", params: { from: "server", text: "😀" } },
      { method: "total", params: [2.5] },
      { method: "items", params: [["a", "null"]] },
      { method: "pong" },
    ]);
  });
});

/** What arrives, and the answers to a wsgen peer and to a plain one (PROTOCOL.md, "What does not fit"). */
const misfits: [string, string | Uint8Array, unknown, unknown][] = [
  ["no JSON", "{", notice(-32700), response(-32700)],
  ["an empty frame", "", notice(-32700), response(-32700)],
  ["a number", "5", notice(-32600), response(-32600)],
  ["null", "null", notice(-32600), response(-32600)],
  ["an empty batch", "[]", notice(-32600), response(-32600)],
  ["an empty object", "{}", notice(-32600), response(-32600)],
  ["another jsonrpc", '{"jsonrpc":"1.0","method":"ping"}', notice(-32600), response(-32600)],
  ["params that are a string", '{"method":"say","params":"hi"}', notice(-32600), response(-32600)],
  [
    "params of two elements where one is wanted",
    '{"method":"count","params":[1,2]}',
    notice(-32602, "count", "count"),
    null,
  ],
  [
    "an id that is an object",
    '{"method":"say","id":{},"params":{}}',
    notice(-32600),
    response(-32600),
  ],
  ["a response to nothing", '{"id":1,"result":true}', notice(-32600), null],
  ["an error to nothing", '{"id":null,"error":{"code":1,"message":"x"}}', notice(-32600), null],
  ["a binary frame", Buffer.from('{"method":"ping"}'), notice(-32600), response(-32600)],
  ["an unknown method", '{"method":"shout"}', notice(-32601, "shout"), null],
  [
    "a message of the other direction",
    '{"method":"said","params":{}}',
    notice(-32601, "said"),
    null,
  ],
  ["__proto__ as method", '{"method":"__proto__"}', notice(-32601, "__proto__"), null],
  ["toString as method", '{"method":"toString"}', notice(-32601, "toString"), null],
  [
    "hasOwnProperty as method",
    '{"method":"hasOwnProperty","params":[1]}',
    notice(-32601, "hasOwnProperty"),
    null,
  ],
  [
    "constructor with wrong data",
    '{"method":"constructor"}',
    notice(-32602, "constructor", "constructor"),
    null,
  ],
  [
    "data of the wrong kind",
    '{"method":"say","params":{"text":5}}',
    notice(-32602, "say", "say.text"),
    null,
  ],
  ["data that is missing", '{"method":"say"}', notice(-32602, "say", "say"), null],
  [
    "data inherited from __proto__",
    '{"method":"say","params":{"__proto__":{"text":"x"}}}',
    notice(-32602, "say", "say.text"),
    null,
  ],
  [
    "too long a text",
    `{"method":"say","params":{"text":"${"x".repeat(501)}"}}`,
    notice(-32602, "say", "say.text"),
    null,
  ],
  [
    "a wrong element",
    '{"method":"list","params":[["a",{}]]}',
    notice(-32602, "list", "list.1"),
    null,
  ],
  [
    "nesting without end",
    `{"method":"say","params":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
    notice(-32600),
    response(-32600),
  ],
  [
    "a request for a message",
    '{"method":"say","id":1,"params":{"text":"x"}}',
    call(1),
    { jsonrpc: "2.0", ...call(1) },
  ],
  [
    "a request for anything",
    '{"method":"x","id":"a"}',
    call("a"),
    { jsonrpc: "2.0", ...call("a") },
  ],
  [
    "a request with id null",
    '{"method":"x","id":null}',
    call(null),
    { jsonrpc: "2.0", ...call(null) },
  ],
];

function notice(code: number, method?: string, path?: string): object {
  const named = { ...(method !== undefined && { method }), ...(path !== undefined && { path }) };
  return { method: "$/error", params: { code, message: expect.any(String), ...named } };
}

function response(code: number): object {
  return { jsonrpc: "2.0", id: null, error: { code, message: expect.any(String) } };
}

function call(id: string | number | null): object {
  return { id, error: { code: -32601, message: expect.any(String) } };
}

describe.each(["wsgen", "plain"] as const)("what does not fit, from a %s peer,", (kind) => {
  test.each(misfits)(
    "is counted, answered and never delivered: %s",
    async (_name, frame, toWsgen, toPlain) => {
      const { delivered, invalid, onError, peer } = await chat(kind);
      peer.send(frame);
      send(peer, { method: "ping" });
      const expected = kind === "wsgen" ? toWsgen : toPlain;
      const total: unknown = expect.objectContaining({ method: "total", params: [1] });
      const answers = expected === null ? [total] : [expected, total];
      for (const answer of answers) expect(await peer.nextJson()).toEqual(answer);
      expect(delivered).toEqual([{ type: "ping", data: undefined }]);
      expect(invalid()).toBe(1);
      expect(onError).not.toHaveBeenCalled();
    },
  );
});

describe("a batch of messages", () => {
  const batch = '[{"method":"ping"},{"method":"list","params":["a",null]}]';

  test("from a plain peer delivers each of them", async () => {
    const { delivered, invalid, peer } = await chat("plain");
    peer.send(batch);
    expect(await peer.nextJson()).toEqual({ jsonrpc: "2.0", method: "total", params: [1] });
    expect(await peer.nextJson()).toEqual({ jsonrpc: "2.0", method: "total", params: [2] });
    expect(delivered).toEqual([
      { type: "ping", data: undefined },
      { type: "list", data: ["a", null] },
    ]);
    expect(invalid()).toBe(0);
  });

  test("from a wsgen peer is refused as a whole", async () => {
    const { delivered, invalid, peer } = await chat("wsgen");
    peer.send(batch);
    expect(await peer.nextJson()).toEqual(notice(-32600));
    expect([delivered, invalid()]).toEqual([[], 1]);
  });
});

describe("an answer to what does not fit", () => {
  test("never repeats the value", async () => {
    const { peer } = await chat("wsgen");
    send(peer, { method: "say", params: { text: { secret: "hunter2" } } });
    send(peer, { method: "list", params: [["hunter2", { hunter2: 1 }]] });
    expect(String(await peer.next()) + String(await peer.next())).not.toContain("hunter2");
  });

  test("cuts a method name that is endless", async () => {
    const { peer } = await chat("wsgen");
    send(peer, { method: "x".repeat(500_000) });
    expect(String(await peer.next()).length).toBeLessThan(300);
  });

  test("is left out while the peer does not read, and memory stays bounded", async () => {
    const { invalid, peer } = await chat("wsgen");
    peer.webSocket.pause();
    const frame = JSON.stringify({ method: "no such message" });
    for (let index = 0; index < 60_000; index += 1) peer.send(frame);
    await vi.waitFor(() => expect(invalid()).toBe(60_000), { timeout: 20_000 });
    let answers = 0;
    peer.webSocket.on("message", () => (answers += 1));
    peer.webSocket.resume();
    send(peer, { method: "ping" });
    while (String(await peer.next()).includes("$/error"));
    expect(answers).toBeLessThan(60_000);
  });
});

describe("$/ notifications", () => {
  test("that are not known are ignored without an answer", async () => {
    const { delivered, invalid, peer } = await chat("wsgen");
    for (const method of ["$/", "$/whatever", "$/ack"]) send(peer, { method, params: { a: 1 } });
    send(peer, { method: "ping" });
    expect(await peer.nextJson()).toEqual({ method: "total", params: [1] });
    expect([delivered.length, invalid()]).toEqual([1, 0]);
  });

  test.each<[unknown, RegExp]>([
    [{ code: -32602, message: "said.text: expected string" }, /said\.text: expected string/],
    [{ message: { toString: 1, valueOf: 1 } }, /no message/],
    [{ message: null }, /no message/],
    [{}, /no message/],
    [[5], /no message/],
    [undefined, /no message/],
    [{ message: "x".repeat(100_000) }, /^.{1000,1100}$/],
  ])("$/error goes to onError and is not answered (%#)", async (params, message) => {
    const { onError, peer } = await chat("wsgen");
    send(peer, { method: "$/error", params });
    send(peer, { method: "ping" });
    expect(await peer.nextJson()).toEqual({ method: "total", params: [1] });
    expect(onError.mock.calls).toEqual([
      [
        expect.objectContaining({
          code: "REJECTED_BY_PEER",
          message: expect.stringMatching(message),
        }),
        { kind: "peer", path: "/rooms/:room" },
      ],
    ]);
  });
});

describe("send", () => {
  async function open(): Promise<{
    peer: WsPeer;
    socket: ChatSocket;
    onError: Mock<OnError>;
  }> {
    const socket = deferred<ChatSocket>();
    const onError = vi.fn<OnError>();
    const { url } = await started(
      createServer(
        {
          chat: {
            async websocket(one) {
              socket.resolve(one);
              await one.closed;
            },
          },
        },
        { onError },
      ),
    );
    return {
      peer: await WsPeer.open(`${url}/rooms/r`, WSGEN),
      socket: await socket.promise,
      onError,
    };
  }

  test("takes type and data, or both in one object", async () => {
    const { peer, socket } = await open();
    await socket.send("total", 1);
    await socket.send({ type: "total", data: 2 });
    await socket.send("pong", undefined);
    expect([await peer.nextJson(), await peer.nextJson(), await peer.nextJson()]).toEqual([
      { method: "total", params: [1] },
      { method: "total", params: [2] },
      { method: "pong" },
    ]);
  });

  test("leaves out what the contract does not have", async () => {
    const { peer, socket } = await open();
    const data = { from: "a", text: "b", password: "hunter2" };
    await socket.send("said", data);
    expect(await peer.nextJson()).toEqual({ method: "said", params: { from: "a", text: "b" } });
  });

  test.each<[string, unknown, unknown, string]>([
    ["data that does not fit", "said", { from: "a", text: 5 }, "said.text"],
    ["data that is missing", "said", undefined, "said"],
    ["an unknown type", "shouted", {}, "type"],
    ["a type of the other direction", "say", { text: "x" }, "type"],
    ["an inherited name", "toString", {}, "type"],
    ["a number that JSON does not have", "total", Number.NaN, "total"],
  ])("rejects %s with a ValidationError, and sends nothing", async (_name, type, data, path) => {
    const { peer, socket } = await open();
    await expect(socket.send(type as "said", data as never)).rejects.toMatchObject({
      name: "ValidationError",
      path,
    });
    await expect(socket.send({ type, data } as never)).rejects.toMatchObject({ code: "INVALID" });
    await socket.send("total", 1);
    expect(await peer.nextJson()).toEqual({ method: "total", params: [1] });
  });

  test.each([null, undefined, 5, {}])(
    "rejects %j, which is no message, and does not throw",
    async (message) => {
      const { socket } = await open();
      await expect(socket.send(message as never)).rejects.toThrow(/message|type|undefined|null/);
    },
  );

  test("counts and reports a failure that nobody awaits", async () => {
    const { onError, socket } = await open();
    void socket.send("said", { from: "a" } as never);
    await vi.waitFor(() => expect(onError).toHaveBeenCalledTimes(1));
    expect(onError.mock.calls[0]?.[1]).toEqual({ kind: "send", path: "/rooms/:room" });
  });
});
