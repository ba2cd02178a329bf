import { requireWebSocket, webSocketMiddleware } from "@wsgen/runtime";

// A server that sends and exits in one turn of the event loop. The first argument is where it says its address.
const server = webSocketMiddleware({
  routes: {
    "/": requireWebSocket(async ({ websocket }) => {
      await websocket.wait();
      void websocket.send("last");
      void websocket.send("words");
      process.exit();
    }),
  },
});
const { url } = await server.listen(0, "127.0.0.1");
await fetch(process.argv[2] ?? "", { method: "POST", body: url });
