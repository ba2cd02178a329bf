import type { IncomingMessage, Server as HttpServer, ServerResponse } from "node:http";
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
import { OwnHttpServer } from "./upgrade/own-http-server.js";
import type { Connection, OpenConnection, Route } from "./upgrade/route.js";
import {
  responseOn,
  somethingWrong,
  textResponse,
  writeResponse,
} from "./upgrade/write-response.js";

/** The part of the drain time that running calls have. */
const CALLS_SHARE = 3 / 4;

/** Where a server listens. */
export interface Address {
  readonly port: number;
  readonly host: string;
  /** `http://` address under which this machine reaches it. */
  readonly url: string;
}

export interface CloseOptions {
  /**
   * Milliseconds until every connection is cut; most end before. Running calls have three quarters of it to finish,
   * then they are aborted, and handlers have the rest. Default 5,000.
   */
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
  #own: OwnHttpServer | null = null;
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
    if (this.#own !== null) {
      throw new WsgenError("LISTENING_ALREADY", "This server is listening already.");
    }
    const own = new OwnHttpServer();
    this.#own = own;
    const release = this.#attach(own.server, (response) => own.follow(response));
    const starting = own.listen(port, host);
    this.#starting = starting;
    try {
      return describe(await starting);
    } catch (error) {
      release();
      this.#own = null;
      throw error;
    }
  }

  /**
   * Answers for the endpoints on an HTTP server that is there already, whoever else listens on it. Other requests
   * and upgrades go to its other listeners, who must answer them all; when it has none they get a 404.
   * @returns what undoes it.
   */
  attach(server: HttpServer): () => void {
    return this.#attach(server, () => undefined);
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
   * Stops accepting, lets running calls finish while new ones are refused, closes each socket with 1001 when it has
   * none, lets handlers finish, and stops listening. Resolves when nothing is left; closing twice is closing once.
   */
  close(options: CloseOptions = {}): Promise<void> {
    this.#closing ??= this.#shutDown(options.drain ?? 5_000);
    return this.#closing;
  }

  #attach(server: HttpServer, follow: (response: ServerResponse) => void): () => void {
    const release = attachListeners(server, {
      owns: (message) => this.#gateway.owns(message),
      request: (message, response) => {
        follow(response);
        this.handleRequest(message, response);
      },
      upgrade: (message, socket, head) => this.handleUpgrade(message, socket, head),
    });
    this.#releases.push(release);
    return release;
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
    const stopped = this.#own?.stop() ?? Promise.resolve();
    const connections = [...this.#connections];
    const ends = Promise.all([stopped, ...connections.map(({ finished }) => finished)]);
    // The first time lets running calls finish, the second time aborts them.
    for (const share of [CALLS_SHARE, 1 - CALLS_SHARE]) {
      for (const connection of this.#connections) void connection.close(CloseCode.GOING_AWAY, "");
      await within<unknown>(drain * share, ends, () => null);
    }
    for (const connection of this.#connections) connection.terminate();
    for (const socket of this.#pending) socket.destroy();
    this.#own?.cut();
    await stopped;
    for (const release of this.#releases) release();
  }
}

function describe({ address, family, port }: AddressInfo): Address {
  const anywhere = address === "::" || address === "0.0.0.0";
  const literal = family === "IPv6" ? `[${address}]` : address;
  return { port, host: address, url: `http://${anywhere ? "localhost" : literal}:${port}` };
}

function shuttingDown(): Response {
  return textResponse(503, "This server is shutting down.", { "retry-after": "1" });
}
