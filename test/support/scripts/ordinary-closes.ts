import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { acceptWebSocket, requireWebSocket, webSocketMiddleware } from "@wsgen/runtime";
import { WebSocket } from "ws";

// Every ordinary way in which a connection ends: the log must stay empty. Then one view that fails.
const server = webSocketMiddleware({
  routes: {
    "/echo": requireWebSocket(async ({ websocket }) => {
      for await (const message of websocket) await websocket.send(message);
    }),
    "/once": acceptWebSocket(async ({ websocket }) => {
      await websocket?.send("bye");
      return new Response("dropped: this is no HTTP request");
    }),
    "/stubborn": requireWebSocket(async ({ websocket }) => {
      for (;;) await websocket.send("x".repeat(100_000));
    }),
    "/fail": requireWebSocket(() => {
      throw new Error("the only thing to print");
    }),
  },
});
const { url } = await server.listen(0, "127.0.0.1");

async function open(path: string): Promise<WebSocket> {
  const client = new WebSocket(url.replace("http", "ws") + path);
  client.on("error", () => undefined);
  await once(client, "open");
  return client;
}

async function gone(): Promise<void> {
  while (server.stats().connections > 0) await sleep(2);
}

const ends: [string, (client: WebSocket) => void][] = [
  ["/echo", (client) => client.close()],
  ["/echo", (client) => client.close(4000, "mine")],
  ["/echo", (client) => client.terminate()],
  ["/once", () => undefined],
  ["/stubborn", (client) => client.terminate()],
  ["/stubborn", (client) => client.close(1000)],
];
for (const [path, end] of ends) {
  const client = await open(path);
  if (path === "/echo") client.send("something on its way");
  end(client);
  await gone();
}
process.stdout.write(`${ends.length} ordinary closes\n`);
await open("/fail");
await gone();
process.stdout.write("1 failed view\n");
await server.close();
