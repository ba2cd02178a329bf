import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { type RawData, type ServerOptions, type WebSocket, WebSocketServer } from "ws";

/** Values in order, for whoever asks next. */
class Line<T> {
  readonly #values: T[] = [];
  readonly #waiting: ((value: T) => void)[] = [];

  push(value: T): void {
    const waiting = this.#waiting.shift();
    if (waiting === undefined) this.#values.push(value);
    else waiting(value);
  }

  next(): Promise<T> {
    const [value] = this.#values.splice(0, 1);
    if (value !== undefined) return Promise.resolve(value);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

/** The server's end of one connection: it does what the test tells it, and nothing else. */
export class ScriptedPeer {
  readonly webSocket: WebSocket;
  readonly request: IncomingMessage;
  /** How it ended, as the server saw it. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  readonly #received = new Line<string | Buffer>();

  constructor(webSocket: WebSocket, request: IncomingMessage) {
    this.webSocket = webSocket;
    this.request = request;
    this.closed = new Promise((resolve) => {
      webSocket.on("close", (code, reason) => resolve({ code, reason: reason.toString() }));
    });
    webSocket.on("message", (data: RawData, isBinary) => {
      // A server's `binaryType` is "nodebuffer" unless somebody changes it.
      const buffer = data as Buffer;
      this.#received.push(isBinary ? buffer : buffer.toString());
    });
    webSocket.on("error", () => undefined);
  }

  send(...frames: readonly (string | Uint8Array)[]): void {
    for (const frame of frames) this.webSocket.send(frame);
  }

  /** The next frame. Text frames are strings, binary ones are Buffers. */
  next(): Promise<string | Buffer> {
    return this.#received.next();
  }

  async nextJson(): Promise<unknown> {
    return JSON.parse((await this.next()).toString()) as unknown;
  }

  /** Stops reading, and so answers nothing more, not even a close. */
  freeze(): void {
    this.webSocket.pause();
  }

  thaw(): void {
    this.webSocket.resume();
  }
}

/** A WebSocket server that nobody here wrote, on a free port of 127.0.0.1 until the test is over. */
export class ScriptedServer {
  readonly url: string;
  readonly webSockets: WebSocketServer;
  readonly #peers = new Line<ScriptedPeer>();

  private constructor(webSockets: WebSocketServer) {
    this.webSockets = webSockets;
    this.url = `http://127.0.0.1:${(webSockets.address() as AddressInfo).port}`;
    webSockets.on("connection", (webSocket, request) => {
      this.#peers.push(new ScriptedPeer(webSocket, request));
    });
  }

  static async start(options: ServerOptions = {}): Promise<ScriptedServer> {
    const webSockets = new WebSocketServer({ port: 0, host: "127.0.0.1", ...options });
    onTestFinished(() => {
      for (const client of webSockets.clients) client.terminate();
      webSockets.close();
    });
    await once(webSockets, "listening");
    return new ScriptedServer(webSockets);
  }

  /** The next connection that a client makes. */
  peer(): Promise<ScriptedPeer> {
    return this.#peers.next();
  }
}
