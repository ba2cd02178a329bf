import { onTestFinished, expect, test } from "vitest";
import { WebSocket } from "ws";
import {
  Connector,
  type DuplexCall,
  type MessageClient,
  type StreamCall,
  type UploadCall,
} from "@wsgen/client/codegen";
import {
  createEndpointServer,
  type DuplexHandler,
  type MessageSocket,
  type StreamHandler,
  type UploadHandler,
} from "@wsgen/runtime/codegen";
import { number, text, wiresOf } from "../support/codecs.js";
import { started } from "../support/started-server.js";

// Streams between the real server and the real client, neither of them told what to do by a script.

interface Calls {
  down: { input: void; items: string; output: void; errors: object };
  up: { input: void; uploads: string; output: number; errors: object };
  both: { input: void; uploads: string; items: string; output: void; errors: object };
}

interface Messages {
  note: string;
}

type Socket = MessageSocket<{ type: "note"; data: string }, object, never, object>;

interface Handler {
  websocket(socket: Socket): Promise<void>;
  calls: {
    down: StreamHandler<Calls["down"], Socket>;
    up: UploadHandler<Calls["up"], Socket>;
    both: DuplexHandler<Calls["both"], Socket>;
  };
}

interface Client extends MessageClient<object, never, Messages, { type: "note"; data: string }> {
  readonly calls: {
    readonly down: StreamCall<Calls["down"]>;
    readonly up: UploadCall<Calls["up"]>;
    readonly both: DuplexCall<Calls["both"]>;
  };
}

const wires = wiresOf<Messages, object, Calls>(
  {
    messages: { note: text },
    calls: {
      down: { items: text },
      up: { uploads: text, output: number },
      both: { uploads: text, items: text },
    },
  },
  { messages: {} },
);

const CHUNK = "x".repeat(64 * 1024);

/** 500 MiB in all, and how much of it was asked for. */
function offer(): {
  chunks: () => AsyncGenerator<string>;
  seen: { asked: number; ended: boolean };
} {
  const seen = { asked: 0, ended: false };
  async function* chunks(): AsyncGenerator<string> {
    try {
      for (; seen.asked < 8_000;) {
        seen.asked += 1;
        yield CHUNK;
      }
    } finally {
      seen.ended = true;
    }
  }
  return { chunks, seen };
}

async function connect(calls: Handler["calls"]): Promise<Client> {
  const { url } = await started(
    createEndpointServer<{ x: Handler }>(
      { x: { mode: "require", path: "/x", wire: wires.server } },
      { x: { calls, websocket: readAll } },
      () => ({}),
    ),
  );
  const client = new Connector(url, { WebSocket }).messages<Client>("/x", wires.client);
  onTestFinished(() => client.close());
  return client;
}

async function readAll(socket: Socket): Promise<void> {
  for await (const message of socket) void message;
}

/** Time for everything to come that would come by itself. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 200));
}

function nobody(): never {
  throw new Error("not called here");
}

test("a client that takes nothing of 500 MiB has one chunk asked for, and leaving ends the generator", async () => {
  const { chunks, seen } = offer();
  const client = await connect({ down: chunks, up: nobody, both: nobody });
  const stream = client.calls.down();
  await pause();
  // One overshoots the 64 KiB of the first credit: with its envelope it is larger.
  expect(seen.asked).toBe(1);
  let taken = 0;
  for await (const chunk of stream) {
    taken += chunk.length;
    if (taken >= 10 * CHUNK.length) break;
  }
  await expect.poll(() => seen.ended).toBe(true);
  expect(seen.asked).toBeLessThanOrEqual(12);
});

test("a handler that takes nothing of 500 MiB has one chunk sent, and its answer ends the source", async () => {
  const { chunks, seen } = offer();
  let answer: (value: number) => void = () => undefined;
  const answered = new Promise<number>((resolve) => {
    answer = resolve;
  });
  const client = await connect({ down: nobody, up: () => answered, both: nobody });
  const { result } = client.calls.up(undefined, { uploads: chunks() });
  await pause();
  expect(seen.asked).toBe(1);
  answer(7);
  expect(await result).toBe(7);
  await expect.poll(() => seen.ended).toBe(true);
});

test("with both, what nobody takes at one end stops the other", async () => {
  const { chunks, seen } = offer();
  let passed = 0;
  const client = await connect({
    down: nobody,
    up: nobody,
    async *both(_input, { uploads }) {
      for await (const chunk of uploads) {
        passed += 1;
        yield chunk;
      }
    },
  });
  const stream = client.calls.both(undefined, { uploads: chunks() });
  await pause();
  // One waits in each window, and one in the handler.
  expect(passed).toBeLessThanOrEqual(2);
  expect(seen.asked).toBeLessThanOrEqual(4);
  await stream.return?.();
  await expect.poll(() => seen.ended).toBe(true);
});

test("50 MiB that are taken arrive whole, both ways at once", async () => {
  const client = await connect({
    down: nobody,
    up: nobody,
    async *both(_input, { uploads }) {
      yield* uploads;
    },
  });
  async function* chunks(): AsyncGenerator<string> {
    for (let sent = 0; sent < 800; sent += 1) yield `${sent}:${CHUNK}`;
  }
  let received = 0;
  for await (const chunk of client.calls.both(undefined, { uploads: chunks() })) {
    if (!chunk.startsWith(`${received}:`)) throw new Error(`${received} is missing`);
    received += 1;
  }
  expect(received).toBe(800);
});

test("twenty readers of large items get them all: a server waits for room before it sends", async () => {
  const client = await connect({
    async *down() {
      for (let sent = 0; sent < 3; sent += 1) yield "x".repeat(900_000);
    },
    up: nobody,
    both: nobody,
  });
  async function count(): Promise<number> {
    let received = 0;
    for await (const item of client.calls.down()) received += item.length / 900_000;
    return received;
  }
  const counts = await Promise.all(Array.from({ length: 20 }, count));
  expect(counts).toEqual(Array.from({ length: 20 }, () => 3));
});

test("twenty uploads of large items arrive, and none is refused for those before it", async () => {
  const client = await connect({
    down: nobody,
    async up(_input, { uploads }) {
      let size = 0;
      for await (const upload of uploads) size += upload.length;
      return size;
    },
    both: nobody,
  });
  const uploads = ["x".repeat(900_000)];
  const calls = Array.from({ length: 20 }, () => client.calls.up(undefined, { uploads }).result);
  expect(await Promise.all(calls)).toEqual(Array.from({ length: 20 }, () => 900_000));
});

test("items go on while messages of one's own fill the way to the server, and leaving still cancels", async () => {
  const { chunks, seen } = offer();
  const client = await connect({
    async *down(_input, { signal }) {
      for (let sent = 0; sent < 100; sent += 1) yield String(sent);
      if (!signal.aborted) yield* chunks();
    },
    up: nobody,
    both: nobody,
  });
  let received = 0;
  for await (const item of client.calls.down()) {
    received += 1;
    if (received === 15 || item.length > 1_000) {
      const notes = Array.from({ length: 9 }, () => client.send("note", "x".repeat(1_000_000)));
      await Promise.allSettled(notes);
    }
    if (item.length > 1_000) break;
  }
  expect(received).toBe(101);
  await expect.poll(() => seen.ended).toBe(true);
});
