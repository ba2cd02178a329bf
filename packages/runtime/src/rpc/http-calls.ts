import {
  CloseCode,
  FrameEncoder,
  type IncomingTable,
  RpcPeer,
  SocketClosedError,
} from "@wsgen/protocol";
import type { Monitor } from "../monitor.js";
import type { ResolvedOptions } from "../options.js";
import type { CallHandlers } from "./call-handlers.js";
import type { CallingSocket } from "./call-types.js";

export interface HttpCallsSetup {
  readonly options: ResolvedOptions;
  readonly monitor: Monitor;
  readonly path: string;
}

/** The calls of one body. */
export interface AnsweredCalls {
  /** What they are answered with together; `null` when nothing in the body asks for an answer. */
  readonly response: Promise<string | null>;
  /** Resolves when no handler is running any more, those of notifications included. */
  readonly settled: Promise<void>;
  /** The client has left. */
  abort(): void;
}

const ENCODER = new FrameEncoder({ jsonrpc: true, binary: false });
const NOTHING = { messages: new Map<never, never>(), calls: new Map<never, never>() };

/** Answers the JSON-RPC bodies of HTTP requests: calls without items and uploads, by the same handlers. */
export class HttpCalls {
  readonly #tables: ReadonlyMap<string, IncomingTable>;
  readonly #handlers: CallHandlers;
  readonly #setup: HttpCallsSetup;
  /** Those whose handlers have not all settled. */
  readonly #peers = new Set<RpcPeer>();

  constructor(
    tables: ReadonlyMap<string, IncomingTable>,
    handlers: CallHandlers,
    setup: HttpCallsSetup,
  ) {
    this.#tables = tables;
    this.#handlers = handlers;
    this.#setup = setup;
  }

  /** Whether as many handlers run for HTTP as one client may have over a WebSocket. */
  get busy(): boolean {
    let running = 0;
    for (const peer of this.#peers) running += peer.running;
    return running >= this.#setup.options.maxCalls;
  }

  /** Serves the calls of a body. */
  answer(body: string, caller: CallingSocket): AnsweredCalls {
    let respond!: (response: string | null) => void;
    const response = new Promise<string | null>((resolve) => {
      respond = resolve;
    });
    const peer = this.#createPeer(caller, respond);
    this.#peers.add(peer);
    peer.receive(body, Buffer.byteLength(body));
    const settled = peer.close().then(() => void this.#peers.delete(peer));
    // Whoever waits for an answer is in the table until it is sent.
    if (peer.pending === 0) respond(null);
    const abort = (): void => {
      peer.end(new SocketClosedError(CloseCode.ABNORMAL, ""));
      respond(null);
    };
    return { response, settled, abort };
  }

  #createPeer(caller: CallingSocket, respond: (response: string) => void): RpcPeer {
    const { monitor, options, path } = this.#setup;
    const origin = { socket: null, context: caller.context, request: caller.request };
    const send = (response: string): null => {
      respond(response);
      return null;
    };
    return new RpcPeer({
      incoming: { messages: new Map(), calls: this.#tables },
      outgoing: NOTHING,
      limits: { ...options, maxStreams: 0 },
      encoder: ENCODER,
      isPlain: () => true,
      send,
      request: () => null,
      room: () => null,
      notify: send,
      control: () => undefined,
      deliver: () => undefined,
      findHandler: (method) => this.#handlers.find(method, origin),
      countInvalid: () => void (monitor.counters.invalidMessages += 1),
      rejectedByPeer: () => undefined,
      report: (error, method) => monitor.report(error, { kind: "call", path, method }),
    });
  }
}
