import {
  CloseCode,
  decodeRaw,
  encodeRaw,
  type Frame,
  type RawWire,
  ValidationError,
} from "@wsgen/protocol";
import type { RawRoom } from "../rooms/room.js";
import type { Rooms } from "../rooms/rooms.js";
import type { SocketSetup } from "../socket/base-socket.js";
import type { Transport } from "../socket/transport.js";
import type { RawSocket } from "./endpoint-socket.js";
import type { RawRooms } from "./raw-rooms.js";
import { type Opened, ServedSocket } from "./served-socket.js";

/** What all sockets of a raw endpoint share. */
export interface RawEndpointParts {
  readonly wire: RawWire<unknown>;
  readonly rooms: Rooms;
  readonly sender: RawRooms;
}

/** Frames in and out of a raw endpoint. The first frame that does not fit the contract closes with 1007. */
export class RawEndpointSocket
  extends ServedSocket<unknown>
  implements RawSocket<unknown, unknown, unknown, unknown, unknown>
{
  readonly #setup: SocketSetup;
  readonly #endpoint: RawEndpointParts;

  constructor(
    transport: Transport,
    setup: SocketSetup,
    opened: Opened,
    endpoint: RawEndpointParts,
  ) {
    super(transport, setup, opened, endpoint.rooms);
    this.#setup = setup;
    this.#endpoint = endpoint;
  }

  send(message: unknown): Promise<void> {
    try {
      return this.transmit(encodeRaw(this.#endpoint.wire.sends, message));
    } catch (error) {
      // Validators and JSON throw nothing else.
      return this.refuse(error as Error);
    }
  }

  room(name: string): RawRoom<unknown> {
    return this.#endpoint.sender.room(name);
  }

  // Raw frames have no envelope that could differ.
  protected override get isPlain(): boolean {
    return false;
  }

  protected override receive(frame: Frame, bytes: number): void {
    try {
      const { maxDepth } = this.#setup.options;
      this.deliver(decodeRaw(this.#endpoint.wire.receives, frame, maxDepth), bytes);
    } catch (error) {
      if (!(error instanceof ValidationError)) throw error;
      this.#setup.monitor.counters.invalidMessages += 1;
      this.abort(CloseCode.INVALID_DATA, error.message);
    }
  }
}
