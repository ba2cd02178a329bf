import {
  createCalls,
  encodeMessage,
  type Frame,
  FrameEncoder,
  type IncomingTables,
  type OutgoingTables,
  RpcPeer,
  type Skew,
  type SocketClosedError,
  SUBPROTOCOL,
  WsgenError,
} from "@wsgen/protocol";
import type { MessageRoom } from "../rooms/room.js";
import type { Rooms } from "../rooms/rooms.js";
import type { CallHandlers } from "../rpc/call-handlers.js";
import type { SocketSetup } from "../socket/base-socket.js";
import type { Transport } from "../socket/transport.js";
import type { MessageSocket } from "./endpoint-socket.js";
import type { MessageRooms } from "./message-rooms.js";
import { type AnyMessage, readMessage } from "./read-message.js";
import { type Opened, ServedSocket } from "./served-socket.js";

/** What all sockets of an enveloped endpoint share. */
export interface MessageEndpointParts {
  readonly clientToServer: IncomingTables;
  readonly serverToClient: OutgoingTables;
  readonly handlers: CallHandlers;
  readonly rooms: Rooms;
  readonly sender: MessageRooms;
}

type Payloads = Record<string, unknown>;

/** Milliseconds after which the clients of a server that closes come back, the last after twice as many. */
const RETRY = 500;

const WSGEN = new FrameEncoder({ jsonrpc: false, binary: true });
const PLAIN = new FrameEncoder({ jsonrpc: true, binary: false });

/** Messages and calls of an enveloped endpoint. What does not fit is counted and answered, never delivered. */
export class MessageEndpointSocket
  extends ServedSocket<AnyMessage>
  implements MessageSocket<AnyMessage, Payloads, AnyMessage, unknown, unknown, unknown>
{
  readonly skew: Skew | null;
  readonly #setup: SocketSetup;
  readonly #endpoint: MessageEndpointParts;
  readonly #transport: Transport;
  readonly #plain: boolean;
  readonly #peer: RpcPeer;
  #calls: Payloads | null = null;

  constructor(
    transport: Transport,
    setup: SocketSetup,
    opened: Opened,
    endpoint: MessageEndpointParts,
  ) {
    super(transport, setup, opened, endpoint.rooms);
    this.skew = opened.skew;
    this.#setup = setup;
    this.#endpoint = endpoint;
    this.#transport = transport;
    this.#plain = transport.subprotocol !== SUBPROTOCOL;
    this.#peer = this.#createPeer();
  }

  send(message: string | AnyMessage, payload?: unknown): Promise<void> {
    try {
      const { data, type } = readMessage(message, payload);
      return this.transmit(encodeMessage(this.#endpoint.serverToClient, this.#encoder, type, data));
    } catch (error) {
      // Validators and JSON throw nothing else.
      return this.refuse(error as Error);
    }
  }

  room(name: string): MessageRoom<Payloads, AnyMessage> {
    return this.#endpoint.sender.room(name);
  }

  /** Calls to the client; generated types say which. Made when somebody asks for it. */
  get calls(): Payloads {
    this.#calls ??= createCalls(
      this.#endpoint.serverToClient.calls,
      (method, input, options) => this.#peer.call(method, input, options),
      (error) => this.ignored(error),
    );
    return this.#calls;
  }

  /** Tells the client that it will be closed; resolves when it knows. */
  announceClose(): Promise<void> {
    return this.#transport.announceClose(RETRY);
  }

  /** Takes no new calls of the client; resolves when those that are running have finished. */
  finishCalls(): Promise<void> {
    return this.#peer.close();
  }

  protected override get isPlain(): boolean {
    return this.#plain;
  }

  protected override receive(frame: Frame, bytes: number): void {
    if (typeof frame === "string") this.#peer.receive(frame, bytes);
    else this.#peer.receiveBinary(frame);
  }

  protected override ended(error: SocketClosedError): void {
    super.ended(error);
    this.#peer.end(error);
  }

  get #encoder(): FrameEncoder {
    return this.#plain ? PLAIN : WSGEN;
  }

  #createPeer(): RpcPeer {
    const { clientToServer, handlers, serverToClient } = this.#endpoint;
    const { monitor, options, path } = this.#setup;
    const origin = { socket: this, context: this.context, request: this.request };
    return new RpcPeer({
      incoming: clientToServer,
      outgoing: serverToClient,
      limits: options,
      encoder: this.#encoder,
      isPlain: () => this.#plain,
      request: (frame) => this.write(frame, "request"),
      send: (frame, kind) => this.write(frame, kind),
      room: () => this.outboxRoom(),
      notify: (frame) => this.transmitNotice(frame),
      control: (method, params) => this.#transport.control(method, params),
      deliver: (message, bytes) => this.deliver(message, bytes),
      findHandler: (method) => handlers.find(method, origin),
      countInvalid: () => void (monitor.counters.invalidMessages += 1),
      rejectedByPeer: (text) => {
        const error = new WsgenError("REJECTED_BY_PEER", `The client rejected a message: ${text}`);
        monitor.report(error, { kind: "peer", path });
      },
      report: (error, method) => monitor.report(error, { kind: "call", path, method }),
    });
  }
}
