import { describe, expect, test, vi } from "vitest";
import type { HttpAnswer } from "../../../../test/support/http-answer.js";
import { handshakeText, HANDSHAKE_KEY, RawPeer } from "../../../../test/support/raw-peer.js";
import { startedViews, type StartedServer } from "../../../../test/support/started-server.js";
import { acceptWebSocket, requireWebSocket, type MiddlewareOptions } from "../middleware.js";
import { textResponse } from "./write-response.js";

const view = vi.fn<() => void>();

async function echoServer(options: Omit<MiddlewareOptions, "routes"> = {}): Promise<StartedServer> {
  view.mockReset();
  return startedViews(
    {
      "/echo": requireWebSocket(async ({ websocket }) => {
        view();
        await websocket.send("hello");
        await websocket.closed;
      }),
      "/both": acceptWebSocket(async ({ method }) => textResponse(200, `plain ${method}`)),
    },
    options,
  );
}

/** What the server answers to these bytes; checks that it is one whole HTTP answer and the end of the connection. */
async function answerTo(port: number, request: string): Promise<HttpAnswer> {
  const peer = await RawPeer.connect(port);
  peer.write(request);
  const answer = await peer.answerToEnd();
  expect(answer.statusLine).toMatch(/^HTTP\/1\.1 \d{3} [A-Z]/);
  // Node's own answer to bytes that are no HTTP has no body and no length.
  const bytes = String(Buffer.byteLength(answer.body));
  expect(answer.headers.get("content-length") ?? "0").toBe(bytes);
  expect(view).not.toHaveBeenCalled();
  return answer;
}

function withMethod(method: string): string {
  return handshakeText("/echo").replace("GET", method);
}

const badHandshakes: [string, string, number, Record<string, string>?][] = [
  ["a POST", withMethod("POST"), 405, { allow: "GET" }],
  ["a PUT", withMethod("PUT"), 405, { allow: "GET" }],
  ["a TRACE", withMethod("TRACE"), 405, { allow: "GET" }],
  ["a DELETE", withMethod("DELETE"), 405, { allow: "GET" }],
  [
    "version 8",
    handshakeText("/echo", { "Sec-WebSocket-Version": "8" }),
    426,
    { "sec-websocket-version": "13" },
  ],
  [
    "version 0",
    handshakeText("/echo", { "Sec-WebSocket-Version": "0" }),
    426,
    { "sec-websocket-version": "13" },
  ],
  [
    "version 99",
    handshakeText("/echo", { "Sec-WebSocket-Version": "99" }),
    426,
    { "sec-websocket-version": "13" },
  ],
  [
    "version 13, 8",
    handshakeText("/echo", { "Sec-WebSocket-Version": "13, 8" }),
    426,
    { "sec-websocket-version": "13" },
  ],
  [
    "version 13.0",
    handshakeText("/echo", { "Sec-WebSocket-Version": "13.0" }),
    426,
    { "sec-websocket-version": "13" },
  ],
  [
    "no version",
    handshakeText("/echo", { "Sec-WebSocket-Version": null }),
    426,
    { "sec-websocket-version": "13" },
  ],
  ["no key", handshakeText("/echo", { "Sec-WebSocket-Key": null }), 400],
  ["an empty key", handshakeText("/echo", { "Sec-WebSocket-Key": "" }), 400],
  ["a short key", handshakeText("/echo", { "Sec-WebSocket-Key": "c2hvcnQ=" }), 400],
  ["a long key", handshakeText("/echo", { "Sec-WebSocket-Key": `${HANDSHAKE_KEY}AAAA` }), 400],
  [
    "a key that is no base64",
    handshakeText("/echo", { "Sec-WebSocket-Key": "!!!!!!!!!!!!!!!!!!!!!!==" }),
    400,
  ],
  [
    "two keys",
    handshakeText("/echo").replace("\r\n\r\n", `\r\nSec-WebSocket-Key: ${HANDSHAKE_KEY}\r\n\r\n`),
    400,
  ],
  [
    "the keys of draft 76",
    handshakeText("/echo", {
      "Sec-WebSocket-Key": null,
      "Sec-WebSocket-Key1": "1",
      "Sec-WebSocket-Key2": "2",
    }),
    400,
  ],
  ["origin null", handshakeText("/echo", { Origin: "null" }), 403],
  ["a foreign origin", handshakeText("/echo", { Origin: "https://evil.example" }), 403],
  [
    "a look-alike origin",
    handshakeText("/echo", { Host: "good.example", Origin: "https://good.example.evil.example" }),
    403,
  ],
  [
    "an origin with the host as its user",
    handshakeText("/echo", { Host: "good.example", Origin: "https://good.example@evil.example" }),
    403,
  ],
  [
    "an origin with another port",
    handshakeText("/echo", { Host: "good.example", Origin: "https://good.example:8443" }),
    403,
  ],
  [
    "two origins",
    handshakeText("/echo", { Origin: "http://127.0.0.1, https://evil.example" }),
    403,
  ],
  ["an origin that is none", handshakeText("/echo", { Origin: "%%%" }), 403],
  ["no Host", handshakeText("/echo", { Host: null }), 400],
  ["an empty Host", handshakeText("/echo", { Host: "" }), 400],
  ["a Host with a path", handshakeText("/private", { Host: "x/echo?" }), 400],
  ["a Host with credentials", handshakeText("/echo", { Host: "user@host" }), 400],
  ["a Host that is none", handshakeText("/echo", { Host: "[::1" }), 400],
  ["a Host with a bad port", handshakeText("/echo", { Host: "host:99999" }), 400],
  ["a target that is only a host", handshakeText("//echo"), 404],
  ["a target that looks like another host", handshakeText("//evil.example/echo"), 404],
  ["percent garbage", handshakeText("/%zz%"), 404],
  ["a target climbing out", handshakeText("/../../etc/passwd"), 404],
  ["a body", handshakeText("/echo", { "Content-Length": "5" }) + "hello", 400],
  [
    "a chunked body",
    handshakeText("/echo", { "Transfer-Encoding": "chunked" }) + "5\r\nhello\r\n0\r\n\r\n",
    400,
  ],
  ["no bytes of HTTP", "\u0000\u0001\u0002 nonsense\r\n\r\n", 400],
  ["a header line without a colon", "GET /echo HTTP/1.1\r\nnonsense\r\n\r\n", 400],
  ["an empty subprotocol list", handshakeText("/echo", { "Sec-WebSocket-Protocol": "" }), 400],
  [
    "a malformed subprotocol list",
    handshakeText("/echo", { "Sec-WebSocket-Protocol": "a,,b" }),
    400,
  ],
  [
    "a subprotocol offered twice",
    handshakeText("/echo", { "Sec-WebSocket-Protocol": "a, a" }),
    400,
  ],
];

