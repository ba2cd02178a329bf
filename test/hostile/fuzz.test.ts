import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { createServer, type Handlers } from "../support/endpoint-contracts.js";
import { handshakeText, RawPeer } from "../support/raw-peer.js";
import { WsPeer } from "../support/ws-peer.js";
import { hostileBytes, hostileHandshake, hostileText } from "./hostile-inputs.js";
import { Random } from "./random.js";

/** Set FUZZ_SEED to repeat a run, FUZZ_SCALE to run longer. */
const seed = Number(process.env["FUZZ_SEED"] ?? Date.now() % 1_000_000);
const scale = Number(process.env["FUZZ_SCALE"] ?? 1);

/** What reached a handler although the contract does not have it. */
const strays: unknown[] = [];
const errors: unknown[] = [];
const unhandled = vi.fn<(reason: unknown) => void>();
let delivered = 0;

function note(fits: boolean, message: unknown): void {
  delivered += 1;
  if (!fits) strays.push(message);
}

const isText = (value: unknown): boolean => typeof value === "string";
const isList = (value: unknown): boolean =>
  Array.isArray(value) && value.every((item) => item === null || isText(item));

/** The contract of the chat, written once more and in another way. */
function fitsChat({ data, type }: { type: string; data: unknown }): boolean {
  const keys = typeof data === "object" && data !== null ? Object.keys(data).join() : "";
  if (type === "say") return keys === "text" && isText(Reflect.get(data as object, "text"));
  if (type === "count") return Number.isFinite(data);
  if (type === "ping") return data === undefined;
  if (type === "list") return isList(data);
  return type === "constructor" && keys === "own" && Reflect.get(data as object, "own") === true;
}

const handlers: Partial<Handlers> = {
  echo: {
    http: () => new Response("plain"),
    async websocket(socket) {
      for await (const message of socket) {
        note(isText(message), message);
        await socket.send(message);
      }
    },
  },
  list: {
    async websocket(socket) {
      for await (const message of socket) {
        note(message === null || isList(message), message);
        await socket.send(1);
      }
    },
  },
  chat: {
    async websocket(socket) {
      for await (const message of socket) {
        note(fitsChat(message), message);
        // Only the marker is answered: the rest would be a flood of answers.
        if (message.type === "count" && message.data < -(2 ** 40))
          await socket.send("total", message.data);
      }
    },
  },
};

const server = createServer(handlers, {
  onError: (error, { kind }) => {
    if (kind !== "peer") errors.push(error);
  },
});
let url = "";
let port = 0;

beforeAll(async () => {
  process.on("unhandledRejection", unhandled);
  ({ port, url } = await server.listen(0, "127.0.0.1"));
});

afterAll(async () => {
  await server.close({ drain: 100 });
  process.off("unhandledRejection", unhandled);
});

/** Somebody well-behaved next door: sends and expects its echo, one after the other, until it is told to stop. */
async function neighbour(): Promise<{ stop: () => Promise<number> }> {
  const peer = await WsPeer.open(`${url}/echo`);
  let stopped = false;
  let echoes = 0;
  const talking = (async () => {
    while (!stopped || echoes < 10) {
      const message = `${echoes} ${"x".repeat(echoes % 300)}`;
      peer.send(message);
      const answer = await peer.next();
      if (answer !== message) throw new Error(`Expected echo ${echoes}, got ${String(answer)}`);
      echoes += 1;
    }
    return echoes;
  })();
  return {
    stop() {
      stopped = true;
      return talking;
    },
  };
}

const UNHARMED = { strays: [], errors: [], unhandled: 0, neighbour: "heard every echo" };

/** Runs the attack beside a neighbour, who must notice nothing; tells what came of it. */
async function besideNeighbour(attack: () => Promise<void>): Promise<object> {
  const healthy = await neighbour();
  await attack();
  const echoes = await healthy.stop();
  return {
    strays,
    errors,
    unhandled: unhandled.mock.calls.length,
    neighbour: echoes >= 10 ? "heard every echo" : `heard ${echoes}`,
  };
}

