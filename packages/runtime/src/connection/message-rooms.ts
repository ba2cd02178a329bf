import { encodeMessage, FrameEncoder, type OutgoingTables, settled } from "@wsgen/protocol";
import type { MessageEndpoint, MessageRoom, RoomSendOptions } from "../rooms/room.js";
import type { Rooms } from "../rooms/rooms.js";
import { SharedFrame } from "../rooms/shared-frame.js";
import { type AnyMessage, readMessage } from "./read-message.js";

const WSGEN = new FrameEncoder({ jsonrpc: false, binary: true });
const PLAIN = new FrameEncoder({ jsonrpc: true, binary: false });

/** Sends to the rooms of an enveloped endpoint. */
export class MessageRooms implements MessageEndpoint<Record<string, unknown>, AnyMessage> {
  readonly #tables: OutgoingTables;
  readonly #rooms: Rooms;
  readonly #onIgnored: (error: unknown) => void;

  constructor(tables: OutgoingTables, rooms: Rooms, onIgnored: (error: unknown) => void) {
    this.#tables = tables;
    this.#rooms = rooms;
    this.#onIgnored = onIgnored;
  }

  room(name: string): MessageRoom<Record<string, unknown>, AnyMessage> {
    return {
      send: (message: string | AnyMessage, second?: unknown, third?: RoomSendOptions) => {
        // The options follow the message, in either of its forms.
        const options =
          typeof message === "string" ? third : (second as RoomSendOptions | undefined);
        const sent = this.#send(name, readMessage(message, second), options);
        return settled(sent, this.#onIgnored);
      },
    };
  }

  // Asynchronous only to turn what is thrown into a rejection.
  async #send(name: string, { data, type }: AnyMessage, options?: RoomSendOptions): Promise<void> {
    const frame = new SharedFrame((plain) =>
      encodeMessage(this.#tables, plain ? PLAIN : WSGEN, type, data),
    );
    // Written at once: what does not fit is a mistake also where nobody is.
    frame.data(false);
    this.#rooms.send(name, frame, options?.except);
  }
}
