import { describe, expect, test, vi } from "vitest";
import {
  type BoardOptions,
  type BoardServer,
  type BoardSocket,
  createBoardServer,
} from "../../../../test/support/board-contract.js";
import { send } from "../../../../test/support/board-peer.js";
import { type OnError, started } from "../../../../test/support/started-server.js";
import { WsPeer } from "../../../../test/support/ws-peer.js";

interface House {
  readonly server: BoardServer;
  readonly sockets: BoardSocket[];
  /** Opens sockets one after the other, and lets them join. */
  readonly open: (kinds: readonly ("wsgen" | "plain")[], room?: string) => Promise<WsPeer[]>;
}

async function house(options: BoardOptions = {}): Promise<House> {
  const sockets: BoardSocket[] = [];
  const server = createBoardServer(
    {
      board: {
        async websocket(socket) {
          sockets.push(socket);
          await socket.closed;
        },
      },
    },
    options,
  );
  const { url } = await started(server);
  return {
    server,
    sockets,
    async open(kinds, room = "r") {
      const peers: WsPeer[] = [];
      const already = sockets.length;
      for (const kind of kinds) {
        const subprotocols = kind === "wsgen" ? ["wsgen.v1"] : [];
        const peer = await WsPeer.open(`${url}/boards/b`, { subprotocols });
        peers.push(peer);
        const count = already + peers.length;
        await vi.waitFor(() => expect(sockets).toHaveLength(count));
        await sockets.at(-1)?.join(room);
      }
      return peers;
    },
  };
}

function said(text: string): object {
  return { method: "said", params: { text } };
}

describe("a room", () => {
  test("reaches each member in its own form", async () => {
    const { open, server } = await house();
    const [wsgen, plain] = await open(["wsgen", "plain"]);
    await server.board.room("r").send("said", { text: "hi" });
    expect(await wsgen?.nextJson()).toEqual(said("hi"));
    expect(await plain?.nextJson()).toEqual({ jsonrpc: "2.0", ...said("hi") });
  });

  test("takes a message in both forms, each with its options", async () => {
    const { open, server, sockets } = await house();
    const [a, b] = await open(["wsgen", "wsgen"]);
    const room = server.board.room("r");
    await room.send("said", { text: "1" }, { except: sockets[0] });
    await room.send({ type: "said", data: { text: "2" } }, { except: sockets[1] });
    await room.send({ type: "said", data: { text: "3" } });
    expect([await a?.nextJson(), await a?.nextJson()]).toEqual([said("2"), said("3")]);
    expect([await b?.nextJson(), await b?.nextJson()]).toEqual([said("1"), said("3")]);
  });

  test("may be sent to by a socket that is not in it", async () => {
    const { open, sockets } = await house();
    const [inside] = await open(["wsgen"]);
    await open(["wsgen"], "other");
    await sockets[1]?.room("r").send("said", { text: "from outside" });
    expect(await inside?.nextJson()).toEqual(said("from outside"));
  });

  test("that was joined twice is heard once, and left once", async () => {
    const { open, server, sockets } = await house();
    const [peer] = await open(["wsgen"]);
    await sockets[0]?.join("r");
    await server.board.room("r").send("said", { text: "1" });
    await sockets[0]?.leave("r");
    await server.board.room("r").send("said", { text: "2" });
    await sockets[0]?.send("said", { text: "3" });
    expect([await peer?.nextJson(), await peer?.nextJson()]).toEqual([said("1"), said("3")]);
  });

  test("belongs to its endpoint", async () => {
    const { open, server, sockets } = await house();
    const [peer] = await open(["wsgen"]);
    await server.api.room("r").send("said", { text: "elsewhere" });
    await server.echo.room("r").send("elsewhere");
    await sockets[0]?.send("said", { text: "here" });
    expect(await peer?.nextJson()).toEqual(said("here"));
  });

  test("goes on without a member that has closed, or is closing", async () => {
    const { open, server, sockets } = await house();
    const [a, b, c] = await open(["wsgen", "wsgen", "wsgen"]);
    void sockets[1]?.close(4000);
    c?.webSocket.terminate();
    await server.board.room("r").send("said", { text: "still here?" });
    expect(await a?.nextJson()).toEqual(said("still here?"));
    expect([await b?.next(), await b?.closed]).toEqual([null, { code: 4000, reason: "" }]);
  });

  test("does not wait for a member that does not read, which is closed as overloaded", async () => {
    const { open, server } = await house({ sendLimit: 100_000, closeTimeout: 50 });
    const [slow, quick] = await open(["wsgen", "plain"]);
    slow?.webSocket.pause();
    const room = server.board.room("r");
    const text = "x".repeat(50_000);
    let rounds = 0;
    while (server.stats().connections > 1) {
      await room.send("said", { text });
      expect(await quick?.nextJson()).toMatchObject(said(text));
      rounds += 1;
    }
    expect(rounds).toBeGreaterThan(2);
    expect(server.stats().ignoredSendFailures).toBe(0);
  });
});

