import { describe, expect, test, vi } from "vitest";
import { callClient, callPair } from "../../../test/support/call-pair.js";
import { opened } from "../../../test/support/client-pair.js";
import { ScriptedServer } from "../../../test/support/scripted-server.js";

describe("a call", () => {
  test("that is made before there is a connection is sent once there is one", async () => {
    const server = await ScriptedServer.start();
    const { client } = callClient(server.url);
    const doubled = client.calls.double(4);
    const refreshed = client.calls.refresh();
    const peer = await server.peer();
    expect(await peer.nextJson()).toEqual({ id: 1, method: "double", params: [4] });
    expect(await peer.nextJson()).toEqual({ id: 2, method: "refresh" });
    peer.send('{"id":2,"result":null}', '{"id":1,"result":8}');
    expect(await doubled).toBe(8);
    expect(await refreshed).toBeUndefined();
  });

  test("rejects with its declared error, which isError narrows, and no other does", async () => {
    const { client, peer } = await callPair();
    const call = client.calls.double(3);
    peer.send('{"id":1,"error":{"code":1,"message":"x","data":{"error":"ODD","data":{"by":1}}}}');
    const error: unknown = await call.catch((reason: unknown) => reason);
    if (!client.calls.double.isError(error, "ODD")) throw error;
    expect(error.data.by).toBe(1);
    expect(client.calls.count.isError(error, "ODD" as never)).toBe(false);
    expect(client.calls.double.isError(new Error("ODD"), "ODD")).toBe(false);
  });

  test("rejects with a ValidationError for what does not fit, whoever is wrong", async () => {
    const { client, peer } = await callPair();
    await expect(client.calls.double("4" as never)).rejects.toMatchObject({ path: "double" });
    const call = client.calls.double(4);
    expect(await peer.nextJson()).toMatchObject({ method: "double" });
    peer.send('{"id":2,"result":"eight"}');
    await expect(call).rejects.toMatchObject({ code: "INVALID", path: "double.output" });
    expect(await peer.nextJson()).toMatchObject({ method: "$/error", params: { code: -32602 } });
    expect(client.stats.invalid).toBe(1);
  });

  test.each<[string, (client: ReturnType<typeof callClient>["client"]) => unknown]>([
    ["the client closes", (client) => client.close()],
    ["the client closes with a code", (client) => client.close(4321, "bye")],
  ])("rejects with a SocketClosedError when %s", async (_name, end) => {
    const { client } = await callPair();
    const stream = client.calls.count(1);
    const calls = [client.calls.double(1), stream.result, stream.next()];
    void end(client);
    for (const call of calls) await expect(call).rejects.toMatchObject({ code: "SOCKET_CLOSED" });
    await expect(client.calls.refresh()).rejects.toMatchObject({ code: "SOCKET_CLOSED" });
  });

  test("rejects with a SocketClosedError when the server closes or the connection is lost", async () => {
    for (const end of ["close", "terminate"] as const) {
      const { client, peer } = await callPair();
      const call = client.calls.double(1);
      await peer.next();
      peer.webSocket[end]();
      await expect(call).rejects.toMatchObject({ code: "SOCKET_CLOSED" });
    }
  });

  test("rejects with an OutboxFullError when too much is on its way", async () => {
    const server = await ScriptedServer.start();
    const { client } = callClient(server.url, { sendLimit: 200 });
    const calls = [1, 2, 3, 4].map((input) => client.calls.double(input));
    await expect(calls[3]).rejects.toMatchObject({ code: "OUTBOX_FULL" });
    const peer = await server.peer();
    peer.send('{"id":1,"result":2}');
    expect(await calls[0]).toBe(2);
  });

  test("that fails while nobody looks is counted and reported, and rejects nothing unhandled", async () => {
    const unhandled = vi.fn<() => void>();
    process.on("unhandledRejection", unhandled);
    const { client, errors, peer } = await callPair();
    void client.calls.double(1);
    void client.calls.total(undefined, { uploads: [1] });
    client.calls.count(1);
    await peer.next();
    await client.close();
    await expect.poll(() => client.stats.ignoredSendFailures).toBe(2);
    expect(errors.map(({ error, kind }) => [error.name, kind])).toEqual([
      ["SocketClosedError", "send"],
      ["SocketClosedError", "send"],
    ]);
    process.off("unhandledRejection", unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  test("is cancelled by its signal and by its timeout, and the server is told", async () => {
    const { client, peer } = await callPair();
    const aborter = new AbortController();
    const aborted = client.calls.double(1, { signal: aborter.signal });
    const late = client.calls.double(2, { timeout: 20 });
    aborter.abort();
    await expect(aborted).rejects.toMatchObject({ name: "AbortError" });
    await expect(late).rejects.toMatchObject({ code: "TIMEOUT" });
    const frames = [1, 2, 3, 4].map(() => peer.nextJson());
    expect(await Promise.all(frames)).toMatchObject([
      { id: 1, method: "double" },
      { id: 2, method: "double" },
      { method: "$/cancelRequest", params: { id: 1 } },
      { method: "$/cancelRequest", params: { id: 2 } },
    ]);
    // The answers have crossed the cancellation.
    peer.send('{"id":1,"result":2}', '{"id":2,"error":{"code":-32800,"message":"Cancelled"}}');
    peer.send('{"id":7,"result":2}');
    await expect.poll(() => client.stats.invalid).toBe(1);
  });
});

describe("the server's calls", () => {
  test("are answered by the handler of this moment, and refused without one", async () => {
    const { client, errors, peer } = await callPair();
    const ask = (id: number): Promise<unknown> => {
      peer.send(JSON.stringify({ id, method: "confirm", params: ["sure?"] }));
      return peer.nextJson();
    };
    expect(await ask(1)).toMatchObject({ id: 1, error: { code: -32601 } });
    const removeFirst = client.handle("confirm", (question) => question === "sure?");
    expect(await ask(2)).toEqual({ id: 2, result: true });
    const removeSecond = client.handle("confirm", async () => false);
    removeFirst();
    expect(await ask(3)).toEqual({ id: 3, result: false });
    removeSecond();
    expect(await ask(4)).toMatchObject({ id: 4, error: { code: -32601 } });
    client.handle("confirm", (_question, call) => {
      throw call.error("BUSY", 5);
    });
    expect(await ask(5)).toMatchObject({ error: { code: 1, data: { error: "BUSY", data: 5 } } });
    client.handle("confirm", () => {
      throw new Error("secret");
    });
    expect(await ask(6)).toEqual({ id: 6, error: { code: -32603, message: "Internal error" } });
    expect(errors.map(({ error, kind }) => [error.message, kind])).toEqual([["secret", "call"]]);
  });

  test("of another name cannot be handled", async () => {
    const { client } = await callPair();
    expect(() => client.handle("confrim" as "confirm", () => true)).toThrow("one of confirm");
  });

  test("are aborted when the socket closes", async () => {
    const { client, peer } = await callPair();
    const reason = new Promise((resolve) => {
      client.handle("confirm", (_question, { signal }) => {
        return new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => {
            resolve(signal.reason);
            reject(signal.reason as Error);
          });
        });
      });
    });
    peer.send('{"id":1,"method":"confirm","params":["?"]}');
    await expect.poll(() => client.connected).toBe(true);
    setTimeout(() => void client.close(), 20);
    expect(await reason).toMatchObject({ code: "SOCKET_CLOSED", closeCode: 1000 });
  });
});

