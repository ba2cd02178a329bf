import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type ServerOptions as WsOptions, WebSocket, WebSocketServer } from "ws";
import type { ResolvedOptions } from "../options.js";
import type { Transport, TransportListener } from "./transport.js";
import { holdForTurn, releaseNow } from "./write-turn.js";

type AcceptorOptions = Pick<ResolvedOptions, "closeTimeout" | "maxMessageBytes">;

/** Performs the opening handshake on a request that has already been judged. */
export class WsAcceptor {
  readonly #server: WebSocketServer;

  constructor(options: AcceptorOptions, subprotocols: readonly string[]) {
    // closeTimeout is missing from the type definitions.
    const wsOptions: WsOptions & { closeTimeout: number } = {
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false,
      maxPayload: options.maxMessageBytes,
      // A peer that sends endless tiny fragments pins memory far beyond maxPayload; a message of the
      // full size must still get through in fragments of 4 KiB, and in packets of a slow network.
      maxFragments: Math.max(64, Math.ceil(options.maxMessageBytes / 4_096)),
      maxBufferedChunks: Math.max(1_024, Math.ceil(options.maxMessageBytes / 256)),
      closeTimeout: options.closeTimeout,
      handleProtocols: (offered) => subprotocols.find((name) => offered.has(name)) ?? false,
    };
    this.#server = new WebSocketServer(wsOptions);
  }

  /** Answers 101 and gives the open transport, or `null` when the connection is already gone. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): Transport | null {
    let transport: Transport | null = null;
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      transport = new WsTransport(webSocket, socket);
    });
    return transport;
  }
}

class WsTransport implements Transport {
  readonly #webSocket: WebSocket;
  readonly #stream: Duplex;
  #sent: (error?: Error | null) => void = ignoreFailure;

  constructor(webSocket: WebSocket, stream: Duplex) {
    this.#webSocket = webSocket;
    this.#stream = stream;
  }

  get open(): boolean {
    return this.#webSocket.readyState === WebSocket.OPEN;
  }

  get subprotocol(): string {
    return this.#webSocket.protocol;
  }

  get bufferedAmount(): number {
    return this.#webSocket.bufferedAmount;
  }

  listen(listener: TransportListener): void {
    const webSocket = this.#webSocket;
    webSocket.on("message", (data: Buffer, isBinary) => {
      // Of a socket: no memory is shared.
      const bytes = data as Buffer<ArrayBuffer>;
      listener.message(isBinary ? bytes : data.toString(), data.length);
    });
    webSocket.on("pong", () => listener.pong());
    // ws closes the connection by itself after an error; `close` tells the code.
    webSocket.on("error", () => undefined);
    webSocket.on("close", (code, reason) => {
      listener.close(code, reason.toString(), code !== 1006);
    });
    // The stream's own "drain" would stay out below its high-water mark, which is not the outbox's.
    // A write that the end of the connection cut short is reported without an error.
    this.#sent = (error) => {
      if (!error && !this.#stream.destroyed) listener.drain();
    };
  }

  send(data: string | Uint8Array): void {
    holdForTurn(this.#stream);
    this.#webSocket.send(data, this.#sent);
  }

  flush(): void {
    releaseNow(this.#stream);
  }

  control(): void {}

  announceClose(): Promise<void> {
    return Promise.resolve();
  }

  ping(): void {
    this.#webSocket.ping(undefined, undefined, ignoreFailure);
  }

  pause(): void {
    this.#webSocket.pause();
  }

  resume(): void {
    this.#webSocket.resume();
  }

  close(code: number, reason: string): void {
    this.#webSocket.close(code, reason);
  }

  lost(): void {
    this.terminate();
  }

  terminate(): void {
    this.flush();
    this.#webSocket.terminate();
  }
}

/** A write that fails is followed by `close`, which settles everything. */
function ignoreFailure(): void {}
