import { deferred } from "./deferred.js";
import {
  type BoardOptions,
  type BoardServer,
  type BoardSocket,
  createBoardServer,
  type GivenHandlers,
} from "./board-contract.js";
import { started } from "./started-server.js";
import { WsPeer } from "./ws-peer.js";

export interface BoardPair {
  readonly server: BoardServer;
  readonly url: string;
  readonly peer: WsPeer;
  /** The server's end. */
  readonly socket: BoardSocket;
}

/** A started server of boards, and one socket of `board`, from both ends; the client is the `ws` library. */
export async function boardPair(
  given: Omit<GivenHandlers, "board"> = {},
  options: BoardOptions & { kind?: "wsgen" | "plain" } = {},
): Promise<BoardPair> {
  const { kind, ...rest } = options;
  const opened = deferred<BoardSocket>();
  const websocket = async (socket: BoardSocket): Promise<void> => {
    opened.resolve(socket);
    await socket.closed;
  };
  const server = createBoardServer({ ...given, board: { websocket } }, rest);
  const { url } = await started(server);
  const peer = await openBoard(url, kind);
  return { server, url, peer, socket: await opened.promise };
}

export function openBoard(
  url: string,
  kind: "wsgen" | "plain" = "wsgen",
  query = "",
): Promise<WsPeer> {
  const subprotocols = kind === "wsgen" ? ["wsgen.v1"] : [];
  return WsPeer.open(`${url}/boards/b${query}`, { subprotocols });
}

export function send(peer: WsPeer, ...frames: readonly unknown[]): void {
  for (const frame of frames) peer.send(JSON.stringify(frame));
}

/** Sends one frame and gives the next that comes. */
export function ask(peer: WsPeer, frame: unknown): Promise<unknown> {
  send(peer, frame);
  return peer.nextJson();
}

/** The next frames. */
export async function take(peer: WsPeer, count: number): Promise<unknown[]> {
  const frames: unknown[] = [];
  while (frames.length < count) frames.push(await peer.nextJson());
  return frames;
}

/** Everything up to and including the response with this id. */
export async function takeUntilResponse(peer: WsPeer, id: unknown): Promise<unknown[]> {
  const frames: unknown[] = [];
  for (;;) {
    const frame = await peer.nextJson();
    frames.push(frame);
    if (frame === null) return frames;
    if (!("method" in (frame as object)) && (frame as { id: unknown }).id === id) return frames;
  }
}
