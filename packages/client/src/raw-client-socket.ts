import {
  CloseCode,
  decodeRaw,
  encodeRaw,
  type RawWire,
  utf8Length,
  ValidationError,
} from "@wsgen/protocol";
import { ClientSocket, type SocketSetup } from "./client-socket.js";
import type { RawClient } from "./endpoint-client.js";

/** Frames in and out of a raw endpoint. The first frame that does not fit the contract closes with 4007. */
export class RawClientSocket<In, Out> extends ClientSocket<In> implements RawClient<In, Out> {
  readonly #wire: RawWire<In>;
  readonly #maxDepth: number;
  #hadConnection = false;

  constructor(setup: SocketSetup, wire: RawWire<In>) {
    super(setup, (data) => ({ type: "message", data }), false);
    this.#wire = wire;
    this.#maxDepth = setup.options.maxDepth;
  }

  on(type: "message", listener: (message: In) => unknown): () => void {
    return this.inbox.on(type, listener);
  }

  send(message: Out): Promise<void> {
    try {
      return this.transmit(encodeRaw(this.#wire.sends, message));
    } catch (error) {
      return this.refuse(error as Error);
    }
  }

  protected override greet(): void {
    this.ready(null);
    // Nothing is numbered here, so that nobody knows what was lost.
    if (this.#hadConnection) this.gap({ received: null, sent: null });
    this.#hadConnection = true;
  }

  protected override receive(frame: string | ArrayBuffer): void {
    let message: In;
    try {
      const data = typeof frame === "string" ? frame : new Uint8Array(frame);
      message = decodeRaw(this.#wire.receives, data, this.#maxDepth);
    } catch (error) {
      this.monitor.stats.invalid += 1;
      const reason = error instanceof ValidationError ? error.message : "The check failed.";
      return this.abort(CloseCode.CLIENT_INVALID_DATA, reason);
    }
    this.inbox.add(message, typeof frame === "string" ? utf8Length(frame) : frame.byteLength);
  }
}
