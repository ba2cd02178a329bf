import { describe, expect, test, vi } from "vitest";
import { RawPeer } from "../../../test/support/raw-peer.js";
import { type OnError, startedViews } from "../../../test/support/started-server.js";
import { WsPeer } from "../../../test/support/ws-peer.js";
import { acceptWebSocket, requireWebSocket, webSocketMiddleware } from "./middleware.js";
import type { ViewRequest } from "./view-request.js";

/** Tells what a view sees of its own request. */
function describeRequest(request: ViewRequest): string {
  return `${request.isWebSocket()} ${request.websocket === null ? "null" : "socket"}`;
}

const routes = {
  "/accept": acceptWebSocket(async (request) => {
    if (!request.isWebSocket()) return new Response(describeRequest(request));
    await request.websocket.send(describeRequest(request));
    return undefined;
  }),
  "/require": requireWebSocket(async (request) => {
    await request.websocket.send(describeRequest(request));
  }),
  "/plain": async (request: ViewRequest) => {
    await request.websocket?.send(describeRequest(request));
    return new Response(describeRequest(request));
  },
};

/** A refusal is a whole HTTP answer, the connection ends with it, and no WebSocket byte is sent. */
async function refusal(
  peer: RawPeer,
): Promise<{ status: number; body: string; headers: ReadonlyMap<string, string> }> {
  const answer = await peer.answerToEnd();
  expect(answer.statusLine).toMatch(/^HTTP\/1\.1 \d{3} \S/);
  expect(answer.headers.get("content-length")).toBe(String(Buffer.byteLength(answer.body)));
  expect(answer.headers.get("connection")).toMatch(/close/);
  expect(answer.headers.get("sec-websocket-accept")).toBeUndefined();
  return answer;
}

describe("acceptWebSocket", () => {
  test("answers plain HTTP, where the socket is null", async () => {
    const { url } = await startedViews(routes);
    expect(await (await fetch(`${url}/accept`)).text()).toBe("false null");
  });

  test("takes a WebSocket on the same path", async () => {
    const { url } = await startedViews(routes);
    const peer = await WsPeer.open(`${url}/accept`);
    expect(await peer.next()).toBe("true socket");
    expect(await peer.closed).toEqual({ code: 1000, reason: "" });
  });

  test("gives the view method, headers and body of plain HTTP", async () => {
    const { url } = await startedViews({
      "/upper": acceptWebSocket(async (request) => {
        const text = await request.text();
        return new Response(
          `${request.method} ${request.headers.get("x-name")} ${text.toUpperCase()}`,
        );
      }),
    });
    const answer = await fetch(`${url}/upper`, {
      method: "POST",
      body: "ünï",
      headers: { "X-Name": "n" },
    });
    expect(await answer.text()).toBe("POST n ÜNÏ");
  });

  test("a view that gives no Response for plain HTTP is a 500 and an error of the server", async () => {
    const onError = vi.fn<OnError>();
    const { url } = await startedViews(
      { "/nothing": acceptWebSocket(() => undefined) },
      { onError },
    );
    const answer = await fetch(`${url}/nothing`);
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toMatch(/Response|nothing/);
    expect(onError.mock.calls).toEqual([
      [expect.any(TypeError), { kind: "http", path: "/nothing" }],
    ]);
  });
});

describe("requireWebSocket", () => {
  test("takes a WebSocket", async () => {
    const { url } = await startedViews(routes);
    const peer = await WsPeer.open(`${url}/require`);
    expect(await peer.next()).toBe("true socket");
  });

  test.each(["GET", "HEAD", "POST", "DELETE"])(
    "answers a plain %s with 426 and Upgrade, and the view never runs",
    async (method) => {
      const view = vi.fn<() => void>();
      const { url } = await startedViews({ "/only": requireWebSocket(view) });
      const answer = await fetch(`${url}/only`, { method });
      expect(answer.status).toBe(426);
      expect(answer.headers.get("upgrade")).toBe("websocket");
      expect(answer.headers.get("connection")).toMatch(/upgrade/i);
      expect(view).not.toHaveBeenCalled();
    },
  );

  test("answers with 400 when rejectStatus says so", async () => {
    const { url } = await startedViews(routes, { rejectStatus: 400 });
    const answer = await fetch(`${url}/require`);
    expect([answer.status, answer.headers.get("upgrade")]).toEqual([400, null]);
  });
});

describe("a plain view", () => {
  test("answers plain HTTP", async () => {
    const { url } = await startedViews(routes);
    expect(await (await fetch(`${url}/plain`)).text()).toBe("false null");
  });

  test("refuses a WebSocket with a complete 400", async () => {
    const { port, server } = await startedViews(routes);
    const { body, status } = await refusal(await RawPeer.handshake(port, "/plain"));
    expect([status, body]).toEqual([400, "This path does not speak WebSocket.\n"]);
    expect(server.stats()).toMatchObject({ refusedHandshakes: 1, connections: 0 });
  });

  test("takes a WebSocket when all are accepted", async () => {
    const { url } = await startedViews(routes, { acceptAll: true });
    const peer = await WsPeer.open(`${url}/plain`);
    expect(await peer.next()).toBe("true socket");
    expect(await peer.closed).toEqual({ code: 1000, reason: "" });
  });
});

