import type { Frame } from "@wsgen/protocol";
import { BaseSocket } from "./base-socket.js";

/** The socket of a view: text messages are strings, binary messages are bytes, both ways. */
export class QueuedSocket extends BaseSocket<string | Uint8Array> {
  /**
   * Sends a text message (string) or a binary one (bytes). Resolves when there is room for more.
   * @throws {SocketClosedError} after the close. @throws {TypeError} for anything else than a string or bytes.
   */
  send(message: string | Uint8Array): Promise<void> {
    if (typeof message === "string" || message instanceof Uint8Array) {
      return this.transmit(message as Frame);
    }
    return this.refuse(
      new TypeError(`send takes a string or a Uint8Array, not ${kindOf(message)}.`),
    );
  }

  protected override receive(frame: string | Uint8Array, bytes: number): void {
    this.deliver(frame, bytes);
  }
}

function kindOf(value: unknown): string {
  return value === null ? "null" : typeof value;
}
