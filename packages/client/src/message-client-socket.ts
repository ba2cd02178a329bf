import {
  type CallHandler,
  createCalls,
  encodeMessage,
  failType,
  FrameEncoder,
  type IncomingTables,
  incomingTables,
  type MessageWire,
  type OutgoingTables,
  outgoingTables,
  RpcPeer,
  utf8Length,
  WsgenError,
} from "@wsgen/protocol";
import { CallHandlers } from "./call-handlers.js";
import { ClientSocket, type SocketSetup } from "./client-socket.js";
import type { MessageClient } from "./endpoint-client.js";

interface AnyMessage {
  readonly type: string;
  readonly data: unknown;
}

type Payloads = Record<string, unknown>;

/** Without `jsonrpc`, also before the other side is known; binary frames only when it is known to take them. */
const TEXT = new FrameEncoder({ jsonrpc: false, binary: false });
const BINARY = new FrameEncoder({ jsonrpc: false, binary: true });

/** Messages and calls of an enveloped endpoint. What does not fit is counted and answered, never delivered. */
export class MessageClientSocket
  extends ClientSocket<AnyMessage>
  implements MessageClient<Payloads, AnyMessage, Payloads, AnyMessage>
{
  /** Calls to the server; generated types say which. */
  readonly calls: Payloads;
  readonly #incoming: IncomingTables;
  readonly #outgoing: OutgoingTables;
  readonly #handlers = new CallHandlers();
  readonly #peer: RpcPeer;

  constructor(setup: SocketSetup, wire: MessageWire<object, object>) {
    super(setup, (message) => message);
    this.#incoming = incomingTables(wire);
    this.#outgoing = outgoingTables(wire);
    this.#peer = this.#createPeer(setup);
    this.calls = createCalls(
      this.#outgoing.calls,
      (method, input, options) => this.#peer.call(method, input, options),
      (error) => this.ignored(error),
    );
    this.whenEnded((error) => this.#peer.end(error));
  }

  on(type: string, listener: (data: never) => unknown): () => void {
    return this.inbox.on(type, listener);
  }

  /** @throws {ValidationError} when the server makes no such call. */
  handle(method: string, handler: CallHandler): () => void {
    const { calls } = this.#incoming;
    return calls.has(method) ? this.#handlers.set(method, handler) : failType(method, calls.keys());
  }

  send(message: string | AnyMessage, payload?: unknown): Promise<void> {
    try {
      // Plain JavaScript may pass anything.
      const { data, type } =
        typeof message === "object" && message !== null
          ? message
          : { type: message, data: payload };
      return this.transmit(encodeMessage(this.#outgoing, this.#encoder, type, data));
    } catch (error) {
      return this.refuse(error as Error);
    }
  }

  protected override receive(frame: string | ArrayBuffer): void {
    if (typeof frame === "string") this.#peer.receive(frame, utf8Length(frame));
    else this.#peer.receiveBinary(new Uint8Array(frame));
  }

  get #encoder(): FrameEncoder {
    return this.isWsgenPeer ? BINARY : TEXT;
  }

  #createPeer({ options }: SocketSetup): RpcPeer {
    const { monitor } = this;
    const encoder = (): FrameEncoder => this.#encoder;
    return new RpcPeer({
      incoming: this.#incoming,
      outgoing: this.#outgoing,
      limits: options,
      get encoder() {
        return encoder();
      },
      isPlain: () => !this.isWsgenPeer,
      request: (frame) => this.writeRequest(frame),
      send: (frame) => this.write(frame),
      room: () => this.outboxRoom(),
      notify: (frame) => this.transmitNotice(frame),
      deliver: (message, bytes) => this.inbox.add(message, bytes),
      findHandler: (method) => this.#handlers.find(method),
      countInvalid: () => void (monitor.stats.invalid += 1),
      rejectedByPeer: (text) => {
        monitor.stats.rejectedByPeer += 1;
        const error = new WsgenError("REJECTED_BY_PEER", `The server rejected a message: ${text}`);
        monitor.report(error, "peer");
      },
      report: (error) => monitor.report(error, "call"),
    });
  }
}