describe(`hostile input (FUZZ_SEED=${seed})`, () => {
  test.each(["wsgen.v1", undefined])(
    "7,000 texts to an enveloped endpoint, subprotocol %s",
    async (subprotocol) => {
      const random = new Random(seed);
      const outcome = await besideNeighbour(async () => {
        const peer = await WsPeer.open(`${url}/rooms/r`, {
          subprotocols: subprotocol === undefined ? [] : [subprotocol],
        });
        for (let round = 0; round < 14 * scale; round += 1) {
          for (let index = 0; index < 500; index += 1) peer.send(hostileText(random));
          const marker = -(2 ** 41) - round;
          peer.send(`{"method":"count","params":[${marker}]}`);
          // Answers to misfits come first.
          for (;;) {
            const answer = await peer.nextJson();
            if (answer === null) throw new Error("The connection was closed.");
            if (JSON.stringify(answer).includes(`[${marker}]`)) break;
          }
        }
        await peer.close();
      });
      expect(outcome).toEqual(UNHARMED);
      expect(server.stats().invalidMessages).toBeGreaterThan(1_000);
      expect(delivered).toBeGreaterThan(100);
    },
  );

  test("2,000 texts to a raw JSON endpoint", async () => {
    const random = new Random(seed + 1);
    const outcome = await besideNeighbour(async () => {
      let peer = await WsPeer.open(`${url}/list`);
      for (let index = 0; index < 2_000 * scale; index += 1) {
        peer.send(hostileText(random));
        if ((await peer.next()) !== null) continue;
        expect(await peer.closed).toMatchObject({ code: 1007 });
        peer = await WsPeer.open(`${url}/list`);
      }
    });
    expect(outcome).toEqual(UNHARMED);
  });

  test("3,000 wrong frames", async () => {
    const random = new Random(seed + 2);
    const outcome = await besideNeighbour(async () => {
      for (let round = 0; round < 250 * scale; round += 1) {
        const peer = await RawPeer.open(port, random.pick(["/echo", "/rooms/r", "/list"]));
        for (let index = 0; index < 12; index += 1) peer.write(hostileBytes(random));
        peer.socket.end();
        await peer.ended;
      }
    });
    expect(outcome).toEqual(UNHARMED);
  });

  test("1,000 wrong handshakes", async () => {
    const random = new Random(seed + 3);
    const outcome = await besideNeighbour(async () => {
      for (let round = 0; round < 1_000 * scale; round += 1) {
        const peer = await RawPeer.connect(port);
        peer.write(hostileHandshake(random));
        peer.socket.end();
        await peer.ended;
        expect(peer.received.toString("latin1")).toMatch(
          /^(?:HTTP\/1\.1 (?:101|4\d\d|200) .*\r\n|$)/,
        );
      }
    });
    expect(outcome).toEqual(UNHARMED);
  });

  test("messages of 1 MiB, and of one byte more", async () => {
    const outcome = await besideNeighbour(async () => {
      const limit = 1024 * 1024;
      const peer = await WsPeer.open(`${url}/echo`);
      for (let index = 0; index < 5; index += 1) {
        peer.send("x".repeat(limit));
        expect(String(await peer.next())).toHaveLength(limit);
        const greedy = await WsPeer.open(`${url}/echo`);
        greedy.send("x".repeat(limit + 1));
        expect(await greedy.closed).toMatchObject({ code: 1009 });
      }
      expect(peer.webSocket.readyState).toBe(WebSocket.OPEN);
    });
    expect(outcome).toEqual(UNHARMED);
  });

  test("fifty floods that nobody reads", async () => {
    const outcome = await besideNeighbour(async () => {
      const peers = await Promise.all(
        Array.from({ length: 50 }, () => RawPeer.open(port, "/echo")),
      );
      const { encodeWireFrame, Opcode } = await import("../support/wire-frame.js");
      const frame = encodeWireFrame(Opcode.TEXT, "x".repeat(10_000));
      for (const peer of peers) {
        peer.socket.pause();
        peer.write(Buffer.concat(Array.from({ length: 100 }, () => frame)));
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
      for (const peer of peers) peer.socket.resetAndDestroy();
      await vi.waitFor(() => expect(server.stats().connections).toBeLessThanOrEqual(1), {
        timeout: 10_000,
      });
    });
    expect(outcome).toEqual(UNHARMED);
  });

  test("half handshakes that never end", async () => {
    const outcome = await besideNeighbour(async () => {
      const text = handshakeText("/echo");
      for (let index = 0; index < 100; index += 1) {
        const peer = await RawPeer.connect(port);
        peer.write(text.slice(0, 1 + ((index * 7) % (text.length - 1))));
      }
    });
    expect(outcome).toEqual(UNHARMED);
  });
});
