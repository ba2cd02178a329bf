import { once } from "node:events";
import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import net, { type AddressInfo, type Socket } from "node:net";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import {
  type BoardCallHandlers,
  type BoardSocket,
  createBoardServer,
} from "../../../../test/support/board-contract.js";
import { deferred } from "../../../../test/support/deferred.js";
import { ADD, JSON_TYPE, post, servedCalls } from "../../../../test/support/post-call.js";
import { RawPeer } from "../../../../test/support/raw-peer.js";
import type { OnError } from "../../../../test/support/started-server.js";

type Calls = Partial<BoardCallHandlers<BoardSocket | null>>;

/** The bytes of a request with this body, which may claim to be longer than it is. */
function request(body: string, length = Buffer.byteLength(body)): string {
  const head = ["POST /api/b HTTP/1.1", "Host: x", "Content-Type: application/json"];
  return [...head, `Content-Length: ${length}`, "", body].join("\r\n");
}

/** A call that runs until it is aborted. */
function untilAborted(): { calls: Calls; running: Promise<void>; aborted: Promise<unknown> } {
  const running = deferred();
  const aborted = deferred<unknown>();
  const calls: Calls = {
    async add(_input, { signal }) {
      running.resolve();
      await once(signal, "abort");
      aborted.resolve(signal.reason);
      throw signal.reason;
    },
  };
  return { calls, running: running.promise, aborted: aborted.promise };
}

describe("a POST with application/json", () => {
  test.each([
    ["a call", ADD, { jsonrpc: "2.0", id: 1, result: 3 }],
    [
      "a call without jsonrpc",
      { ...ADD, jsonrpc: undefined },
      { jsonrpc: "2.0", id: 1, result: 3 },
    ],
    [
      "a batch",
      [ADD, { ...ADD, id: 2 }],
      [
        { jsonrpc: "2.0", id: 1, result: 3 },
        { jsonrpc: "2.0", id: 2, result: 3 },
      ],
    ],
    [
      "a declared error",
      { ...ADD, params: { a: 99, b: 9 } },
      {
        jsonrpc: "2.0",
        id: 1,
        error: {
          code: 1,
          message: "TOO_LARGE",
          data: { error: "TOO_LARGE", data: { limit: 100 } },
        },
      },
    ],
    ["no JSON", "{", { jsonrpc: "2.0", id: null, error: { code: -32700, message: "Parse error" } }],
    [
      "an empty body",
      "",
      { jsonrpc: "2.0", id: null, error: { code: -32700, message: "Parse error" } },
    ],
    [
      "a message as a call",
      { id: 1, method: "say", params: { text: "x" } },
      { jsonrpc: "2.0", id: 1, error: { code: -32601, message: "Method not found" } },
    ],
    [
      "a stream",
      { id: 1, method: "lines", params: { count: 1 } },
      { jsonrpc: "2.0", id: 1, error: { code: -32601, message: "Method not found" } },
    ],
    [
      "an upload",
      { id: 1, method: "store", params: { name: "x" } },
      { jsonrpc: "2.0", id: 1, error: { code: -32601, message: "Method not found" } },
    ],
    [
      "input that does not fit",
      { ...ADD, params: {} },
      {
        jsonrpc: "2.0",
        id: 1,
        error: {
          code: -32602,
          message: "add.a: Invalid input: expected number, received undefined (and 1 more)",
        },
      },
    ],
    [
      "too deep a body",
      `{"id":1,"method":"add","params":${"[".repeat(64)}${"]".repeat(64)}}`,
      {
        jsonrpc: "2.0",
        id: 1,
        error: { code: -32600, message: "A frame nests at most 64 levels." },
      },
    ],
  ])("is answered as JSON-RPC has it: %s", async (_name, body, answer) => {
    const response = await post(await servedCalls(), body);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await response.json()).toEqual(answer);
  });

  test.each([
    ["a notification of a call", { method: "refresh" }],
    ["a message", { method: "say", params: { text: "x" } }],
    ["an unknown notification", { method: "nothing" }],
    ["a notification of a protocol method", { method: "$/cancelRequest", params: { id: 1 } }],
    ["notifications only", [{ method: "refresh" }, { method: "refresh" }]],
    ["a response to nothing", { id: 1, result: 1 }],
  ])("that asks for no answer gets 204: %s", async (_name, body) => {
    const response = await post(await servedCalls(), body);
    expect([response.status, await response.text()]).toEqual([204, ""]);
  });

  test("serves notifications, and does not wait for them", async () => {
    const served = deferred();
    const never = deferred();
    const server = await servedCalls({
      refresh() {
        served.resolve();
        return never.promise;
      },
    });
    expect((await post(server, { method: "refresh" })).status).toBe(204);
    await expect(served.promise).resolves.toBeUndefined();
  });

  test("gives the handler context and request, and no socket", async () => {
    const seen = deferred<unknown[]>();
    const server = await servedCalls(
      {
        refresh: (_input, { context, idempotencyKey, request: { params, query }, socket }) =>
          seen.resolve([socket, context, params, query, idempotencyKey]),
      },
      { authenticate: ({ headers }) => ({ user: headers.get("x-user") ?? "" }) },
    );
    const meta = { idempotencyKey: "k" };
    const headers = { "x-user": "ann", "content-type": "Application/JSON; charset=utf-8" };
    await post(server, { id: 1, method: "refresh", meta }, { path: "/api/c?lang=zh", headers });
    expect(await seen.promise).toEqual([
      null,
      { user: "ann" },
      { board: "c" },
      { lang: "zh" },
      "k",
    ]);
  });

  test("tells an undeclared throw to onError only", async () => {
    const onError = vi.fn<OnError>();
    const failure = new Error("hunter2");
    const server = await servedCalls({ add: () => Promise.reject(failure) }, { onError });
    const response = await post(server, ADD);
    expect(await response.json()).toEqual({
      jsonrpc: "2.0",
      id: 1,
      error: { code: -32603, message: "Internal error" },
    });
    expect(onError.mock.calls).toEqual([
      [failure, { kind: "call", method: "add", path: "/api/:board" }],
    ]);
  });

  test("may have up to maxMessageBytes, and gets 413 above", async () => {
    const server = await servedCalls({}, { maxMessageBytes: 1_000 });
    const body = (size: number): string => JSON.stringify(ADD).padEnd(size);
    expect((await post(server, body(1_000))).status).toBe(200);
    const refused = await post(server, body(1_001));
    expect([refused.status, await refused.text()]).toEqual([
      413,
      "A body has at most 1000 bytes.\n",
    ]);
    expect((await post(server, ADD)).status).toBe(200);
  });

  test("gets 413 at once when it has no end", async () => {
    const { port } = await servedCalls({}, { maxMessageBytes: 1_000 });
    const peer = await RawPeer.connect(port);
    peer.write(request("x".repeat(2_000), 1e9));
    expect((await peer.answerHead()).status).toBe(413);
    await expect(peer.ended).resolves.toBeUndefined();
  });

  test("bounds a batch by maxCalls", async () => {
    const server = await servedCalls({}, { maxCalls: 2 });
    expect(await (await post(server, [ADD, ADD, ADD])).json()).toMatchObject({
      error: { code: -32600 },
    });
    expect(await (await post(server, [ADD, ADD])).json()).toHaveLength(2);
  });
});

