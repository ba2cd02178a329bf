import type { MessageWire, RawWire } from "@wsgen/protocol";
import type { SocketSetup } from "./client-socket.js";
import type { RawClient } from "./endpoint-client.js";
import { endpointUrl, resolveServerUrl, type UrlParts } from "./endpoint-url.js";
import { MessageClientSocket } from "./message-client-socket.js";
import {
  type ClientOptions,
  type ConnectOptions,
  type ResolvedOptions,
  resolveOptions,
} from "./options.js";
import { RawClientSocket } from "./raw-client-socket.js";

/** Opens the sockets of one server: what a generated `createClient` stands on. */
export class Connector {
  readonly #server: URL;
  readonly #options: ResolvedOptions;

  /**
   * @param url `http`, `https`, `ws` or `wss`, with or without a path; relative to the page where there is one.
   * @throws {TypeError} when the URL is not one. @throws {RangeError} for an option out of range.
   */
  constructor(url: string | URL, options?: ClientOptions) {
    this.#server = resolveServerUrl(url);
    this.#options = resolveOptions(options);
  }

  /** @throws {TypeError} for a param that no path can carry, or when there is no WebSocket to connect with. */
  raw<In, Out>(
    path: string,
    wire: RawWire<In>,
    connect?: ConnectOptions & UrlParts,
  ): RawClient<In, Out> {
    return new RawClientSocket(this.#setup(path, connect), wire);
  }

  /**
   * @param contract the fingerprint of the contract that the wire was generated from
   * @throws {TypeError} for a param that no path can carry, or when there is no WebSocket to connect with.
   */
  messages<Socket extends object>(
    path: string,
    wire: MessageWire<object, object>,
    connect?: ConnectOptions & UrlParts,
    contract?: string,
  ): Socket {
    const socket: unknown = new MessageClientSocket(this.#setup(path, connect), wire, contract);
    // The generated type: the wire's validators let nothing through, in either direction, that is not of it.
    return socket as Socket;
  }

  #setup(path: string, connect: ConnectOptions & UrlParts = {}): SocketSetup {
    return {
      url: endpointUrl(this.#server, path, connect),
      path,
      options: this.#options,
      signal: connect.signal,
    };
  }
}
