import { describe, expect, test, vi } from "vitest";
import { encodeTicket } from "@wsgen/protocol";
import { deferred } from "../../../test/support/deferred.js";
import {
  type ChatSocket,
  createServer,
  echoing,
  type Handlers,
} from "../../../test/support/endpoint-contracts.js";
import { RawPeer } from "../../../test/support/raw-peer.js";
import { type OnError, started } from "../../../test/support/started-server.js";
import { WsPeer } from "../../../test/support/ws-peer.js";
import { createEndpointServer } from "./codegen.js";
import type { HandshakeRequest } from "./upgrade/handshake-request.js";

/** The answer to a handshake that is refused, whole and with the end of the connection. */
async function refusal(
  port: number,
  path: string,
  headers?: Record<string, string>,
): Promise<{ status: number; body: string }> {
  const {
    body,
    headers: sent,
    status,
  } = await (await RawPeer.handshake(port, path, headers)).answerToEnd();
  expect(sent.get("content-length") ?? String(Buffer.byteLength(body))).toBe(
    String(Buffer.byteLength(body)),
  );
  return { status, body };
}

describe("modes", () => {
  test("an accept endpoint answers plain HTTP and WebSocket on one path", async () => {
    const { url } = await started(createServer({}));
    expect(await (await fetch(`${url}/echo`)).text()).toBe("plain");
    const peer = await WsPeer.open(`${url}/echo`);
    peer.send("hi");
    expect(await peer.next()).toBe("hi");
  });

  test("a require endpoint answers plain HTTP with 426", async () => {
    const { url } = await started(createServer({}));
    const answer = await fetch(`${url}/list`);
    expect([answer.status, answer.headers.get("upgrade")]).toEqual([426, "websocket"]);
  });

  test("an http handler that throws is a 500 without details, and an error of the server", async () => {
    const onError = vi.fn<OnError>();
    const http = (): never => {
      throw new Error("secret detail");
    };
    const { url } = await started(createServer({ echo: { ...echoing.echo, http } }, { onError }));
    const answer = await fetch(`${url}/echo`);
    expect([answer.status, await answer.text()]).toEqual([500, "Something went wrong here.\n"]);
    expect(onError.mock.calls).toEqual([
      [new Error("secret detail"), { kind: "http", path: "/echo" }],
    ]);
  });
});

describe("parameters and query", () => {
  async function requestOf(path: string): Promise<{ params: unknown; query: unknown }> {
    const seen = deferred<{ params: unknown; query: unknown }>();
    const { url } = await started(
      createServer({
        chat: {
          websocket({ request: { params, query } }) {
            seen.resolve({ params, query });
          },
        },
      }),
    );
    await WsPeer.open(url + path);
    return seen.promise;
  }

  test.each<[string, unknown]>([
    ["/rooms/general", { params: { room: "general" }, query: {} }],
    [
      "/rooms/caf%C3%A9?lang=en&page=2&unknown=1",
      { params: { room: "café" }, query: { lang: "en", page: 2 } },
    ],
    ["/rooms/%F0%9F%98%80%F0%9F%98%80", { params: { room: "😀😀" }, query: {} }],
  ])("arrive validated: %s", async (path, expected) => {
    expect(await requestOf(path)).toEqual(expected);
  });

  test.each<[string, string]>([
    [
      "/rooms/far-too-long-a-name",
      "params.room: Too big: expected string to have <=10 characters\n",
    ],
    ["/rooms/r?lang=fr", 'query.lang: Invalid option: expected one of "en"|"zh"\n'],
    ["/rooms/r?lang=en&lang=zh", 'query.lang: Invalid option: expected one of "en"|"zh"\n'],
    ["/rooms/r?page=two", "query.page: Invalid input: expected number, received string\n"],
    ["/rooms/r?page=", "query.page: Invalid input: expected number, received string\n"],
  ])("that do not fit are a 400 that says what is wrong: %s", async (path, body) => {
    const websocket = vi.fn<() => void>();
    const { port, server } = await started(createServer({ chat: { websocket } }));
    expect(await refusal(port, path)).toEqual({ status: 400, body });
    expect(websocket).not.toHaveBeenCalled();
    expect(server.stats()).toMatchObject({ refusedHandshakes: 1, connections: 0 });
  });

  test("are judged before authenticate is asked", async () => {
    const authenticate = vi.fn<() => object>(() => ({}));
    const { port } = await started(createServer({}, { authenticate }));
    await refusal(port, "/rooms/far-too-long-a-name");
    await refusal(port, "/rooms/r", { Origin: "https://evil.example" });
    expect(authenticate).not.toHaveBeenCalled();
  });

  test("names that objects inherit are names like any other", async () => {
    const { url } = await started(createServer({}));
    const peer = await WsPeer.open(`${url}/rooms/r?__proto__=1&constructor=2&toString=3`);
    peer.send('{"method":"ping"}');
    expect(await peer.nextJson()).toMatchObject({ method: "pong" });
  });
});

