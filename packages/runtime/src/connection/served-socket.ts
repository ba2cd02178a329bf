import type { Skew, SocketClosedError } from "@wsgen/protocol";
import type { Member, Rooms } from "../rooms/rooms.js";
import type { SharedFrame } from "../rooms/shared-frame.js";
import { BaseSocket, type SocketSetup } from "../socket/base-socket.js";
import type { Transport } from "../socket/transport.js";
import type { EndpointRequest } from "./endpoint-socket.js";

/** What is known when a socket opens. */
export interface Opened {
  readonly context: unknown;
  readonly request: EndpointRequest<unknown, unknown>;
  readonly skew: Skew | null;
}

/** The socket of an endpoint: it has a context, a request, and rooms until it ends. */
export abstract class ServedSocket<Message> extends BaseSocket<Message> implements Member {
  readonly context: unknown;
  readonly request: EndpointRequest<unknown, unknown>;
  readonly #rooms: Rooms;

  constructor(transport: Transport, setup: SocketSetup, opened: Opened, rooms: Rooms) {
    super(transport, setup);
    this.context = opened.context;
    this.request = opened.request;
    this.#rooms = rooms;
  }

  join(room: string): Promise<void> {
    if (!this.connected) return this.refuseClosed();
    try {
      this.#rooms.join(this, room);
      return Promise.resolve();
    } catch (error) {
      // A name that cannot be one, and nothing else.
      return this.refuse(error as Error);
    }
  }

  leave(room: string): Promise<void> {
    this.#rooms.leave(this, room);
    return Promise.resolve();
  }

  /** Sends what goes to a whole room. */
  sendShared(frame: SharedFrame): void {
    void this.write(frame.data(this.isPlain), "message");
  }

  /** Whether the client is not known to be a wsgen peer. */
  protected abstract get isPlain(): boolean;

  protected override ended(_error: SocketClosedError): void {
    this.#rooms.leaveAll(this);
  }
}
