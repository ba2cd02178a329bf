import type { EchoEvents, EchoLine } from "./echo-line.js";

/** Talks to /echo with nothing but what every browser has. */
export function openBare(url: string, events: EchoEvents): EchoLine {
  const socket = new WebSocket(`${url}/echo`);
  socket.addEventListener("open", () => events.opened());
  socket.addEventListener("message", (event) => events.received(String(event.data)));
  socket.addEventListener("close", (event) => events.closed(event.code, event.reason));
  return {
    send: (text) => socket.send(text),
    close: () => socket.close(1000),
  };
}