test("a POST is refused with 503 while as many handlers run for HTTP as maxCalls", async () => {
  const { calls, running } = untilAborted();
  const server = await servedCalls(calls, { maxCalls: 1 });
  const peer = await RawPeer.connect(server.port);
  peer.write(request(JSON.stringify(ADD)));
  await running;
  expect((await post(server, ADD)).status).toBe(503);
  peer.socket.destroy();
  await expect.poll(async () => (await post(server, { ...ADD, method: "none" })).status).toBe(200);
});

describe("a client that leaves", () => {
  test("while its call runs aborts call.signal", async () => {
    const onError = vi.fn<OnError>();
    const { aborted, calls, running } = untilAborted();
    const { port } = await servedCalls(calls, { onError });
    const peer = await RawPeer.connect(port);
    peer.write(request(JSON.stringify(ADD)));
    await running;
    peer.socket.destroy();
    expect(await aborted).toMatchObject({ code: "SOCKET_CLOSED" });
    expect(onError).not.toHaveBeenCalled();
  });

  // Once could not be aborted: nobody waits for its answer.
  test("after a notification aborts its call.signal as well", async () => {
    const { aborted, calls, running } = untilAborted();
    const { port } = await servedCalls(calls);
    const peer = await RawPeer.connect(port);
    peer.write(request(JSON.stringify({ ...ADD, id: undefined })));
    expect((await peer.answerHead()).status).toBe(204);
    await running;
    peer.socket.destroy();
    expect(await aborted).toMatchObject({ code: "SOCKET_CLOSED" });
  });

  test.each([
    ["with Connection: close", "1.1", "close"],
    ["in HTTP/1.0", "1.0", "x-other"],
  ])("a connection that ends with its answer aborts nothing: %s", async (_name, version, value) => {
    const seen = deferred<boolean>();
    const later = deferred();
    const { port, server } = await servedCalls({
      async refresh(_input, { signal }) {
        await later.promise;
        seen.resolve(signal.aborted);
      },
    });
    const peer = await RawPeer.connect(port);
    const head = request('{"method":"refresh"}').replace("HTTP/1.1", `HTTP/${version}`);
    peer.write(head.replace("Host: x", `Host: x\r\nConnection: ${value}`));
    await peer.ended;
    peer.socket.destroy();
    // It resolves when the connection is gone here, too.
    await server.close();
    later.resolve();
    expect(await seen.promise).toBe(false);
  });

  // Once was told to onError as if something had failed here.
  test.each([
    ["in the middle of its body", '{"id":1,', 100],
    ["before its body is read", JSON.stringify(ADD), undefined],
  ])("%s is nobody's error, and nothing is served", async (_name, body, length) => {
    const onError = vi.fn<OnError>();
    const served = vi.fn<() => number>(() => 3);
    const judging = deferred();
    const left = deferred();
    const server = await servedCalls(
      { add: served },
      {
        onError,
        async authenticate() {
          judging.resolve();
          await left.promise;
          return {};
        },
      },
    );
    const peer = await RawPeer.connect(server.port);
    peer.write(request(body, length));
    await judging.promise;
    peer.socket.resetAndDestroy();
    await sleep(20);
    left.resolve();
    expect((await post(server, { id: 1, method: "refresh" })).status).toBe(200);
    expect([onError.mock.calls, served.mock.calls]).toEqual([[], []]);
  });
});

