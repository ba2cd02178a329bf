import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type BoardSocket, createBoardServer } from "../support/board-contract.js";
import { ask, openBoard } from "../support/board-peer.js";
import type { WsPeer } from "../support/ws-peer.js";
import { hostileCall } from "./hostile-calls.js";
import { Random } from "./random.js";

/** Set FUZZ_SEED to repeat a run, FUZZ_SCALE to run longer. */
const seed = Number(process.env["FUZZ_SEED"] ?? Date.now() % 1_000_000);
const scale = Number(process.env["FUZZ_SCALE"] ?? 1);

const errors: unknown[] = [];
const unhandled = vi.fn<(reason: unknown) => void>();
/** Handlers of calls, and calls to clients, that have not settled. */
let running = 0;
let served = 0;
let called = 0;

async function counting<T>(run: () => Promise<T>): Promise<T> {
  running += 1;
  try {
    return await run();
  } finally {
    running -= 1;
  }
}

/** Calls the client in every way, as long as it is there; what becomes of it is the client's doing. */
async function callBack(socket: BoardSocket): Promise<void> {
  const { calls } = socket;
  const timeout = 600_000;
  while (socket.connected) {
    called += 1;
    void counting(() => calls.confirm({ question: "Sure?" }, { timeout })).catch(() => undefined);
    void counting(async () => {
      for await (const tick of calls.ticks({ to: 9 }, { timeout })) if (tick === 16) break;
    }).catch(() => undefined);
    const { result } = calls.collect(undefined, { timeout, uploads: "abcdefgh".repeat(20) });
    void counting(() => result).catch(() => undefined);
    await sleep(2);
  }
}

const server = createBoardServer(
  {
    board: {
      async websocket(socket) {
        if (socket.request.query.lang === "zh") void callBack(socket);
        for await (const message of socket) void message;
      },
    },
    calls: {
      refresh: (_input, { signal }) =>
        counting(async () => {
          served += 1;
          await sleep(5, undefined, { signal }).catch(() => signal.throwIfAborted());
        }),
      async *lines({ count }) {
        served += 1;
        running += 1;
        try {
          for (let line = 0; line < Math.min(count, 200); line += 1) yield `line ${line}`;
          return count;
        } finally {
          running -= 1;
        }
      },
      store: (_input, { uploads }) =>
        counting(async () => {
          let size = 0;
          for await (const part of uploads) size += part.length;
          return { size };
        }),
      async *shout(_input, { uploads }) {
        running += 1;
        try {
          for await (const word of uploads) yield word;
        } finally {
          running -= 1;
        }
      },
    },
  },
  {
    onError(error, { kind }) {
      if (kind !== "peer") errors.push(error);
    },
  },
);
let url = "";

beforeAll(async () => {
  process.on("unhandledRejection", unhandled);
  ({ url } = await server.listen(0, "127.0.0.1"));
});

afterAll(async () => {
  await server.close({ drain: 100 });
  process.off("unhandledRejection", unhandled);
});

/** Calls one after the other, and gets every answer, until it is told to stop; tells how many they were. */
async function neighbour(): Promise<() => Promise<number>> {
  const peer = await openBoard(url);
  let stopped = false;
  const calling = (async () => {
    let id = 1;
    for (; !stopped || id < 10; id += 1) {
      const answer = await ask(peer, { id, method: "add", params: { a: id % 50, b: 1 } });
      expect(answer).toEqual({ id, result: (id % 50) + 1 });
    }
    await peer.close();
    return id;
  })();
  return () => {
    stopped = true;
    return calling;
  };
}

/** Until everything that was sent has been looked at. */
async function reached(peer: WsPeer, marker: string): Promise<void> {
  peer.send(JSON.stringify({ id: marker, method: "add", params: { a: 1, b: 1 } }));
  for (;;) {
    const frame = await peer.next();
    if (frame === null) throw new Error("The connection was closed.");
    if (frame.includes(`"id":"${marker}"`)) return;
  }
}

function timers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
}

describe(`hostile calls (FUZZ_SEED=${seed})`, () => {
  test.each(["wsgen", "plain"] as const)(
    "10,000 frames from a %s peer leave nothing pending",
    async (kind) => {
      const random = new Random(seed);
      const before = timers();
      const stop = await neighbour();
      const peer = await openBoard(url, kind, "?lang=zh");
      for (let round = 0; round < 20 * scale; round += 1) {
        for (let index = 0; index < 500; index += 1) peer.send(hostileCall(random));
        await reached(peer, `marker ${round}`);
      }
      await peer.close();
      expect(await stop()).toBeGreaterThanOrEqual(10);
      await vi.waitFor(() => expect([running, server.stats().connections]).toEqual([0, 0]));
      await vi.waitFor(() => expect(timers()).toBeLessThanOrEqual(before + 2));
      expect({ errors, unhandled: unhandled.mock.calls }).toEqual({ errors: [], unhandled: [] });
      expect(Math.min(served, called)).toBeGreaterThan(10);
      expect(server.stats().invalidMessages).toBeGreaterThan(1_000);
    },
  );

  test("frames from peers that vanish leave nothing pending", async () => {
    const random = new Random(seed + 1);
    const stop = await neighbour();
    for (let round = 0; round < 30 * scale; round += 1) {
      const peer = await openBoard(url, random.pick(["wsgen", "plain"]), "?lang=zh");
      for (let index = 0; index < 100; index += 1) peer.send(hostileCall(random));
      if (random.below(2) === 0) await reached(peer, "marker");
      peer.webSocket.terminate();
      await peer.closed;
    }
    expect(await stop()).toBeGreaterThanOrEqual(10);
    await vi.waitFor(() => expect([running, server.stats().connections]).toEqual([0, 0]));
    expect({ errors, unhandled: unhandled.mock.calls }).toEqual({ errors: [], unhandled: [] });
  });

  test("1,000 bodies over HTTP are answered", async () => {
    const random = new Random(seed + 2);
    const stop = await neighbour();
    for (let index = 0; index < 1_000 * scale; index += 1) {
      const response = await fetch(`${url}/api/b`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: hostileCall(random),
      });
      const body = await response.text();
      expect([200, 204]).toContain(response.status);
      expect(body === "" ? null : (JSON.parse(body) as unknown)).toBeTypeOf("object");
    }
    expect(await stop()).toBeGreaterThanOrEqual(10);
    await vi.waitFor(() => expect(running).toBe(0));
    expect({ errors, unhandled: unhandled.mock.calls }).toEqual({ errors: [], unhandled: [] });
  });
});