describe("authenticate", () => {
  test("gives the context of the socket, asynchronously too", async () => {
    const context = { user: "ada" };
    const seen: unknown[] = [];
    const websocket = (socket: ChatSocket): void => void seen.push(socket.context);
    for (const authenticate of [() => context, async () => context]) {
      const { url } = await started(createServer({ chat: { websocket } }, { authenticate }));
      await (
        await WsPeer.open(`${url}/rooms/r`)
      ).closed;
    }
    expect(seen).toEqual([context, context]);
    expect(seen[0]).toBe(context);
  });

  test("sees headers, URL, address and ticket, and the ticket is never echoed", async () => {
    const authenticate = vi.fn<(request: HandshakeRequest) => object>(() => ({}));
    const { port } = await started(createServer({}, { authenticate }));
    const ticket = encodeTicket("geheim ✓");
    const peer = await RawPeer.handshake(port, "/rooms/r?lang=en", {
      "Sec-WebSocket-Protocol": `wsgen.v1, ${ticket}`,
      Cookie: "a=b",
    });
    const head = await peer.answerHead();
    expect(head.status).toBe(101);
    expect(head.headers.get("sec-websocket-protocol")).toBe("wsgen.v1");
    const request = authenticate.mock.calls[0]?.[0];
    expect(request?.ticket).toBe("geheim ✓");
    expect(request?.headers.get("cookie")).toBe("a=b");
    expect([request?.remoteAddress, new URL(request?.url ?? "").pathname]).toEqual([
      "127.0.0.1",
      "/rooms/r",
    ]);
  });

  test.each(["wsgen.t.YWJj", "other, wsgen.t.YWJj"])(
    "no ticket is echoed when wsgen.v1 is not offered: %s",
    async (offer) => {
      const { port } = await started(createServer({}));
      const head = await (
        await RawPeer.handshake(port, "/echo", { "Sec-WebSocket-Protocol": offer })
      ).answerHead();
      expect([head.status, head.headers.has("sec-websocket-protocol")]).toEqual([101, false]);
    },
  );

  test("refuses with the Response it returns", async () => {
    const websocket = vi.fn<() => void>();
    const authenticate = async (): Promise<Response> =>
      new Response("log in first", { status: 401, headers: { "WWW-Authenticate": "Bearer" } });
    const { port, server } = await started(createServer({ chat: { websocket } }, { authenticate }));
    const answer = await (await RawPeer.handshake(port, "/rooms/r")).answerToEnd();
    expect([answer.status, answer.statusLine]).toEqual([401, "HTTP/1.1 401 Unauthorized"]);
    expect(answer.headers.get("www-authenticate")).toBe("Bearer");
    expect(answer.body).toContain("log in first");
    expect(websocket).not.toHaveBeenCalled();
    expect(server.stats().refusedHandshakes).toBe(1);
  });

  test("is a 500 without details when it throws, and an error of the server", async () => {
    const onError = vi.fn<OnError>();
    const authenticate = (): never => {
      throw new Error("secret detail");
    };
    const { port } = await started(createServer({}, { authenticate, onError }));
    expect(await refusal(port, "/rooms/r")).toEqual({
      status: 500,
      body: "Something went wrong here.\n",
    });
    expect(onError.mock.calls).toEqual([
      [new Error("secret detail"), { kind: "authenticate", path: "/rooms/:room" }],
    ]);
  });

  test("is a 503 when it takes too long, and its late answer opens nothing", async () => {
    const late = deferred<object>();
    const websocket = vi.fn<() => void>();
    const { port, server } = await started(
      createServer(
        { chat: { websocket } },
        { authenticate: () => late.promise, handshakeTimeout: 20 },
      ),
    );
    expect(await refusal(port, "/rooms/r")).toMatchObject({ status: 503 });
    late.resolve({});
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(websocket).not.toHaveBeenCalled();
    expect(server.stats()).toMatchObject({ refusedHandshakes: 1, connections: 0 });
  });

  test("of a peer that leaves meanwhile opens nothing", async () => {
    const asked = deferred();
    const answer = deferred<object>();
    const websocket = vi.fn<() => void>();
    const authenticate = (): Promise<object> => {
      asked.resolve();
      return answer.promise;
    };
    const { port, server } = await started(createServer({ chat: { websocket } }, { authenticate }));
    const peer = await RawPeer.handshake(port, "/rooms/r");
    await asked.promise;
    peer.socket.resetAndDestroy();
    await new Promise((resolve) => setTimeout(resolve, 20));
    answer.resolve({});
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(websocket).not.toHaveBeenCalled();
    expect(server.stats().connections).toBe(0);
  });

  test("is not asked for plain HTTP", async () => {
    const authenticate = vi.fn<() => object>(() => ({}));
    const { url } = await started(createServer({}, { authenticate }));
    await (await fetch(`${url}/echo`)).text();
    expect(authenticate).not.toHaveBeenCalled();
  });

  test.each<[string, () => Response]>([
    ["Response.error()", () => Response.error()],
    ["a Response that was used already", () => usedResponse],
  ])(
    "that returns %s, which cannot be written, is a 500 and an error of the server",
    async (_name, authenticate) => {
      const onError = vi.fn<OnError>();
      const { port, url } = await started(createServer({}, { authenticate, onError }));
      expect(await refusal(port, "/rooms/r")).toEqual({
        status: 500,
        body: "Something went wrong here.\n",
      });
      expect(onError).toHaveBeenCalledTimes(1);
      expect((await fetch(`${url}/echo`)).status).toBe(200);
    },
  );
});

