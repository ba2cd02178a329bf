import { once } from "node:events";
import http, { type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { expect, onTestFinished, test, vi } from "vitest";
import { rawWire, text } from "../../../../test/support/codecs.js";
import { WsPeer } from "../../../../test/support/ws-peer.js";
import { RawEndpointSocket } from "../connection/raw-endpoint-socket.js";
import { RawRooms } from "../connection/raw-rooms.js";
import { serveSocket } from "../connection/serve-socket.js";
import { Monitor } from "../monitor.js";
import { resolveOptions } from "../options.js";
import { WsAcceptor } from "../socket/ws-transport.js";
import { type Member, Rooms } from "./rooms.js";

type Handler = (socket: RawEndpointSocket) => Promise<void>;

const wire = rawWire<unknown>("text", text);
const opened = {
  context: {},
  skew: null,
  request: { params: {}, query: {}, headers: new Headers(), url: "", remoteAddress: "" },
};

class CountingRooms extends Rooms {
  /** How often somebody has left all of them. */
  left = 0;

  override leaveAll(member: Member): void {
    this.left += 1;
    super.leaveAll(member);
  }
}

/** The sockets of an endpoint put together by hand, to look at their rooms. */
async function serve(handler: Handler): Promise<{ url: string; rooms: CountingRooms }> {
  const rooms = new CountingRooms();
  const options = resolveOptions({ onError: () => undefined, closeTimeout: 50 });
  const setup = { options, monitor: new Monitor(options.onError), path: "/" };
  const acceptor = new WsAcceptor(options, []);
  const parts = { wire, rooms, sender: new RawRooms(wire, rooms, () => undefined) };
  const httpServer = http.createServer();
  httpServer.on("upgrade", (message: IncomingMessage, stream: Duplex, head: Buffer) => {
    const transport = acceptor.accept(message, stream, head);
    if (transport === null) return;
    const socket = new RawEndpointSocket(transport, setup, opened, parts);
    serveSocket(socket, setup, () => handler(socket));
  });
  await once(httpServer.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => {
    httpServer.close();
    httpServer.closeAllConnections();
  });
  const { port } = httpServer.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, rooms };
}

/** Joins three rooms, tells so, and goes on as the test says. */
function member(then: Handler): Handler {
  return async (socket) => {
    for (const room of ["a", "b", "c"]) await socket.join(room);
    await socket.send("joined");
    await then(socket);
  };
}

test.each<[string, Handler, (peer: WsPeer) => unknown]>([
  ["the peer closes", async ({ closed }) => void (await closed), (peer) => peer.close(4000)],
  [
    "the peer is lost",
    async ({ closed }) => void (await closed),
    (peer) => peer.webSocket.terminate(),
  ],
  ["the handler returns", async () => undefined, () => undefined],
  ["the handler throws", () => Promise.reject(new Error("oops")), () => undefined],
  ["the handler closes", (socket) => socket.close(4000), () => undefined],
  [
    "the handler terminates",
    async (socket) => {
      await socket.wait();
      socket.terminate();
    },
    (peer) => peer.send("go"),
  ],
  [
    "a frame does not fit",
    async ({ closed }) => void (await closed),
    (peer) => peer.send(Buffer.from("binary")),
  ],
  [
    "both close, twice",
    async (socket) => {
      void socket.close(4000);
      await socket.close(4001);
    },
    (peer) => peer.close(4002),
  ],
])("membership ends exactly once when %s", async (_name, handler, end) => {
  const { rooms, url } = await serve(member(handler));
  const peer = await WsPeer.open(url);
  expect(await peer.next()).toBe("joined");
  end(peer);
  await peer.closed;
  await vi.waitFor(() => expect(rooms.size).toBe(0));
  expect(rooms.left).toBe(1);
});

test("a member that has begun to close is in no room any more", async () => {
  const sizes: number[] = [];
  const house = await serve(
    member(async (socket) => {
      sizes.push(house.rooms.size);
      const closing = socket.close(4000);
      sizes.push(house.rooms.size);
      await closing;
    }),
  );
  const peer = await WsPeer.open(house.url);
  await peer.closed;
  expect(sizes).toEqual([3, 0]);
});
