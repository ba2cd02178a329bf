import { describe, expect, test, vi } from "vitest";
import { deferred } from "../../../../test/support/deferred.js";
import {
  createServer,
  type EchoSocket,
  type ListSocket,
  type NewsSocket,
} from "../../../../test/support/endpoint-contracts.js";
import { type OnError, started } from "../../../../test/support/started-server.js";
import { WsPeer } from "../../../../test/support/ws-peer.js";

describe("a text endpoint", () => {
  test.each(["hello", "", "ünï 😀", '{"json":1}', "null"])(
    "carries strings verbatim: %j",
    async (text) => {
      const { url } = await started(createServer({}));
      const peer = await WsPeer.open(`${url}/echo`);
      peer.send(text);
      expect(await peer.next()).toBe(text);
    },
  );

  test("closes with 1007 on a binary frame, and delivers nothing", async () => {
    const seen: unknown[] = [];
    const { server, url } = await started(
      createServer({
        echo: {
          http: () => new Response(),
          async websocket(socket) {
            for await (const message of socket) seen.push(message);
          },
        },
      }),
    );
    const peer = await WsPeer.open(`${url}/echo`);
    peer.send("first");
    peer.send(Buffer.from("binary"));
    peer.send("after");
    expect(await peer.closed).toEqual({
      code: 1007,
      reason: "message: Invalid input: expected a text frame, received a binary frame",
    });
    expect(seen).toEqual(["first"]);
    expect(server.stats().invalidMessages).toBe(1);
  });
});

describe("a JSON endpoint", () => {
  test.each<[string, string]>([
    ["[]", "0"],
    ['["a",null,"b"]', "3"],
    ["null", "null"],
  ])("takes %s and answers %s", async (frame, answer) => {
    const { url } = await started(createServer({}));
    const peer = await WsPeer.open(`${url}/list`);
    peer.send(frame);
    expect(await peer.next()).toBe(answer);
    peer.send("[]");
    expect(await peer.next()).toBe("0");
  });

  test.each<[string, string]>([
    ["{", "message: Invalid input: expected JSON"],
    ["", "message: Invalid input: expected JSON"],
    ["5", "message: Invalid input: expected array, received number"],
    ['["a",5]', "message.1: Invalid input: expected string, received number"],
    ['{"length":3}', "message: Invalid input: expected array, received object"],
  ])("closes with 1007 on %j, saying why but not repeating it", async (frame, reason) => {
    const { server, url } = await started(createServer({}));
    const peer = await WsPeer.open(`${url}/list`);
    peer.send(frame);
    expect(await peer.closed).toEqual({ code: 1007, reason });
    expect(server.stats().invalidMessages).toBe(1);
  });
});

describe("a direction in which nothing travels", () => {
  test("closes with 1007 on any frame, while an endpoint without a handler stays open", async () => {
    const { url } = await started(createServer({}));
    const [silent, talking] = await Promise.all([
      WsPeer.open(`${url}/news`),
      WsPeer.open(`${url}/news`),
    ]);
    talking.send("x");
    expect(await talking.closed).toEqual({
      code: 1007,
      reason: "message: Invalid input: expected nothing, received string",
    });
    expect(silent.webSocket.readyState).toBe(silent.webSocket.OPEN);
  });

  test("still carries the other direction", async () => {
    const { url } = await started(
      createServer({
        news: { websocket: async (socket: NewsSocket) => socket.send("extra") },
      }),
    );
    const peer = await WsPeer.open(`${url}/news`);
    expect(await peer.next()).toBe("extra");
    expect((await peer.closed).code).toBe(1000);
  });
});

describe("send", () => {
  async function opened(
    onError = vi.fn<OnError>(),
  ): Promise<{ peer: WsPeer; socket: EchoSocket; stats: () => object }> {
    const socket = deferred<EchoSocket>();
    const { server, url } = await started(
      createServer(
        {
          echo: {
            http: () => new Response(),
            async websocket(one) {
              socket.resolve(one);
              await one.closed;
            },
          },
        },
        { onError },
      ),
    );
    const peer = await WsPeer.open(`${url}/echo`);
    return { peer, socket: await socket.promise, stats: () => server.stats() };
  }

  test("rejects what does not fit the contract, and the socket stays open", async () => {
    const { peer, socket } = await opened();
    await expect(socket.send(5 as unknown as string)).rejects.toMatchObject({
      name: "ValidationError",
      code: "INVALID",
      path: "message",
    });
    await socket.send("fine");
    expect(await peer.next()).toBe("fine");
  });

  test("counts a failure that nobody awaits", async () => {
    const onError = vi.fn<OnError>();
    const { socket, stats } = await opened(onError);
    void socket.send(5 as unknown as string);
    await vi.waitFor(() => expect(onError).toHaveBeenCalledTimes(1));
    expect(onError.mock.calls[0]).toEqual([
      expect.objectContaining({ code: "INVALID" }),
      { kind: "send", path: "/echo" },
    ]);
    expect(stats()).toMatchObject({ ignoredSendFailures: 1 });
  });
});

test("a validator that breaks closes with 1011 and goes to onError, not to the process", async () => {
  const onError = vi.fn<OnError>();
  const { listWire } = await import("../../../../test/support/endpoint-contracts.js");
  const { createEndpointServer } = await import("../codegen.js");
  const broken = {
    ...listWire,
    receives: {
      encoding: "json",
      decode: () => {
        throw new TypeError("a bug");
      },
    },
  } as const;
  const handlers = {
    list: {
      async websocket(socket: ListSocket) {
        await socket.wait();
      },
    },
  };
  const server = createEndpointServer(
    { list: { mode: "require", path: "/list", wire: broken } },
    handlers,
    () => ({}),
    { onError },
  );
  const { url } = await started(server);
  const peer = await WsPeer.open(`${url}/list`);
  peer.send("[]");
  expect(await peer.closed).toEqual({ code: 1011, reason: "" });
  expect(onError.mock.calls).toEqual([[expect.any(TypeError), { kind: "handler", path: "/list" }]]);
});