describe("a handshake is refused with a complete HTTP answer", () => {
  test.each(badHandshakes)("%s", async (_name, request, status, headers = {}) => {
    const { port, server } = await echoServer();
    const answer = await answerTo(port, request);
    expect(answer.status).toBe(status);
    for (const [name, value] of Object.entries(headers))
      expect(answer.headers.get(name)).toBe(value);
    expect(server.stats().connections).toBe(0);
  });

  test("and its refusals are counted", async () => {
    const { port, server } = await echoServer();
    await answerTo(port, handshakeText("/echo", { "Sec-WebSocket-Version": "8" }));
    await answerTo(port, handshakeText("/nowhere"));
    await answerTo(port, handshakeText("/echo", { "Sec-WebSocket-Protocol": "a,,b" }));
    expect(server.stats().refusedHandshakes).toBe(3);
  });

  test("and names the origin and the option that would let it in", async () => {
    const { port } = await echoServer();
    const { body } = await answerTo(
      port,
      handshakeText("/echo", { Origin: "https://other.example" }),
    );
    expect(body).toMatch(/https:\/\/other\.example.*"origins"/);
  });

  test("and what follows it on the connection is not looked at", async () => {
    const { port } = await echoServer();
    const pipelined = "GET /both HTTP/1.1\r\nHost: x\r\n\r\n";
    const answer = await answerTo(port, handshakeText("/nowhere") + pipelined);
    expect(answer.status).toBe(404);
    expect(answer.body).toBe("Nothing is here.\n");
  });

  test("and a peer that keeps its side open is cut off", async () => {
    const { port } = await echoServer();
    const peer = await RawPeer.connect(port, { allowHalfOpen: true });
    peer.write(handshakeText("/nowhere"));
    await peer.ended;
    await vi.waitFor(
      () => {
        // Writing into a connection that is gone ends in a reset.
        peer.write("x");
        expect(peer.socket.destroyed).toBe(true);
      },
      { timeout: 10_000 },
    );
  });
});

