import { acceptWebSocket, webSocketMiddleware } from "@wsgen/runtime";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";

// Sends that fail while nobody awaits them, in every way there is: the process must not notice.
const server = webSocketMiddleware({
  routes: {
    "/": acceptWebSocket(async ({ websocket }) => {
      await websocket?.closed;
      void websocket?.send("one");
      void websocket?.send("two");
      // A caller without types.
      void websocket?.send(3 as unknown as string);
      void Promise.resolve().then(() => void websocket?.send("four"));
    }),
  },
});
const { url } = await server.listen(0, "127.0.0.1");
const client = new WebSocket(url.replace("http", "ws"));
client.on("open", () => client.terminate());
while (server.stats().ignoredSendFailures < 4) await sleep(5);
await sleep(20);
process.stdout.write(`alive after ${server.stats().ignoredSendFailures} ignored failures\n`);
await server.close();
