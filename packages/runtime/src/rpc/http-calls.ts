import {
  type CallTables,
  CloseCode,
  FrameEncoder,
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

const ENCODER = new FrameEncoder(true);
const NOTHING = { messages: new Map<never, never>(), calls: new Map<never, never>() };

/** Answers the JSON-RPC bodies of HTTP requests: calls without items and uploads, by the same handlers. */
export class HttpCalls {
  readonly #tables: ReadonlyMap<string, CallTables>;
  readonly #handlers: CallHandlers;
  readonly #setup: HttpCallsSetup;
  /** Those whose handlers have not all settled. */
  readonly #peers = new Set<RpcPeer>();

  constructor(
    tables: ReadonlyMap<string, CallTables>,
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

  /**
   * The response to a body, or `null` when nothing in it asks for one.
   * @param gone aborts the calls: the client has left.
   */
  answer(body: string, caller: CallingSocket, gone: AbortSignal): Promise<string | null> {
    return new Promise((resolve) => {
      const peer = this.#createPeer(caller, resolve);
      const abort = (): void => {
        peer.end(new SocketClosedError(CloseCode.ABNORMAL, ""));
        resolve(null);
      };
      gone.addEventListener("abort", abort, { once: true });
      this.#peers.add(peer);
      peer.receive(body, Buffer.byteLength(body));
      void peer.close().then(() => this.#peers.delete(peer));
      // Whoever waits for an answer is in the table until it is sent.
      if (peer.pending === 0) resolve(null);
    });
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
      deliver: () => undefined,
      findHandler: (method) => this.#handlers.find(method, origin),
      countInvalid: () => void (monitor.counters.invalidMessages += 1),
      rejectedByPeer: () => undefined,
      report: (error, method) => monitor.report(error, { kind: "call", path, method }),
    });
  }
}
