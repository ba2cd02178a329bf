import { decodeTicket, SocketClosedError } from "@wsgen/protocol";
import { once } from "node:events";
import net from "node:net";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { WebSocket } from "ws";
import { connectorTo, openChat, opened } from "../../../test/support/client-pair.js";
import { deferred } from "../../../test/support/deferred.js";
import { ScriptedServer } from "../../../test/support/scripted-server.js";
import { Connector } from "./connector.js";
import type { WebSocketConstructor } from "./web-socket.js";

/** A port where nobody listens. */
async function refusingUrl(): Promise<string> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, "close");
  return `http://127.0.0.1:${port}`;
}

/** A server that takes connections and says nothing. */
async function silentUrl(): Promise<{ url: string; connections: net.Socket[] }> {
  const connections: net.Socket[] = [];
  const server = net.createServer((socket) => {
    connections.push(socket);
    socket.on("error", () => undefined);
    // Only who reads sees the end.
    socket.resume();
  });
  server.listen(0, "127.0.0.1");
  onTestFinished(() => {
    for (const connection of connections) connection.destroy();
    server.close();
  });
  await once(server, "listening");
  return { url: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`, connections };
}

function protocolsOf(header: string | undefined): string[] {
  return (header ?? "").split(",").map((protocol) => protocol.trim());
}

describe("connecting", () => {
  test("goes from connecting to open, under the endpoint's path", async () => {
    const server = await ScriptedServer.start();
    const { connector } = connectorTo(`${server.url}/api`);
    const client = openChat(connector, { room: "a b" });
    const seen: unknown[] = [];
    client.onStatus((status, why) => seen.push([status, why]));
    expect([client.status, client.connected]).toEqual(["connecting", false]);
    const peer = await server.peer();
    await opened(client);
    expect([client.status, client.connected]).toEqual(["open", true]);
    expect(peer.request.url).toBe("/api/rooms/a%20b");
    expect(seen).toEqual([["open", undefined]]);
  });

  test("offers wsgen's subprotocol and no ticket without auth", async () => {
    const server = await ScriptedServer.start();
    openChat(connectorTo(server.url).connector);
    const { request } = await server.peer();
    expect(protocolsOf(request.headers["sec-websocket-protocol"])).toEqual(["wsgen.v1"]);
  });

  test("that is refused closes with 1006, whatever the refusal", async () => {
    const server = await ScriptedServer.start({ verifyClient: () => false });
    for (const url of [server.url, await refusingUrl()]) {
      const { connector, errors } = connectorTo(url);
      const client = openChat(connector);
      expect(await client.closed).toMatchObject({
        code: 1006,
        wasClean: false,
        initiator: "remote",
      });
      expect(client.status).toBe("closed");
      expect(await client.wait()).toBeNull();
      expect(errors).toEqual([]);
    }
  });

  test("that takes too long is given up, and the attempt is cut", async () => {
    const { connections, url } = await silentUrl();
    const client = openChat(connectorTo(url, { connectTimeout: 100 }).connector);
    const sent = client.send("say", { text: "hi" });
    expect(await client.closed).toEqual({
      code: 1006,
      reason: "no connection within 100 ms",
      wasClean: false,
      initiator: "local",
    });
    await expect(sent).rejects.toBeInstanceOf(SocketClosedError);
    await expect.poll(() => connections.map((socket) => socket.readyState)).toEqual(["closed"]);
  });

  test("needs a WebSocket, and says where to get one", () => {
    vi.stubGlobal("WebSocket", undefined);
    onTestFinished(() => {
      vi.unstubAllGlobals();
    });
    const connector = new Connector("ws://127.0.0.1:1");
    expect(() => openChat(connector)).toThrow('pass { WebSocket } from the package "ws"');
  });

  test("that the constructor refuses is an error and a close", async () => {
    class Insecure {
      constructor() {
        throw new Error("mixed content");
      }
    }
    const { connector, errors } = connectorTo("ws://127.0.0.1:1", {
      WebSocket: Insecure as unknown as WebSocketConstructor,
    });
    const client = openChat(connector);
    expect(await client.closed).toMatchObject({ code: 1006, reason: "connect failed" });
    expect(errors).toEqual([
      { error: new Error("mixed content"), kind: "connect", path: "/rooms/:room" },
    ]);
  });

  test("needs its params at once", () => {
    const { connector } = connectorTo("ws://127.0.0.1:1");
    expect(() => openChat(connector, { room: ".." })).toThrow("params.room");
  });
});

describe("auth", () => {
  test.each([
    ["a ticket", () => "kön/ig+1"],
    ["a promise of a ticket", () => Promise.resolve("kön/ig+1")],
  ])("that gives %s sends it in the subprotocol list, not in the URL", async (_, auth) => {
    const server = await ScriptedServer.start();
    const asked = vi.fn<() => string | Promise<string>>(auth);
    const client = openChat(connectorTo(server.url, { auth: asked }).connector);
    const { request } = await server.peer();
    await opened(client);
    expect(decodeTicket(protocolsOf(request.headers["sec-websocket-protocol"]))).toBe("kön/ig+1");
    expect(request.url).toBe("/rooms/general");
    expect(asked).toHaveBeenCalledExactlyOnceWith({ reason: "connect" });
  });

  test.each([[null], [undefined]])("that gives %j connects without a ticket", async (ticket) => {
    const server = await ScriptedServer.start();
    openChat(connectorTo(server.url, { auth: () => ticket }).connector);
    const { request } = await server.peer();
    expect(protocolsOf(request.headers["sec-websocket-protocol"])).toEqual(["wsgen.v1"]);
  });

  test.each([
    [
      "throws",
      (): string => {
        throw new Error("no session");
      },
    ],
    ["rejects", (): Promise<string> => Promise.reject(new Error("no session"))],
  ])("that %s closes and is reported", async (_, auth) => {
    const { connector, errors } = connectorTo("ws://127.0.0.1:1", { auth });
    const client = openChat(connector);
    await expect(client.send("say", { text: "hi" })).rejects.toThrow("1006: auth failed");
    expect(await client.closed).toEqual({
      code: 1006,
      reason: "auth failed",
      wasClean: false,
      initiator: "local",
    });
    expect(errors).toEqual([
      { error: new Error("no session"), kind: "auth", path: "/rooms/:room" },
    ]);
  });

  test("that hangs is given up after the connect timeout, and may still answer then", async () => {
    const ticket = deferred<string>();
    const made: string[] = [];
    class Counted extends WebSocket {
      constructor(url: string, protocols?: string[]) {
        super(url, protocols);
        made.push(url);
      }
    }
    const { connector, errors } = connectorTo("ws://127.0.0.1:1", {
      auth: () => ticket.promise,
      connectTimeout: 50,
      WebSocket: Counted,
    });
    const client = openChat(connector);
    expect(await client.closed).toMatchObject({ code: 1006, initiator: "local" });
    ticket.resolve("late");
    await new Promise(setImmediate);
    expect(made).toEqual([]);
    expect(errors).toEqual([]);
  });

  test("that fails after the close is nobody's business", async () => {
    const ticket = deferred<string>();
    const { connector, errors } = connectorTo("ws://127.0.0.1:1", { auth: () => ticket.promise });
    const client = openChat(connector);
    await client.close();
    ticket.reject(new Error("aborted"));
    await new Promise(setImmediate);
    expect(errors).toEqual([]);
  });
});
