import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { isWebSocketUpgrade } from "./decide-upgrade.js";
import { ignoreUpgrade } from "./ignore-upgrade.js";

export interface AttachedHandlers {
  owns(message: IncomingMessage): boolean;
  request(message: IncomingMessage, response: ServerResponse): void;
  upgrade(message: IncomingMessage, socket: Duplex, head: Buffer): void;
}

const dispatchers = new WeakMap<Server, Dispatcher>();

/**
 * Takes the paths that are owned, whoever else listens and since when. What nobody owns goes to the server's
 * other listeners; where there are none, the first one attached answers.
 * @returns what undoes it.
 */
export function attachListeners(server: Server, handlers: AttachedHandlers): () => void {
  const dispatcher = dispatchers.get(server) ?? new Dispatcher(server);
  dispatchers.set(server, dispatcher);
  return dispatcher.add(handlers);
}

/** Stands between a server and its listeners. It has to: an event reaches all of them, and none can keep it from the rest. */
class Dispatcher {
  readonly #server: Server;
  readonly #attached = new Set<AttachedHandlers>();

  constructor(server: Server) {
    this.#server = server;
    const emit = server.emit.bind(server) as (
      event: string | symbol,
      ...args: unknown[]
    ) => boolean;
    server.emit = (event: string | symbol, ...args: unknown[]) =>
      this.#intercept(event, args) || emit(event, ...args);
  }

  add(handlers: AttachedHandlers): () => void {
    if (this.#attached.size === 0) {
      this.#server.on("request", this.#onRequest);
      this.#server.on("upgrade", this.#onUpgrade);
    }
    this.#attached.add(handlers);
    return () => {
      if (!this.#attached.delete(handlers) || this.#attached.size > 0) return;
      this.#server.off("request", this.#onRequest);
      this.#server.off("upgrade", this.#onUpgrade);
    };
  }

  /** Whether the event was about a path of ours, and is done with. */
  #intercept(event: string | symbol, args: readonly unknown[]): boolean {
    if (event !== "request" && event !== "upgrade") return false;
    // The arguments that Node documents for these two events.
    const [message, target, head] = args as [IncomingMessage, ServerResponse & Duplex, Buffer];
    const owner = [...this.#attached].find((handlers) => handlers.owns(message));
    if (owner === undefined) return false;
    if (event === "request") owner.request(message, target);
    else this.#upgrade(owner, message, target, head);
    return true;
  }

  /** Nobody owns it. */
  readonly #onRequest = (message: IncomingMessage, response: ServerResponse): void => {
    if (this.#server.listenerCount("request") === 1) this.#first.request(message, response);
  };

  readonly #onUpgrade = (message: IncomingMessage, socket: Duplex, head: Buffer): void => {
    if (this.#server.listenerCount("upgrade") === 1)
      this.#upgrade(this.#first, message, socket, head);
  };

  #upgrade(
    handlers: AttachedHandlers,
    message: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): void {
    if (isWebSocketUpgrade(message)) return handlers.upgrade(message, socket, head);
    // Without a listener for upgrades Node would have made it a request by itself.
    ignoreUpgrade(message, socket, (response) => this.#server.emit("request", message, response));
  }

  get #first(): AttachedHandlers {
    const [first] = this.#attached;
    if (first === undefined) throw new Error("A listener outlived what it listened for.");
    return first;
  }
}