const usedResponse = new Response("used", { status: 401 });
await usedResponse.text();

describe("createEndpointServer", () => {
  test("refuses a schema without its handler, naming the endpoint", () => {
    const { chat: _, ...rest } = echoing;
    const missing = { ...rest, chat: undefined } as unknown as Handlers;
    expect(() => createServer(missing)).toThrow(/chat/);
  });

  test("refuses an option that does not exist", () => {
    const options = { closeTimeout: 5, heartbeat: 5 };
    expect(() => createEndpointServer({}, {}, () => ({}), options)).toThrow(
      'There is no option "heartbeat".',
    );
  });
});

test("a client that sends before the handshake is judged loses nothing", async () => {
  const answer = deferred<object>();
  const { port } = await started(createServer({}, { authenticate: () => answer.promise }));
  const { handshakeText } = await import("../../../test/support/raw-peer.js");
  const { encodeWireFrame, Opcode } = await import("../../../test/support/wire-frame.js");
  const peer = await RawPeer.connect(port);
  peer.write(
    Buffer.concat([Buffer.from(handshakeText("/echo")), encodeWireFrame(Opcode.TEXT, "early")]),
  );
  await new Promise((resolve) => setTimeout(resolve, 20));
  peer.write(encodeWireFrame(Opcode.TEXT, "a little later"));
  await new Promise((resolve) => setTimeout(resolve, 20));
  answer.resolve({});
  await peer.answerHead();
  expect((await peer.nextFrame()).payload.toString()).toBe("early");
  expect((await peer.nextFrame()).payload.toString()).toBe("a little later");
});
