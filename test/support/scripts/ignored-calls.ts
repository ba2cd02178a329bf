import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";
import { type BoardSocket, createBoardServer } from "../board-contract.js";

// Calls that fail in every way there is while nobody looks at them, in both directions: the process must not notice.
const reports: string[] = [];

function failLater(): Promise<never> {
  return sleep(1).then(() => Promise.reject(new Error("later")));
}

async function* failingUploads(): AsyncGenerator<string> {
  yield "one";
  throw new Error("no more uploads");
}

function callTheClient({ calls }: BoardSocket): void {
  void calls.confirm({ question: "nobody has a handler" });
  void calls.confirm({ question: 5 as unknown as string });
  void calls.confirm({ question: "late" }, { timeout: 1 });
  void calls.confirm({ question: "aborted" }, { signal: AbortSignal.abort() });
  void calls.ticks({ to: 1 });
  void calls.ticks({ to: "x" as unknown as number });
  void calls.ticks({ to: 1 }).result;
  void calls.collect(undefined, { uploads: failingUploads() });
  void calls.collect(undefined, { uploads: 5 as unknown as string[] });
}

const server = createBoardServer(
  {
    board: {
      async websocket(socket) {
        callTheClient(socket);
        await socket.closed;
        callTheClient(socket);
      },
    },
    calls: {
      add: failLater,
      refresh: () => {
        throw new Error("at once");
      },
      async *lines() {
        try {
          for (;;) yield "line";
        } finally {
          await failLater();
        }
      },
      store: async (_input, call) => {
        await once(call.signal, "abort");
        throw new Error("after the abort");
      },
      async *shout(_input, call) {
        for await (const word of call.uploads) yield word;
        throw new Error("at the end");
      },
    },
  },
  {
    onError: (error, { kind, method }) => {
      reports.push(`${kind} ${method}`);
      // What an onError that fails says goes to the console, which has to stay empty here.
      if (!(error instanceof Error)) throw new TypeError("No error");
    },
  },
);
const { url } = await server.listen(0, "127.0.0.1");
const client = new WebSocket(`${url.replace("http", "ws")}/boards/b`, ["wsgen.v1"]);
await once(client, "open");
client.on("message", (data: Buffer) => {
  const { id, method } = JSON.parse(data.toString()) as { id?: number; method?: string };
  if (id === undefined || method === undefined) return;
  const error = { code: -32601, message: "Method not found" };
  // The one with a timeout stays unanswered.
  if (!data.includes("late")) client.send(JSON.stringify({ id, error }));
});
let id = 0;
for (const [method, params] of [
  ["add", { a: 1, b: 2 }],
  ["refresh", undefined],
  ["lines", { count: 1 }],
  ["store", { name: "a" }],
  ["shout", undefined],
] as const) {
  client.send(JSON.stringify({ id: (id += 1), method, params }));
  client.send(JSON.stringify({ id: (id += 1), method, params }));
}
client.send('{"method":"$/cancelRequest","params":{"id":5}}');
client.send('{"method":"$/uploadEnd","params":{"id":9}}');
await sleep(50);
client.terminate();
while (server.stats().connections > 0) await sleep(5);
await sleep(50);
process.stdout.write(`alive after ${server.stats().ignoredSendFailures} ignored failures\n`);
process.stdout.write(`${[...new Set(reports)].sort().join(", ")}\n`);
await server.close();