describe("a handshake is accepted", () => {
  test.each<[string, string]>([
    ["plain", handshakeText("/echo")],
    ["Upgrade in capitals", handshakeText("/echo", { Upgrade: "WebSocket" })],
    ["more in Connection", handshakeText("/echo", { Connection: "keep-alive, Upgrade" })],
    ["a query", handshakeText("/echo?a=1&b=%zz")],
    [
      "an origin of the same host",
      handshakeText("/echo", { Host: "good.example:8080", Origin: "http://good.example:8080" }),
    ],
    [
      "an origin of the same host behind TLS",
      handshakeText("/echo", { Host: "Good.Example", Origin: "https://good.example" }),
    ],
    [
      "a Host with the default port spelt out",
      handshakeText("/echo", { Host: "good.example:443", Origin: "https://good.example" }),
    ],
    ["an absolute target", handshakeText("http://127.0.0.1/echo")],
    ["an absolute target with credentials", handshakeText("http://user:secret@127.0.0.1/echo")],
    ["an IPv6 Host", handshakeText("/echo", { Host: "[::1]:80" })],
    [
      "extensions that nobody knows",
      handshakeText("/echo", {
        "Sec-WebSocket-Extensions": "constructor, permessage-deflate; __proto__=1",
      }),
    ],
    ["an empty body", handshakeText("/echo", { "Content-Length": "0" })],
  ])("%s", async (_name, request) => {
    const { port } = await echoServer();
    const peer = await RawPeer.connect(port);
    peer.write(request);
    const answer = await peer.answerHead();
    expect(answer.status).toBe(101);
    expect(answer.headers.get("sec-websocket-accept")).toBe("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    expect(answer.headers.has("sec-websocket-extensions")).toBe(false);
    expect((await peer.nextFrame()).payload.toString()).toBe("hello");
  });

  test.each<[MiddlewareOptions["origins"], string, number]>([
    ["*", "https://anywhere.example", 101],
    ["*", "null", 101],
    [["https://a.example"], "https://a.example", 101],
    [["https://a.example"], "http://a.example", 403],
    [["https://a.example"], "https://a.example.evil.example", 403],
    [["https://a.example"], "http://127.0.0.1", 403],
    [[], "http://127.0.0.1", 403],
  ])("origins %j, asked by %s: %i", async (origins, origin, status) => {
    const { port } = await echoServer({ origins });
    const peer = await RawPeer.handshake(port, "/echo", { Origin: origin });
    expect((await peer.answerHead()).status).toBe(status);
  });
});

describe("an upgrade to something else is an ordinary request", () => {
  const h2c = {
    Upgrade: "h2c",
    "HTTP2-Settings": "AAMAAABkAAQAAP__",
    Connection: "Upgrade, HTTP2-Settings",
  };

  test("at an accept view", async () => {
    const { port } = await echoServer();
    const answer = await answerTo(port, handshakeText("/both", h2c));
    expect([answer.status, answer.body]).toEqual([200, "plain GET\n"]);
  });

  test("at a require view", async () => {
    const { port, server } = await echoServer();
    expect((await answerTo(port, handshakeText("/echo", h2c))).status).toBe(426);
    expect(server.stats().refusedHandshakes).toBe(0);
  });

  test("at an unknown path", async () => {
    const { port } = await echoServer();
    expect((await answerTo(port, handshakeText("/nowhere", h2c))).status).toBe(404);
  });

  test("and with a body, which the connection no longer parses, it is refused rather than left hanging", async () => {
    const { port } = await echoServer();
    const request = handshakeText("/both", { ...h2c, "Content-Length": "2" }).replace(
      "GET",
      "POST",
    );
    expect((await answerTo(port, `${request}hi`)).status).toBe(400);
  });
});

test("a websocket Upgrade without Connection: Upgrade is an ordinary request", async () => {
  const { port } = await echoServer();
  const peer = await RawPeer.handshake(port, "/echo", { Connection: "close" });
  expect((await peer.answerToEnd()).status).toBe(426);
});

test("half a request, then silence, holds up nobody and does not outlive the server", async () => {
  const { port, server } = await echoServer();
  const silent = await RawPeer.connect(port);
  silent.write("GET /echo HTTP/1.1\r\nHost: x\r\nUpgr");
  const other = await RawPeer.open(port, "/echo");
  expect((await other.nextFrame()).payload.toString()).toBe("hello");
  await server.close({ drain: 20 });
  await silent.ended;
});

describe("plain HTTP with methods that the web's Request cannot hold", () => {
  test.each(["TRACE", "TRACK"])("%s", async (method) => {
    const { port } = await echoServer();
    const request = `${method} /both HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`;
    // Node's parser knows no TRACK and answers for itself.
    expect([400, 405]).toContain((await answerTo(port, request)).status);
  });

  test("OPTIONS *", async () => {
    const { port } = await echoServer();
    const request = "OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    expect((await answerTo(port, request)).status).toBe(400);
  });
});