describe("requests that are pipelined on one connection", () => {
  const COUNT = 20;

  // Once put a listener on the connection each, of which Node warns from the eleventh on.
  test("are answered without a warning", async () => {
    const slow = deferred<number>();
    const all = deferred();
    let running = 0;
    const add = (): Promise<number> => {
      running += 1;
      if (running === COUNT) all.resolve();
      return slow.promise;
    };
    const warned = vi.fn<(warning: Error) => void>();
    process.on("warning", warned);
    onTestFinished(() => void process.off("warning", warned));
    const { port } = await servedCalls({ add });
    const peer = await RawPeer.connect(port);
    peer.write(request(JSON.stringify(ADD)).repeat(COUNT));
    await all.promise;
    slow.resolve(3);
    const body = '{"jsonrpc":"2.0","id":1,"result":3}';
    await vi.waitFor(() => {
      expect(peer.received.toString().split(body)).toHaveLength(COUNT + 1);
    });
    expect(warned.mock.calls).toEqual([]);
  });

  test("are all aborted when the client leaves", async () => {
    let running = 0;
    let aborted = 0;
    const { port } = await servedCalls({
      async add(_input, { signal }) {
        running += 1;
        await once(signal, "abort");
        aborted += 1;
        throw signal.reason;
      },
    });
    const peer = await RawPeer.connect(port);
    peer.write(request(JSON.stringify(ADD)).repeat(COUNT));
    await vi.waitFor(() => expect(running).toBe(COUNT));
    peer.socket.destroy();
    await vi.waitFor(() => expect(aborted).toBe(COUNT));
  });
});

test("20 requests on one connection leave no listeners on it", async () => {
  const server = createBoardServer();
  const httpServer = http.createServer();
  server.attach(httpServer);
  const sockets: Socket[] = [];
  httpServer.on("connection", (socket) => sockets.push(socket));
  await once(httpServer.listen(0, "127.0.0.1"), "listening");
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(async () => {
    agent.destroy();
    await server.close({ drain: 0 });
    httpServer.close();
  });
  const { port } = httpServer.address() as AddressInfo;
  const send = async (): Promise<number> => {
    const one = http.request({ port, path: "/api/b", method: "POST", headers: JSON_TYPE, agent });
    one.end(JSON.stringify(ADD));
    const [response] = (await once(one, "response")) as [http.IncomingMessage];
    await once(response.resume(), "end");
    return response.statusCode ?? 0;
  };
  const listeners = (): Record<string, number> =>
    Object.fromEntries(
      (sockets[0]?.eventNames() ?? []).map((name) => [
        String(name),
        sockets[0]?.listenerCount(name) ?? 0,
      ]),
    );
  expect(await send()).toBe(200);
  const before = listeners();
  for (let index = 0; index < 20; index += 1) expect(await send()).toBe(200);
  expect(sockets).toHaveLength(1);
  expect(listeners()).toEqual(before);
});

describe("server.close", () => {
  test("does not wait longer than drain for a call that is never answered, and aborts it", async () => {
    const { aborted, calls, running } = untilAborted();
    const server = await servedCalls(calls);
    const answer = post(server, ADD).catch((error: unknown) => error);
    await running;
    await server.server.close({ drain: 20 });
    expect(await aborted).toMatchObject({ code: "SOCKET_CLOSED" });
    expect(await answer).toBeInstanceOf(Error);
  });

  test("lets a call that is answered in time finish", async () => {
    const slow = deferred<number>();
    const running = deferred();
    const server = await servedCalls({
      add() {
        running.resolve();
        return slow.promise;
      },
    });
    const answer = post(server, ADD);
    await running.promise;
    const closing = server.server.close();
    slow.resolve(7);
    expect(await (await answer).json()).toMatchObject({ result: 7 });
    await expect(closing).resolves.toBeUndefined();
    await expect(once(net.connect(server.port, "127.0.0.1"), "connect")).rejects.toThrow(
      /ECONNREFUSED/,
    );
  });
});
