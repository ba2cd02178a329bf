import {
  type CallHandler,
  CloseCode,
  createCalls,
  decodeFrame,
  encodeMessage,
  failType,
  FrameEncoder,
  type IncomingTables,
  incomingTables,
  type MessageWire,
  type OutgoingTables,
  Method,
  outgoingTables,
  readFarewell,
  readSessionResult,
  RpcPeer,
  SESSION_REQUEST_ID,
  type Skew,
  skewOf,
  utf8Length,
  writeSessionRequest,
  WsgenError,
} from "@wsgen/protocol";
import { CallHandlers } from "./call-handlers.js";
import { ClientSocket, type SocketSetup } from "./client-socket.js";
import type { MessageClient } from "./endpoint-client.js";
import { Listeners } from "./listeners.js";

interface AnyMessage {
  readonly type: string;
  readonly data: unknown;
}

type Payloads = Record<string, unknown>;

const MAX_GREETING_DEPTH = 8;

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
  readonly #wantsSession: boolean;
  readonly #contract: string | undefined;
  readonly #skewListeners: Listeners<[skew: Skew]>;
  /** The session that there was with the last connection. */
  #session: { readonly id: string; readonly key: string } | null = null;
  #hadConnection = false;
  #isGreeting = false;
  /** Messages that may not have arrived, and of which nobody was told yet. */
  #lost = 0;

  constructor(setup: SocketSetup, wire: MessageWire<object, object>, contract?: string) {
    super(setup, (message) => message, setup.options.reconnect);
    this.#wantsSession = setup.options.reconnect;
    this.#contract = contract;
    this.#skewListeners = new Listeners((error) => this.monitor.report(error, "listener"));
    this.#incoming = incomingTables(wire);
    this.#outgoing = outgoingTables(wire);
    this.#peer = this.#createPeer(setup);
    this.calls = createCalls(
      this.#outgoing.calls,
      (method, input, options) => this.#peer.call(method, input, options),
      (error) => this.ignored(error),
    );
    this.whenEnded((error) => {
      if (error.closeCode === CloseCode.INCOMPATIBLE) this.#incompatible();
      this.#peer.end(error);
    });
  }

  onSkew(listener: (skew: Skew) => unknown): () => void {
    return this.#skewListeners.add(listener);
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
    if (this.#isGreeting) return this.#receiveGreeting(frame);
    const isText = typeof frame === "string";
    const bytes = isText ? utf8Length(frame) : frame.byteLength;
    if (isText) this.#peer.receive(frame, bytes);
    else this.#peer.receiveBinary(new Uint8Array(frame));
    this.link.arrived(bytes);
  }

  protected override greet(): void {
    this.#isGreeting = false;
    if (!this.#wantsSession || !this.isWsgenPeer) return this.#startAnew(null);
    this.#isGreeting = true;
    const { received } = this.link;
    const resume = this.#session === null ? undefined : { ...this.#session, received };
    this.sendFirst(writeSessionRequest({ contract: this.#contract, resume }));
  }

  protected override gaveUp(error: Error): void {
    this.#session = null;
    this.#lost += this.link.restart(this.#peer.restart(this.unwritten()));
    this.#peer.failCalls(error);
  }

  /** The first frame of the server's says what has become of the session. */
  #receiveGreeting(frame: string | ArrayBuffer): void {
    this.#isGreeting = false;
    const answer = typeof frame === "string" ? decodeFrame(frame, MAX_GREETING_DEPTH) : null;
    if (answer?.kind !== "response" || answer.id !== SESSION_REQUEST_ID) return this.#violated();
    if (answer.error !== undefined) return this.#startAnew(null);
    const result = readSessionResult(answer.result);
    if (result === null || (result.resumed && this.#session === null)) return this.#violated();
    const { id, key } = result;
    this.#session = { id, key };
    const skew = this.#contract === undefined ? null : skewOf(result.contract);
    if (skew !== null && !result.resumed) this.#skewListeners.emit(skew);
    if (!result.resumed) this.#startAnew(0);
    else if (!this.ready(result.received)) this.#violated();
  }

  /** The server does not serve clients of this contract any more. */
  #incompatible(): void {
    const text =
      "The server's contract has changed, and this client does not fit it any more: load the new one.";
    this.monitor.report(new WsgenError("CONTRACT_CHANGED", text), "connect");
    this.#skewListeners.emit({ side: "client", compatible: false });
  }

  #control(method: string, params: Readonly<Record<string, unknown>>): void {
    const farewell = method === Method.BYE ? readFarewell(params) : null;
    if (farewell !== null && this.#wantsSession) this.leave(farewell.retry);
    if (this.link.control(method, params) === "invalid") this.#violated();
  }

  /** The server knows nothing of what was before. */
  #startAnew(received: 0 | null): void {
    if (received === null) this.#session = null;
    const again = this.#peer.restart(this.unwritten());
    const sent = this.#lost + this.link.restart(again);
    this.#lost = 0;
    this.ready(received);
    if (this.#hadConnection) this.gap({ received: null, sent: received === null ? null : sent });
    this.#hadConnection = true;
  }

  /** A rule of the session was broken: it is over. */
  #violated(): void {
    this.#session = null;
    this.hangUp(CloseCode.SESSION_VIOLATION, "a rule of the session was broken");
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
      send: (frame, kind) => this.write(frame, kind),
      room: () => this.outboxRoom(),
      notify: (frame) => this.transmitNotice(frame),
      control: (method, params) => this.#control(method, params),
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