describe("the client's bounds", () => {
  test("refuse calls above maxCalls, and frames that nest deeper than maxDepth", async () => {
    const { client, peer } = await callPair({ maxCalls: 1, maxDepth: 3 });
    client.handle("confirm", () => new Promise<boolean>(() => undefined));
    peer.send('{"id":1,"method":"confirm","params":["?"]}');
    peer.send('{"id":2,"method":"confirm","params":["?"]}');
    expect(await peer.nextJson()).toMatchObject({ id: 2, error: { code: -32000 } });
    peer.send('{"id":3,"method":"confirm","params":[[[["too deep"]]]]}');
    expect(await peer.nextJson()).toMatchObject({ id: 3, error: { code: -32600 } });
    expect(client.stats.invalid).toBe(1);
  });
});

describe("a client that ends in the turn in which it was made", () => {
  test.each<[string, Parameters<typeof callClient>[1]]>([
    ["because its signal was aborted before", { signal: AbortSignal.abort() }],
    [
      "because auth throws at once",
      {
        auth: () => {
          throw new Error("no ticket");
        },
      },
    ],
  ])("%s fails its calls", async (_name, options) => {
    const server = await ScriptedServer.start();
    const { client } = callClient(server.url, options);
    await expect(client.calls.double(1)).rejects.toMatchObject({ code: "SOCKET_CLOSED" });
    await expect(client.calls.count(1).next()).rejects.toMatchObject({ code: "SOCKET_CLOSED" });
    expect((await client.closed).wasClean).toBe(false);
  });
});

test("uploads wait for room on their way, and for credit", async () => {
  const { client, peer } = await callPair();
  await opened(client);
  let pulled = 0;
  async function* numbers(): AsyncGenerator<number> {
    for (;;) yield (pulled += 1);
  }
  const { result } = client.calls.total(undefined, { uploads: numbers() });
  await expect.poll(() => pulled).toBe(32);
  peer.send('{"method":"$/uploadCredit","params":{"id":1,"items":3,"bytes":200}}');
  await expect.poll(() => pulled).toBe(35);
  peer.send('{"id":1,"result":5}');
  expect(await result).toBe(5);
  expect(pulled).toBe(35);
});