describe("acceptAll", () => {
  test("changes nothing for marked views", async () => {
    const { url } = await startedViews(routes, { acceptAll: true });
    expect(await (await WsPeer.open(`${url}/accept`)).next()).toBe("true socket");
    expect(await (await WsPeer.open(`${url}/require`)).next()).toBe("true socket");
    expect((await fetch(`${url}/require`)).status).toBe(426);
    expect(await (await fetch(`${url}/plain`)).text()).toBe("false null");
  });

  test("opens no unknown path", async () => {
    const { port } = await startedViews(routes, { acceptAll: true });
    expect((await refusal(await RawPeer.handshake(port, "/unknown"))).status).toBe(404);
  });
});

describe("an unknown path", () => {
  test("is a complete 404 for a WebSocket", async () => {
    const { port } = await startedViews(routes);
    const { body, status } = await refusal(await RawPeer.handshake(port, "/nowhere"));
    expect([status, body]).toEqual([404, "Nothing is here.\n"]);
  });

  test.each(["/nowhere", "/accept/", "/ACCEPT", "/acceptable", "/", "/constructor", "/__proto__"])(
    "is a 404 for plain HTTP: %s",
    async (path) => {
      const { url } = await startedViews(routes);
      expect((await fetch(url + path)).status).toBe(404);
    },
  );
});

describe("a view's request", () => {
  test("has the parameters of its path, decoded, and the query in its URL", async () => {
    const { url } = await startedViews({
      "/rooms/:room/:user": requireWebSocket(async ({ params, url: full, websocket }) => {
        await websocket.send(JSON.stringify({ params, search: new URL(full).search }));
      }),
    });
    const peer = await WsPeer.open(`${url}/rooms/caf%C3%A9%2Fbar/%F0%9F%98%80?q=1`);
    expect(await peer.nextJson()).toEqual({
      params: { room: "café/bar", user: "😀" },
      search: "?q=1",
    });
  });

  test("has headers, method, ticket and the peer's address", async () => {
    const { url } = await startedViews({
      "/": requireWebSocket(async (request) => {
        const { headers, method, remoteAddress, ticket } = request;
        await request.websocket.send(
          JSON.stringify([headers.get("x-a"), method, remoteAddress, ticket]),
        );
      }),
    });
    const peer = await WsPeer.open(url, { headers: { "X-A": "1" } });
    expect(await peer.nextJson()).toEqual(["1", "GET", "127.0.0.1", null]);
  });
});

describe("subprotocols", () => {
  const view = requireWebSocket(({ websocket }) => websocket.send(`<${websocket.subprotocol}>`));

  test("the server's favourite among those offered is agreed on", async () => {
    const { url } = await startedViews({ "/": view }, { subprotocols: ["b", "a"] });
    const peer = await WsPeer.open(url, { subprotocols: ["a", "b", "c"] });
    expect(peer.webSocket.protocol).toBe("b");
    expect(await peer.next()).toBe("<b>");
  });

  test("none is agreed on without an option, and none is echoed", async () => {
    const { port } = await startedViews({ "/": view });
    const peer = await RawPeer.handshake(port, "/", { "Sec-WebSocket-Protocol": "a, b" });
    const answer = await peer.answerHead();
    expect([answer.status, answer.headers.get("sec-websocket-protocol")]).toEqual([101, undefined]);
    expect((await peer.nextFrame()).payload.toString()).toBe("<>");
  });
});

describe("webSocketMiddleware", () => {
  test("refuses an option that does not exist, naming it", () => {
    const wrong = { routes, acceptsAll: true };
    expect(() => webSocketMiddleware(wrong)).toThrow(
      new TypeError('There is no option "acceptsAll".'),
    );
  });

  test.each([
    [{ maxMessageBytes: -1 }],
    [{ queueMessages: Number.NaN }],
    [{ queueMessages: 0 }],
    [{ queueBytes: 0 }],
    [{ maxMessageBytes: 0 }],
    [{ heartbeatTimeout: 0 }],
    [{ closeTimeout: 0 }],
  ])("refuses %j, naming the option", (option) => {
    expect(() => webSocketMiddleware({ routes, ...option })).toThrow(Object.keys(option)[0]);
  });

  test.each(["no-slash", "/a?b", "/a#b"])("refuses the path %j", (path) => {
    expect(() => webSocketMiddleware({ routes: { [path]: () => undefined } })).toThrow(TypeError);
  });

  test("refuses two paths that mean the same", () => {
    const same = { "/rooms/:a": () => undefined, "/rooms/:b": () => undefined };
    expect(() => webSocketMiddleware({ routes: same })).toThrow("/rooms/:b");
    expect(() =>
      webSocketMiddleware({ routes: { "/é": () => undefined, "/%C3%A9": () => undefined } }),
    ).toThrow(TypeError);
  });
});
