import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { boardPair, openBoard } from "../../../../test/support/board-peer.js";
import { createBoardServer, type BoardSocket } from "../../../../test/support/board-contract.js";
import { deferred } from "../../../../test/support/deferred.js";
import { RawPeer } from "../../../../test/support/raw-peer.js";
import { rawSocketPair } from "../../../../test/support/socket-pair.js";
import { runScript } from "../../../../test/support/script-run.js";
import { started, startedViews } from "../../../../test/support/started-server.js";
import { encodeWireFrame, Opcode } from "../../../../test/support/wire-frame.js";
import { WsPeer } from "../../../../test/support/ws-peer.js";

/** The sizes of what a TCP client gets, chunk by chunk. */
function chunks(peer: RawPeer): number[] {
  const sizes: number[] = [];
  peer.socket.on("data", (chunk: Buffer) => sizes.push(chunk.length));
  return sizes;
}

describe("what is sent in one turn of the event loop", () => {
  test("leaves as one write", async () => {
    const { peer, socket } = await rawSocketPair();
    const sizes = chunks(peer);
    for (let index = 0; index < 50; index += 1) void socket.send(`message ${index}`);
    for (let index = 0; index < 50; index += 1) {
      expect((await peer.nextFrame()).payload.toString()).toBe(`message ${index}`);
    }
    expect(sizes).toHaveLength(1);
  });

  test("leaves as one write also when each send is awaited", async () => {
    const { peer, socket } = await rawSocketPair();
    const sizes = chunks(peer);
    for (let index = 0; index < 50; index += 1) await socket.send("x");
    for (let index = 0; index < 50; index += 1) await peer.nextFrame();
    expect(sizes).toHaveLength(1);
  });

  test("in answers to calls of one packet, leaves as one write", async () => {
    const { url } = await started(createBoardServer());
    const peer = await RawPeer.open(Number(new URL(url).port), "/boards/b");
    const sizes = chunks(peer);
    const requests = Array.from({ length: 50 }, (_, id) =>
      encodeWireFrame(Opcode.TEXT, `{"id":${id},"method":"add","params":{"a":1,"b":${id}}}`),
    );
    peer.write(Buffer.concat(requests));
    for (let id = 0; id < 50; id += 1) {
      expect(JSON.parse((await peer.nextFrame()).payload.toString())).toMatchObject({
        id,
        result: 1 + id,
      });
    }
    expect(sizes).toHaveLength(1);
  });

  test("as items of a stream, leaves as one write", async () => {
    const { url } = await started(createBoardServer());
    const peer = await RawPeer.open(Number(new URL(url).port), "/boards/b");
    const sizes = chunks(peer);
    peer.write(encodeWireFrame(Opcode.TEXT, '{"id":1,"method":"lines","params":{"count":31}}'));
    for (let index = 0; index < 32; index += 1) await peer.nextFrame();
    // The generator takes microtasks, not turns.
    expect(sizes).toHaveLength(1);
  });

  test("to several sockets, leaves as one write for each", async () => {
    const { server, url } = await roomOf("a");
    const peers = await Promise.all(
      [1, 2].map(() => RawPeer.open(Number(new URL(url).port), "/boards/a")),
    );
    await server.joined(2);
    const sizes = peers.map(chunks);
    for (let index = 0; index < 10; index += 1) void server.send(`message ${index}`);
    for (const peer of peers) for (let index = 0; index < 10; index += 1) await peer.nextFrame();
    expect(sizes.map(({ length }) => length)).toEqual([1, 1]);
  });

  test("a message and the close behind it arrive in this order", async () => {
    const { peer, socket } = await rawSocketPair();
    void socket.send("last words");
    void socket.close(4000, "bye");
    expect((await peer.nextFrame()).payload.toString()).toBe("last words");
    const close = await peer.nextFrame();
    expect([close.opcode, close.payload.readUInt16BE()]).toEqual([Opcode.CLOSE, 4000]);
  });

  // Once was dropped.
  test("still leaves when the connection is cut in that turn, and nothing is written afterwards", async () => {
    const { peer, socket } = await rawSocketPair();
    void socket.send("last words");
    socket.terminate();
    await expect(socket.send("too late")).rejects.toMatchObject({ code: "SOCKET_CLOSED" });
    await once(peer.socket, "close");
    expect(await socket.closed).toMatchObject({ code: 1006 });
    expect((await peer.nextFrame()).payload.toString()).toBe("last words");
    expect(peer.received).toHaveLength(0);
  });

  // Once was dropped.
  test("leaves also when the process exits in that turn", async () => {
    const { announced, url } = await announcements();
    const ended = runScript("last-words.ts", [url]);
    const peer = await WsPeer.open(await announced);
    peer.send("now");
    expect([await peer.next(), await peer.next(), await peer.next()]).toEqual([
      "last",
      "words",
      null,
    ]);
    expect(await ended).toEqual({ code: 0, stdout: "", stderr: "" });
  });
});

/** Where another process says on which address it listens. */
async function announcements(): Promise<{ announced: Promise<string>; url: string }> {
  const announced = deferred<string>();
  const { url } = await startedViews({
    "/": async (request) => {
      announced.resolve(await request.text());
      return new Response("heard");
    },
  });
  return { announced: announced.promise, url };
}

test("what is sent in different turns does not wait for each other", async () => {
  const { peer, socket } = await boardPair();
  for (let index = 0; index < 3; index += 1) {
    void socket.send("said", { text: String(index) });
    expect(await peer.nextJson()).toMatchObject({ params: { text: String(index) } });
  }
});

interface Room {
  readonly joined: (count: number) => Promise<void>;
  readonly send: (text: string) => Promise<void>;
}

/** A board whose sockets are all in one room. */
async function roomOf(name: string): Promise<{ server: Room; url: string }> {
  let count = 0;
  let wanted = { count: 0, reached: deferred() };
  const server = createBoardServer({
    board: {
      async websocket(socket: BoardSocket) {
        await socket.join(name);
        count += 1;
        if (count >= wanted.count) wanted.reached.resolve();
        await socket.closed;
      },
    },
  });
  const { url } = await started(server);
  return {
    url,
    server: {
      joined(target) {
        wanted = { count: target, reached: deferred() };
        if (count >= target) wanted.reached.resolve();
        return wanted.reached.promise;
      },
      send: (text) => server.board.room(name).send("said", { text }),
    },
  };
}

test("a socket that opens later is written to as well", async () => {
  const { server, url } = await roomOf("a");
  const peer = await openBoard(url);
  await server.joined(1);
  await server.send("one");
  const later = await openBoard(url);
  await server.joined(2);
  await server.send("two");
  expect(await later.nextJson()).toMatchObject({ params: { text: "two" } });
  expect(await peer.nextJson()).toMatchObject({ params: { text: "one" } });
});
