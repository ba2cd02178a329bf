import { type MiddlewareOptions, type QueuedSocket, requireWebSocket } from "@wsgen/runtime";
import { deferred } from "./deferred.js";
import { RawPeer } from "./raw-peer.js";
import { startedViews, type StartedServer } from "./started-server.js";
import { WsPeer } from "./ws-peer.js";

type Options = Omit<MiddlewareOptions, "routes">;

/** A view that hands out its socket and stays until the socket is closed. */
async function serveOne(
  options: Options,
): Promise<{ server: StartedServer; opened: Promise<QueuedSocket> }> {
  const opened = deferred<QueuedSocket>();
  const view = requireWebSocket(async ({ websocket }) => {
    opened.resolve(websocket);
    await websocket.closed;
  });
  return { server: await startedViews({ "/": view }, options), opened: opened.promise };
}

/** Both ends of one connection; the client is the `ws` library. */
export async function socketPair(
  options: Options = {},
): Promise<{ peer: WsPeer; socket: QueuedSocket }> {
  const { opened, server } = await serveOne(options);
  const peer = await WsPeer.open(server.url);
  return { peer, socket: await opened };
}

/** Both ends of one connection; the client writes bytes. */
export async function rawSocketPair(
  options: Options = {},
): Promise<{ peer: RawPeer; socket: QueuedSocket; server: StartedServer }> {
  const { opened, server } = await serveOne(options);
  const peer = await RawPeer.open(server.port, "/");
  return { peer, socket: await opened, server };
}
