import http, {
  type IncomingMessage,
  type Server as HttpServer,
  type ServerResponse,
} from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { CloseCode, WsgenError } from "@wsgen/protocol";
import { within } from "./deadline.js";
import type { Monitor, ServerStats } from "./monitor.js";
import { WsAcceptor } from "./socket/ws-transport.js";
import { attachListeners } from "./upgrade/attach-listeners.js";
import { isWebSocketUpgrade } from "./upgrade/decide-upgrade.js";
import { Gateway, type GatewayPolicy } from "./upgrade/gateway.js";
import { ignoreUpgrade } from "./upgrade/ignore-upgrade.js";
import type { Connection, OpenConnection, Route } from "./upgrade/route.js";
import {
  responseOn,
  somethingWrong,
  textResponse,
  writeResponse,
} from "./upgrade/write-response.js";

/** Where a server listens. */
export interface Address {
  readonly port: number;
  readonly host: string;
  /** `http://` address under which this machine reaches it. */
  readonly url: string;
}

export interface CloseOptions {
  /** Milliseconds that handlers have to finish before their connections are cut. Default 5,000. */
  readonly drain?: number | undefined;
}

export interface ServerSetup extends GatewayPolicy {
  /** Those that may be agreed on, preferred ones first. */
  readonly subprotocols: readonly string[];
  readonly monitor: Monitor;
}

/** Serves endpoints on Node's HTTP server: its own, or one that is there already. */
export class EndpointServer {
  readonly #monitor: Monitor;
  readonly #gateway: Gateway;
  readonly #acceptor: WsAcceptor;
  readonly #connections = new Set<Connection>();
  /** Handshakes that are being judged. */
  readonly #pending = new Set<Duplex>();
  readonly #releases: (() => void)[] = [];
  #httpServer: HttpServer | null = null;
  #starting: Promise<unknown> | null = null;
  #closing: Promise<void> | null = null;

  constructor(routes: readonly Route[], setup: ServerSetup) {
    this.#monitor = setup.monitor;
    this.#gateway = new Gateway(routes, setup, setup.monitor);
    this.#acceptor = new WsAcceptor(setup.options, setup.subprotocols);
  }

  /**
   * Listens with an HTTP server of its own.
   * @param port 0 (default) takes a free one.
   * @param host default: every address of this machine, as Node has it.
   * @throws Node's error, for example `EADDRINUSE`.
   */
  async listen(port = 0, host?: string): Promise<Address> {
    if (this.#closing !== null) throw new WsgenError("SERVER_CLOSED", "This server is closed.");
    if (this.#httpServer !== null) {
      throw new WsgenError("LISTENING_ALREADY", "This server is listening already.");
    }
    const server = http.createServer();
    this.#httpServer = server;
    const release = this.attach(server);
    try {
      server.listen(port, host);
      this.#starting = once(server, "listening");
      await this.#starting;
    } catch (error) {
      release();
      this.#httpServer = null;
      throw error;
    }
    return describe(server.address() as AddressInfo);
  }

  /**
   * Answers for the endpoints on an HTTP server that is there already, whoever else listens on it. Other requests
   * and upgrades go to its other listeners, who must answer them all; when it has none they get a 404.
   * @returns what undoes it.
   */
  attach(server: HttpServer): () => void {
    const release = attachListeners(server, {
      owns: (message) => this.#gateway.owns(message),
      request: (message, response) => this.handleRequest(message, response),
      upgrade: (message, socket, head) => this.handleUpgrade(message, socket, head),
    });
    this.#releases.push(release);
    return release;
  }

  /** Answers one plain HTTP request, as Node's `request` event gives it. */
  handleRequest(message: IncomingMessage, response: ServerResponse): void {
    void this.#gateway.answer(message).then((answer) => this.#write(response, answer));
  }

  /** Answers one upgrade, as Node's `upgrade` event gives it; a refusal is a complete HTTP answer. */
  handleUpgrade(message: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (!isWebSocketUpgrade(message)) {
      return ignoreUpgrade(message, socket, (response) => this.handleRequest(message, response));
    }
    socket.on("error", () => socket.destroy());
    this.#pending.add(socket);
    void this.#gateway.admit(message).then((admission) => {
      this.#pending.delete(socket);
      if (socket.destroyed) return;
      const outcome = this.#closing === null ? admission : shuttingDown();
      if (typeof outcome === "function") return this.#open(message, socket, head, outcome);
      this.#monitor.counters.refusedHandshakes += 1;
      void this.#write(responseOn(message, socket), outcome);
    });
  }

  stats(): ServerStats {
    return { ...this.#monitor.counters };
  }

  /**
   * Stops accepting, closes every socket with 1001, lets handlers finish, and stops listening.
   * Resolves when nothing is left; closing twice is closing once.
   */
  close(options: CloseOptions = {}): Promise<void> {
    this.#closing ??= this.#shutDown(options.drain ?? 5_000);
    return this.#closing;
  }

  #open(message: IncomingMessage, socket: Duplex, head: Buffer, open: OpenConnection): void {
    const transport = this.#acceptor.accept(message, socket, head);
    if (transport === null) {
      this.#monitor.counters.refusedHandshakes += 1;
      return;
    }
    const connection = open(transport);
    this.#connections.add(connection);
    void connection.finished.then(() => this.#connections.delete(connection));
  }

  /** An answer that cannot be written (used twice, or `Response.error()`) becomes a 500, not the end of the process. */
  async #write(target: ServerResponse, answer: Response): Promise<void> {
    try {
      await writeResponse(target, answer);
    } catch (error) {
      this.#monitor.report(error, {
        kind: "http",
        path: (target.req.url ?? "").replace(/\?.*/, ""),
      });
      if (target.headersSent) return void target.destroy();
      for (const name of target.getHeaderNames()) target.removeHeader(name);
      await writeResponse(target, somethingWrong());
    }
  }

  async #shutDown(drain: number): Promise<void> {
    // One that has not begun to listen could not be stopped.
    await this.#starting?.catch(() => undefined);
    const server = this.#httpServer;
    const stopped = server === null ? Promise.resolve() : stop(server);
    const ends = [stopped, ...[...this.#connections].map(({ finished }) => finished)];
    for (const connection of this.#connections) void connection.close(CloseCode.GOING_AWAY, "");
    await within(drain, Promise.all(ends), () => []);
    for (const connection of this.#connections) connection.terminate();
    for (const socket of this.#pending) socket.destroy();
    server?.closeAllConnections();
    await stopped;
    for (const release of this.#releases) release();
  }
}

function stop(server: HttpServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

function describe({ address, family, port }: AddressInfo): Address {
  const anywhere = address === "::" || address === "0.0.0.0";
  const literal = family === "IPv6" ? `[${address}]` : address;
  return { port, host: address, url: `http://${anywhere ? "localhost" : literal}:${port}` };
}

function shuttingDown(): Response {
  return textResponse(503, "This server is shutting down.", { "retry-after": "1" });
}
