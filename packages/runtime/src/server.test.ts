import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { deferred } from "../../../test/support/deferred.js";
import { createServer } from "../../../test/support/endpoint-contracts.js";
import { handshakeText, RawPeer } from "../../../test/support/raw-peer.js";
import { started, startedViews } from "../../../test/support/started-server.js";
import { WsPeer } from "../../../test/support/ws-peer.js";
import { acceptWebSocket, requireWebSocket, webSocketMiddleware } from "./middleware.js";

const echo = acceptWebSocket(async (request) => {
  if (!request.isWebSocket()) return new Response("ours");
  for await (const message of request.websocket) await request.websocket.send(message);
  return undefined;
});

const HOUR = 3_600_000;

/** An HTTP server that somebody else started. */
async function foreignServer(
  listener?: http.RequestListener,
): Promise<{ server: http.Server; url: string; port: number }> {
  const server = http.createServer(listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return { server, port, url: `http://127.0.0.1:${port}` };
}

describe("listen", () => {
  test("takes a free port and tells where it is reached", async () => {
    const { host, port, url } = await startedViews({ "/echo": echo });
    expect([host, url]).toEqual(["127.0.0.1", `http://127.0.0.1:${port}`]);
    expect(await (await fetch(`${url}/echo`)).text()).toBe("ours");
  });

  test("without a host it is reached as localhost", async () => {
    const app = webSocketMiddleware({ routes: { "/echo": echo } });
    onTestFinished(() => app.close());
    const { port, url } = await app.listen();
    expect(url).toBe(`http://localhost:${port}`);
    expect((await fetch(`${url}/echo`)).status).toBe(200);
  });

  test("rejects when the port is taken, and may be called again", async () => {
    const { port } = await startedViews({ "/echo": echo });
    const app = webSocketMiddleware({ routes: { "/echo": echo } });
    onTestFinished(() => app.close());
    await expect(app.listen(port, "127.0.0.1")).rejects.toMatchObject({ code: "EADDRINUSE" });
    const { url } = await app.listen(0, "127.0.0.1");
    expect((await fetch(`${url}/echo`)).status).toBe(200);
  });

  test("rejects while it listens and after it closed", async () => {
    const { server } = await startedViews({ "/echo": echo });
    await expect(server.listen()).rejects.toThrow("listening already");
    await server.close();
    await expect(server.listen()).rejects.toMatchObject({ code: "SERVER_CLOSED" });
  });

  test("settles when the server is closed meanwhile, and leaves nothing listening", async () => {
    const app = webSocketMiddleware({ routes: { "/echo": echo } });
    // A name takes a turn to look up.
    const listening = app.listen(0, "localhost");
    await app.close();
    const { url } = await listening;
    await expect(fetch(`${url}/echo`)).rejects.toThrow("fetch failed");
  });
});

describe("attach", () => {
  test("answers its own paths and leaves the rest to the listeners that were there", async () => {
    const { server, url } = await foreignServer((request, response) =>
      response.end(`theirs ${request.url}`),
    );
    webSocketMiddleware({ routes: { "/echo": echo } }).attach(server);
    expect(await (await fetch(`${url}/echo`)).text()).toBe("ours");
    expect(await (await fetch(`${url}/other`)).text()).toBe("theirs /other");
    const peer = await WsPeer.open(`${url}/echo`);
    peer.send("hi");
    expect(await peer.next()).toBe("hi");
  });

  test("their listener never sees what is ours", async () => {
    const theirs = vi.fn<http.RequestListener>((_request, response) => void response.end());
    const { server, url } = await foreignServer(theirs);
    webSocketMiddleware({ routes: { "/echo": echo } }).attach(server);
    await fetch(`${url}/echo`);
    await WsPeer.open(`${url}/echo`);
    expect(theirs).not.toHaveBeenCalled();
  });

  test("listeners that come later get what is not ours", async () => {
    const { server, url } = await foreignServer();
    webSocketMiddleware({ routes: { "/echo": echo } }).attach(server);
    server.on("request", (request: http.IncomingMessage, response: http.ServerResponse) => {
      if (request.url === "/late") response.end("late");
    });
    expect(await (await fetch(`${url}/late`)).text()).toBe("late");
    expect(await (await fetch(`${url}/echo`)).text()).toBe("ours");
  });

  test("other upgrade listeners get other upgrades", async () => {
    const { port, server, url } = await foreignServer();
    server.on("upgrade", (message, socket) => {
      if (message.url === "/theirs") socket.end("HTTP/1.1 418 Theirs\r\nContent-Length: 0\r\n\r\n");
    });
    webSocketMiddleware({ routes: { "/echo": echo } }).attach(server);
    expect((await (await RawPeer.handshake(port, "/theirs")).answerToEnd()).statusLine).toBe(
      "HTTP/1.1 418 Theirs",
    );
    const peer = await WsPeer.open(`${url}/echo`);
    peer.send("ours");
    expect(await peer.next()).toBe("ours");
  });

  test("alone, it answers everything: 404 for what is not ours", async () => {
    const { port, server, url } = await foreignServer();
    webSocketMiddleware({ routes: { "/echo": echo } }).attach(server);
    expect((await fetch(`${url}/other`)).status).toBe(404);
    expect((await (await RawPeer.handshake(port, "/other")).answerToEnd()).status).toBe(404);
  });

  test("an upgrade to something else at a path of theirs reaches them as the request it is", async () => {
    const { port, server } = await foreignServer((request, response) => {
      response.end(`theirs ${request.url}`);
    });
    webSocketMiddleware({ routes: { "/echo": echo } }).attach(server);
    const peer = await RawPeer.connect(port);
    peer.write(handshakeText("/page", { Upgrade: "h2c" }));
    const answer = await peer.answerToEnd();
    expect([answer.status, answer.body]).toEqual([200, "theirs /page"]);
  });

  test("detaching puts everything back", async () => {
    const { server, url } = await foreignServer((_request, response) => response.end("theirs"));
    const before = [server.listeners("request"), server.listeners("upgrade")];
    const detach = webSocketMiddleware({ routes: { "/echo": echo } }).attach(server);
    expect(await (await fetch(`${url}/echo`)).text()).toBe("ours");
    detach();
    expect(await (await fetch(`${url}/echo`)).text()).toBe("theirs");
    expect([server.listeners("request"), server.listeners("upgrade")]).toEqual(before);
    detach();
    expect(await (await fetch(`${url}/echo`)).text()).toBe("theirs");
  });

  test("two may stand on one HTTP server", async () => {
    const { server, url } = await foreignServer((_request, response) => response.end("theirs"));
    const view = (text: string) =>
      acceptWebSocket(async ({ websocket }) => {
        await websocket?.send(text);
        return new Response(text);
      });
    webSocketMiddleware({ routes: { "/one": view("1") } }).attach(server);
    webSocketMiddleware({ routes: { "/two": view("2") } }).attach(server);
    const texts = await Promise.all(
      ["/one", "/two", "/other"].map(async (path) => (await fetch(url + path)).text()),
    );
    expect(texts).toEqual(["1", "2", "theirs"]);
    expect(await (await WsPeer.open(`${url}/one`)).next()).toBe("1");
    expect(await (await WsPeer.open(`${url}/two`)).next()).toBe("2");
  });

  test("two answer together for what neither owns, and each leaves by itself, in any order", async () => {
    const { port, server, url } = await foreignServer();
    const first = webSocketMiddleware({ routes: { "/one": echo } }).attach(server);
    const second = webSocketMiddleware({ routes: { "/two": echo } }).attach(server);
    const stranger = await RawPeer.handshake(port, "/neither");
    expect((await stranger.answerToEnd()).status).toBe(404);
    expect((await fetch(`${url}/neither`)).status).toBe(404);
    first();
    expect((await fetch(`${url}/one`)).status).toBe(404);
    expect((await fetch(`${url}/two`)).status).toBe(200);
    second();
    expect(server.listeners("request")).toEqual([]);
    expect(server.listeners("upgrade")).toEqual([]);
  });

  test("keeps its paths to itself, also from listeners that come later", async () => {
    const { server, url } = await foreignServer();
    const onError = vi.fn<(error: unknown) => void>();
    webSocketMiddleware({ routes: { "/echo": echo }, onError }).attach(server);
    server.on("request", (_request, response) => response.writeHead(418).end("theirs"));
    server.on("upgrade", (_message, socket) => socket.destroy());
    expect(await (await fetch(`${url}/echo`)).text()).toBe("ours");
    expect(await (await fetch(`${url}/page`)).text()).toBe("theirs");
    const peer = await WsPeer.open(`${url}/echo`);
    peer.send("hi");
    expect(await peer.next()).toBe("hi");
    expect(onError).not.toHaveBeenCalled();
  });
});

describe("handleRequest and handleUpgrade", () => {
  test("can be called from anywhere", async () => {
    const app = webSocketMiddleware({ routes: { "/echo": echo } });
    const { server, url } = await foreignServer((request, response) =>
      app.handleRequest(request, response),
    );
    server.on("upgrade", (message, socket, head) => app.handleUpgrade(message, socket, head));
    expect(await (await fetch(`${url}/echo`)).text()).toBe("ours");
    const peer = await WsPeer.open(`${url}/echo`);
    peer.send("direct");
    expect(await peer.next()).toBe("direct");
  });
});

describe("close", () => {
  test("says 1001 to every socket, lets handlers finish, and stops listening", async () => {
    const order: string[] = [];
    const view = requireWebSocket(async ({ websocket }) => {
      for await (const _ of websocket);
      await new Promise((resolve) => setTimeout(resolve, 20));
      order.push("handler");
    });
    const { server, url } = await startedViews({ "/": view });
    const peers = await Promise.all([WsPeer.open(url), WsPeer.open(url)]);
    await server.close();
    order.push("closed");
    expect(order).toEqual(["handler", "handler", "closed"]);
    expect(await peers[0].closed).toEqual({ code: 1001, reason: "" });
    await expect(fetch(url)).rejects.toThrow("fetch failed");
  });

  test("queued messages can still be read while it drains", async () => {
    const seen: unknown[] = [];
    const view = requireWebSocket(async ({ websocket }) => {
      await websocket.closed;
      for await (const message of websocket) seen.push(message, websocket.countMessages());
    });
    const { server, url } = await startedViews({ "/": view });
    const peer = await WsPeer.open(url);
    peer.send("queued");
    await new Promise<void>((resolve) => {
      peer.webSocket.once("pong", () => resolve());
      peer.webSocket.ping();
    });
    await server.close();
    expect(seen).toEqual(["queued", 0]);
  });

  test("cuts what is stuck: a handler that never returns, a peer that never answers, a request that never ends", async () => {
    const never = new Promise<never>(() => undefined);
    const routes = {
      "/stuck": requireWebSocket(() => never),
      "/page": () => never,
    };
    const { port, server, url } = await startedViews(routes, { closeTimeout: 60_000 });
    const silent = await RawPeer.open(port, "/stuck");
    const polite = await WsPeer.open(`${url}/stuck`);
    const request = fetch(`${url}/page`).catch((error: unknown) => error);
    await vi.waitFor(() => expect(server.stats().connections).toBe(2));
    await server.close({ drain: 30 });
    await silent.ended;
    expect((await polite.closed).code).toBe(1001);
    expect(await request).toBeInstanceOf(Error);
  });

  test("is not held up by a refused peer that stays", async () => {
    const { port, server } = await startedViews({ "/": echo });
    const peer = await RawPeer.connect(port, { allowHalfOpen: true });
    peer.write(handshakeText("/nowhere"));
    await once(peer.socket, "data");
    await server.close({ drain: 10 });
    await expect(peer.ended).resolves.toBeUndefined();
  });

  test("is not held up by a handshake that is still being judged", async () => {
    const asked = deferred();
    const authenticate = (): Promise<never> => {
      asked.resolve();
      return new Promise(() => undefined);
    };
    const { port, server } = await started(
      createServer({}, { authenticate, handshakeTimeout: 60_000 }),
    );
    const peer = await RawPeer.handshake(port, "/echo");
    await asked.promise;
    await server.close({ drain: 10 });
    await expect(peer.ended).resolves.toBeUndefined();
  });

  // Once waited for Node's timeout of idle connections, or for the whole drain time.
  describe("ends a connection that HTTP keeps alive", () => {
    const GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    test("when it is idle", async () => {
      const { port, server } = await startedViews({ "/": echo });
      const peer = await RawPeer.connect(port);
      peer.write(GET);
      expect((await peer.answerHead()).status).toBe(200);
      await server.close({ drain: HOUR });
      await expect(peer.ended).resolves.toBeUndefined();
    });

    test("when nothing was ever asked on it", async () => {
      const { port, server, url } = await startedViews({ "/": echo });
      const peer = await RawPeer.connect(port);
      // Connections are accepted in their order.
      await (await fetch(url)).text();
      await server.close({ drain: HOUR });
      await expect(peer.ended).resolves.toBeUndefined();
    });

    test("with the answer that was due, and says so in it", async () => {
      const asked = deferred();
      const slow = deferred();
      const { port, server } = await startedViews({
        "/": async () => {
          asked.resolve();
          await slow.promise;
          return new Response("slow");
        },
      });
      const peer = await RawPeer.connect(port);
      peer.write(GET);
      await asked.promise;
      const closing = server.close({ drain: HOUR });
      slow.resolve();
      const answer = await peer.answerToEnd();
      expect([answer.headers.get("connection"), answer.body]).toEqual([
        "close",
        expect.stringContaining("slow"),
      ]);
      await closing;
    });

    test("with the last of the answers that were due", async () => {
      const asked = vi.fn<() => void>();
      const slow = deferred();
      const { port, server } = await startedViews({
        "/": async () => {
          asked();
          await slow.promise;
          return new Response("slow");
        },
      });
      const peer = await RawPeer.connect(port);
      peer.write(GET.repeat(3));
      await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(3));
      const closing = server.close({ drain: HOUR });
      slow.resolve();
      const { body } = await peer.answerToEnd();
      expect(body.split("slow")).toHaveLength(4);
      await closing;
    });

    test("with the end of an answer that had begun, and takes nothing more on it", async () => {
      const rest = deferred();
      const { port, server } = await startedViews({
        "/": () =>
          new Response(
            new ReadableStream<Uint8Array>({
              async start(controller) {
                controller.enqueue(Buffer.from("begun"));
                await rest.promise;
                controller.enqueue(Buffer.from("ended"));
                controller.close();
              },
            }),
          ),
      });
      const peer = await RawPeer.connect(port);
      peer.write(GET);
      expect((await peer.answerHead()).status).toBe(200);
      const closing = server.close({ drain: HOUR });
      rest.resolve();
      await vi.waitFor(() => expect(peer.received.toString()).toMatch(/ended\r\n0\r\n\r\n$/));
      const { length } = peer.received;
      peer.write(GET);
      await peer.ended;
      expect(peer.received).toHaveLength(length);
      await closing;
    });
  });

  test("answers new handshakes with 503 meanwhile", async () => {
    const app = webSocketMiddleware({
      routes: { "/": requireWebSocket(({ websocket }) => websocket.closed.then(() => undefined)) },
    });
    const { port, server } = await foreignServer();
    app.attach(server);
    const open = await RawPeer.open(port, "/");
    const closing = app.close({ drain: 10_000 });
    const answer = await (await RawPeer.handshake(port, "/")).answerToEnd();
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "1"]);
    open.socket.destroy();
    await closing;
    expect(server.listening).toBe(true);
    expect(server.listenerCount("upgrade")).toBe(0);
  });

  test("twice is once", async () => {
    const { server } = await startedViews({ "/": echo });
    expect(server.close()).toBe(server.close({ drain: 1 }));
    await server.close();
  });

  test("before listening is fine", async () => {
    await expect(webSocketMiddleware({ routes: {} }).close()).resolves.toBeUndefined();
  });

  test("waits without end when drain is Infinity", async () => {
    const left = deferred();
    const { server, url } = await startedViews({ "/": requireWebSocket(() => left.promise) });
    await WsPeer.open(url);
    let done = false;
    const closing = server.close({ drain: Number.POSITIVE_INFINITY }).then(() => (done = true));
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(done).toBe(false);
    left.resolve();
    await closing;
  });

  test("leaves nothing open", async () => {
    const count = (): number =>
      process.getActiveResourcesInfo().filter((name) => /TCP|Timeout/.test(name)).length;
    const before = count();
    const { port, server, url } = await startedViews({ "/": echo }, { heartbeatInterval: 60_000 });
    const peers = await Promise.all(Array.from({ length: 5 }, () => WsPeer.open(url)));
    peers[0]?.webSocket.terminate();
    await peers[1]?.close();
    await RawPeer.handshake(port, "/nowhere");
    await fetch(url, { headers: { connection: "close" } }).then((answer) => answer.text());
    await server.close({ drain: 50 });
    await Promise.all(peers.map(({ closed }) => closed));
    await vi.waitFor(() => expect(count()).toBeLessThanOrEqual(before));
  });
});

describe("stats", () => {
  test("start at nothing and are a copy", async () => {
    const { server } = await startedViews({ "/": echo });
    const stats = server.stats();
    expect(stats).toEqual({
      connections: 0,
      invalidMessages: 0,
      ignoredSendFailures: 0,
      away: 0,
      refusedHandshakes: 0,
    });
    Object.assign(stats, { connections: 99 });
    expect(server.stats().connections).toBe(0);
  });
});