describe("a send to a room", () => {
  test("where nobody is resolves, and is checked all the same", async () => {
    const { server } = await house();
    const room = server.board.room("empty");
    await expect(room.send("said", { text: "hi" })).resolves.toBeUndefined();
    await expect(room.send("said", { text: 5 } as never)).rejects.toMatchObject({
      name: "ValidationError",
      path: "said.text",
    });
    await expect(room.send("shouted" as "said", { text: "hi" })).rejects.toMatchObject({
      code: "INVALID",
    });
    await expect(server.echo.room("empty").send(5 as never)).rejects.toMatchObject({
      code: "INVALID",
    });
  });

  test.each(["", undefined, 5])("has a name: %j is none", async (name) => {
    const { server } = await house();
    await expect(server.board.room(name as string).send("said", { text: "hi" })).rejects.toThrow(
      TypeError,
    );
  });

  test.each([null, undefined, 5])(
    "of %j, which is no message, rejects and does not throw",
    async (message) => {
      const { server } = await house();
      await expect(server.board.room("r").send(message as never)).rejects.toThrow(Error);
    },
  );

  test("that fails and is not awaited goes to onError", async () => {
    const onError = vi.fn<OnError>();
    const { server } = await house({ onError });
    void server.board.room("r").send("said", {} as never);
    void server.echo.room("").send("x");
    await vi.waitFor(() => expect(server.stats().ignoredSendFailures).toBe(2));
    expect(onError.mock.calls).toEqual([
      [expect.objectContaining({ code: "INVALID" }), { kind: "send", path: "/boards/:board" }],
      [expect.any(TypeError), { kind: "send", path: "/echo" }],
    ]);
  });
});

describe("join", () => {
  test("after the close rejects, and leave does nothing", async () => {
    const { open, server, sockets } = await house();
    const [peer] = await open(["wsgen"]);
    await peer?.close(4001, "bye");
    await sockets[0]?.closed;
    await expect(sockets[0]?.join("late")).rejects.toMatchObject({
      name: "SocketClosedError",
      closeCode: 4001,
    });
    await expect(sockets[0]?.leave("r")).resolves.toBeUndefined();
    await expect(server.board.room("late").send("said", { text: "x" })).resolves.toBeUndefined();
  });

  test("while closing rejects as well", async () => {
    const { open, sockets } = await house();
    await open(["wsgen"]);
    const closing = sockets[0]?.close(4002);
    await expect(sockets[0]?.join("late")).rejects.toMatchObject({ closeCode: 4002 });
    await closing;
  });

  test("of a room without a name rejects, and is safe to ignore", async () => {
    const { open, server, sockets } = await house({ onError: () => undefined });
    await open(["wsgen"]);
    await expect(sockets[0]?.join("")).rejects.toThrow(TypeError);
    void sockets[0]?.join("");
    await vi.waitFor(() => expect(server.stats().ignoredSendFailures).toBe(1));
  });
});

test("raw sockets share rooms, wsgen peers or not", async () => {
  const { url } = await started(
    createBoardServer({
      echo: {
        async websocket(socket) {
          await socket.join("r");
          await socket.send("ready");
          for await (const message of socket)
            await socket.room("r").send(message, { except: socket });
        },
      },
    }),
  );
  const [a, b] = [
    await WsPeer.open(`${url}/echo`, { subprotocols: ["wsgen.v1"] }),
    await WsPeer.open(`${url}/echo`),
  ];
  expect([await a.next(), await b.next()]).toEqual(["ready", "ready"]);
  a.send("from a");
  expect(await b.next()).toBe("from a");
  b.send("from b");
  expect(await a.next()).toBe("from b");
});

test("a whole chat: what one says, the others hear", async () => {
  const { url } = await started(
    createBoardServer({
      board: {
        async websocket(socket) {
          const room = socket.request.params.board;
          await socket.join(room);
          await socket.send("said", { text: "welcome" });
          for await (const { data } of socket)
            await socket.room(room).send("said", data, { except: socket });
        },
      },
    }),
  );
  const peers = await Promise.all(
    ["x", "x", "y"].map((room) => WsPeer.open(`${url}/boards/${room}`)),
  );
  const [a, b, elsewhere] = peers;
  for (const peer of peers) await peer.next();
  if (a === undefined) throw new Error("There are three.");
  send(a, { method: "say", params: { text: "hello" } });
  expect(await b?.nextJson()).toMatchObject(said("hello"));
  await a.close();
  await b?.close();
  await elsewhere?.close();
  expect(await elsewhere?.next()).toBeNull();
});
