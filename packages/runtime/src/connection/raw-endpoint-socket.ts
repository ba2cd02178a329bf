import { CloseCode, decodeRaw, encodeRaw, type RawWire, ValidationError } from "@wsgen/protocol";
import { BaseSocket, type SocketSetup } from "../socket/base-socket.js";
import type { Transport } from "../socket/transport.js";
import type { EndpointRequest, RawSocket } from "./endpoint-socket.js";

/** Frames in and out of a raw endpoint. The first frame that does not fit the contract closes with 1007. */
export class RawEndpointSocket
  extends BaseSocket<unknown>
  implements RawSocket<unknown, unknown, unknown, unknown, unknown>
{
  readonly context: unknown;
  readonly request: EndpointRequest<unknown, unknown>;
  readonly #wire: RawWire<unknown, unknown>;
  readonly #setup: SocketSetup;

  constructor(
    transport: Transport,
    setup: SocketSetup,
    wire: RawWire<unknown, unknown>,
    opened: { context: unknown; request: EndpointRequest<unknown, unknown> },
  ) {
    super(transport, setup);
    this.#setup = setup;
    this.#wire = wire;
    this.context = opened.context;
    this.request = opened.request;
  }

  send(message: unknown): Promise<void> {
    try {
      return this.transmit(encodeRaw(this.#wire.serverToClient, message));
    } catch (error) {
      // Validators and JSON throw nothing else.
      return this.refuse(error as Error);
    }
  }

  protected override receive(frame: string | Uint8Array, bytes: number): void {
    try {
      this.deliver(decodeRaw(this.#wire.clientToServer, frame), bytes);
    } catch (error) {
      if (!(error instanceof ValidationError)) throw error;
      this.#setup.monitor.counters.invalidMessages += 1;
      this.abort(CloseCode.INVALID_DATA, error.message);
    }
  }
}
