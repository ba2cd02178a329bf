import { encodeRaw, type RawWire, settled } from "@wsgen/protocol";
import type { RawEndpoint, RawRoom, RoomSendOptions } from "../rooms/room.js";
import type { Rooms } from "../rooms/rooms.js";
import { SharedFrame } from "../rooms/shared-frame.js";

/** Sends to the rooms of a raw endpoint. */
export class RawRooms implements RawEndpoint<unknown> {
  readonly #wire: RawWire<unknown>;
  readonly #rooms: Rooms;
  readonly #onIgnored: (error: unknown) => void;

  constructor(wire: RawWire<unknown>, rooms: Rooms, onIgnored: (error: unknown) => void) {
    this.#wire = wire;
    this.#rooms = rooms;
    this.#onIgnored = onIgnored;
  }

  room(name: string): RawRoom<unknown> {
    return {
      send: (message, options) => settled(this.#send(name, message, options), this.#onIgnored),
    };
  }

  // Asynchronous only to turn what is thrown into a rejection.
  async #send(name: string, message: unknown, options?: RoomSendOptions): Promise<void> {
    const data = encodeRaw(this.#wire.sends, message);
    this.#rooms.send(name, new SharedFrame(() => data), options?.except);
  }
}
