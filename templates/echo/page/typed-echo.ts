import { createClient, type EchoClient } from "../src/generated/client.js";
import type { EchoEvents, EchoLine } from "./echo-line.js";

/** Talks to /echo with the generated client: what is sent and received is checked. */
export function openTyped(url: string, events: EchoEvents): EchoLine {
  const echo = createClient(url).echo();
  echo.onStatus((status, why) => {
    if (status === "open") events.opened();
    if (status === "closed") events.closed(why?.code ?? 1006, why?.reason ?? "");
  });
  void receive(echo, events);
  return {
    send: (text) => void echo.send(text),
    close: () => void echo.close(),
  };
}

async function receive(echo: EchoClient, events: EchoEvents): Promise<void> {
  for await (const text of echo) events.received(text);
}
