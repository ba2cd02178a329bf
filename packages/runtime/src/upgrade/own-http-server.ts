import { once } from "node:events";
import http, { type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** An HTTP server that can stop without waiting for connections on which nothing happens. */
export class OwnHttpServer {
  readonly server: Server = http.createServer();
  readonly #connections = new Set<Socket>();
  /** Those that are not out. */
  readonly #responses = new Set<ServerResponse>();
  #stopped: Promise<void> | null = null;

  constructor() {
    this.server.on("connection", (socket) => {
      this.#connections.add(socket);
      socket.once("close", () => this.#connections.delete(socket));
    });
  }

  /** @throws Node's error, for example `EADDRINUSE`. */
  async listen(port: number, host?: string): Promise<AddressInfo> {
    this.server.listen(port, host);
    await once(this.server, "listening");
    // A server that listens on a port has one.
    return this.server.address() as AddressInfo;
  }

  /** To be told of every response before anything of it is written. */
  follow(response: ServerResponse): void {
    const { socket } = response.req;
    this.#responses.add(response);
    if (this.#stopped !== null) announceEnd(response);
    response.once("close", () => {
      this.#responses.delete(response);
      // One whose head had left before the stop could not announce the end.
      if (this.#stopped !== null && !this.#last.has(socket)) socket.destroySoon();
    });
  }

  /** Takes no new connections, and ends each when nothing happens on it any more; resolves when the last is gone. */
  stop(): Promise<void> {
    this.#stopped ??= new Promise((resolve) => {
      // Node ends idle connections by itself, but counts none as idle on which no request has begun.
      this.server.close(() => resolve());
      for (const socket of this.#connections) if (socket.bytesRead === 0) socket.destroy();
      for (const response of this.#last.values()) announceEnd(response);
    });
    return this.#stopped;
  }

  /** Cuts what is left. */
  cut(): void {
    this.server.closeAllConnections();
  }

  /** Of responses that follow each other on a connection, only the last may end it. */
  get #last(): ReadonlyMap<Socket, ServerResponse> {
    return new Map(Array.from(this.#responses, (response) => [response.req.socket, response]));
  }
}

/** Node then says `Connection: close`, and ends the connection behind the response. */
function announceEnd(response: ServerResponse): void {
  if (!response.headersSent) response.shouldKeepAlive = false;
}
