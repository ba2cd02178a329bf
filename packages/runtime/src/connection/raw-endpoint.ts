import type { RawWire } from "@wsgen/protocol";
import { Rooms } from "../rooms/rooms.js";
import type { SocketSetup } from "../socket/base-socket.js";
import type { Transport } from "../socket/transport.js";
import { RawEndpointSocket } from "./raw-endpoint-socket.js";
import { RawRooms } from "./raw-rooms.js";
import type { Opened } from "./served-socket.js";

/** A raw endpoint: opens its sockets, and sends to its rooms. */
export class RawEndpoint {
  readonly sender: RawRooms;
  readonly #wire: RawWire<unknown>;
  readonly #setup: SocketSetup;
  readonly #rooms = new Rooms();

  constructor(wire: RawWire<unknown>, setup: SocketSetup) {
    this.#wire = wire;
    this.#setup = setup;
    const { monitor, path } = setup;
    this.sender = new RawRooms(wire, this.#rooms, (error) => monitor.ignoredSend(error, path));
  }

  open(transport: Transport, opened: Opened): RawEndpointSocket {
    const parts = { wire: this.#wire, rooms: this.#rooms, sender: this.sender };
    return new RawEndpointSocket(transport, this.#setup, opened, parts);
  }
}
