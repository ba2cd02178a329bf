import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { isWebSocketUpgrade } from "./decide-upgrade.js";
import { ignoreUpgrade } from "./ignore-upgrade.js";

export interface AttachedHandlers {
  owns(message: IncomingMessage): boolean;
  request(message: IncomingMessage, response: ServerResponse): void;
  upgrade(message: IncomingMessage, socket: Duplex, head: Buffer): void;
}

type RequestListener = (message: IncomingMessage, response: ServerResponse) => void;

/**
 * Takes the paths that are owned. What is not goes to the `request` listeners that were there before, which
 * must therefore not see the rest, or to other listeners; alone with a request, this one answers.
 * @returns what puts everything back.
 */
export function attachListeners(server: Server, handlers: AttachedHandlers): () => void {
  const earlier = server.listeners("request") as RequestListener[];
  const onRequest: RequestListener = (message, response) => {
    const others = earlier.length + server.listenerCount("request") - 1;
    if (others === 0 || handlers.owns(message)) return handlers.request(message, response);
    for (const listener of earlier) listener.call(server, message, response);
  };
  const onUpgrade = (message: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const others = server.listenerCount("upgrade") - 1;
    if (others > 0 && !handlers.owns(message)) return;
    if (isWebSocketUpgrade(message)) return handlers.upgrade(message, socket, head);
    // Without a listener for upgrades Node would have made it a request by itself.
    ignoreUpgrade(message, socket, (response) => server.emit("request", message, response));
  };
  server.removeAllListeners("request");
  server.on("request", onRequest);
  server.on("upgrade", onUpgrade);
  return () => {
    if (!server.listeners("request").includes(onRequest)) return;
    server.off("request", onRequest);
    server.off("upgrade", onUpgrade);
    for (const listener of earlier) server.on("request", listener);
  };
}
