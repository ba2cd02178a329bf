import type { EchoHandler } from "../generated/server.js";

export const echo: EchoHandler = {
  http(request) {
    const message = new URL(request.url).searchParams.get("message");
    return new Response(message ?? "Say something: /echo?message=Hi", {
      headers: { "content-type": "text/plain; charset=utf-8" },
    });
  },

  async websocket(socket) {
    for await (const message of socket) await socket.send(message);
  },
};
