import {
  CloseCode,
  decodeRaw,
  encodeRaw,
  fail,
  type RawWire,
  ValidationError,
} from "@wsgen/protocol";
import { ClientSocket, type SocketSetup } from "./client-socket.js";
import type { RawClient } from "./endpoint-client.js";

/** Frames in and out of a raw endpoint. The first frame that does not fit the contract closes with 4007. */
export class RawClientSocket<In, Out> extends ClientSocket<In> implements RawClient<In, Out> {
  readonly #wire: RawWire<Out, In>;

  constructor(setup: SocketSetup, wire: RawWire<Out, In>) {
    super(setup, (data) => ({ type: "message", data }));
    this.#wire = wire;
  }

  on(type: "message", listener: (message: In) => unknown): () => void {
    return this.inbox.on(type, listener);
  }

  send(message: Out): Promise<void> {
    try {
      const { clientToServer, encoding } = this.#wire;
      if (clientToServer === null) return fail("message", "nothing", message);
      return this.transmit(encodeRaw(encoding, clientToServer(message, "message")));
    } catch (error) {
      return this.refuse(error as Error);
    }
  }

  protected override receive(frame: string | ArrayBuffer): void {
    let message: In;
    try {
      message = this.#decode(frame);
    } catch (error) {
      this.monitor.stats.invalid += 1;
      const reason = error instanceof ValidationError ? error.message : "The check failed.";
      return this.abort(CloseCode.CLIENT_INVALID_DATA, reason);
    }
    this.inbox.add(message, (frame as string).length);
  }

  #decode(frame: string | ArrayBuffer): In {
    const { encoding, serverToClient } = this.#wire;
    if (serverToClient === null) return fail("message", "nothing", frame);
    if (typeof frame !== "string") {
      throw new ValidationError("message", "a text frame", "a binary frame");
    }
    return serverToClient(decodeRaw(encoding, frame), "message");
  }
}
