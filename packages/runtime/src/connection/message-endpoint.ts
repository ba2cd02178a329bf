import { incomingTables, type MessageWire, outgoingTables } from "@wsgen/protocol";
import { CallHandlers, type Handlers } from "../rpc/call-handlers.js";
import { HttpCalls } from "../rpc/http-calls.js";
import { Rooms } from "../rooms/rooms.js";
import type { SocketSetup } from "../socket/base-socket.js";
import type { Transport } from "../socket/transport.js";
import { MessageEndpointSocket, type MessageEndpointParts } from "./message-endpoint-socket.js";
import { MessageRooms } from "./message-rooms.js";
import type { Opened } from "./served-socket.js";

/** An enveloped endpoint: opens its sockets, sends to its rooms, and answers its calls over HTTP. */
export class MessageEndpoint {
  readonly sender: MessageRooms;
  /** `null` when there are no calls. */
  readonly httpCalls: HttpCalls | null;
  readonly #setup: SocketSetup;
  readonly #parts: MessageEndpointParts;

  /** @throws {TypeError} when the handler of a call is missing. */
  constructor(
    wire: MessageWire<object, object>,
    handlers: Handlers | undefined,
    setup: SocketSetup,
  ) {
    const { monitor, path } = setup;
    const clientToServer = incomingTables(wire);
    const serverToClient = outgoingTables(wire);
    const rooms = new Rooms();
    const calls = new CallHandlers(path, clientToServer.calls, handlers);
    this.#setup = setup;
    this.sender = new MessageRooms(serverToClient, rooms, (error) =>
      monitor.ignoredSend(error, path),
    );
    this.httpCalls =
      clientToServer.calls.size === 0 ? null : new HttpCalls(clientToServer.calls, calls, setup);
    this.#parts = { clientToServer, serverToClient, handlers: calls, rooms, sender: this.sender };
  }

  open(transport: Transport, opened: Opened): MessageEndpointSocket {
    return new MessageEndpointSocket(transport, this.#setup, opened, this.#parts);
  }
}
