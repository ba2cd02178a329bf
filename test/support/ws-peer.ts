import { once } from "node:events";
import { onTestFinished } from "vitest";
import { type ClientOptions, WebSocket } from "ws";

export interface WsPeerOptions extends ClientOptions {
  readonly subprotocols?: readonly string[];
}

/** The `ws` client with what it received in order. Text messages are strings, binary ones are Buffers. */
export class WsPeer {
  readonly webSocket: WebSocket;
  /** How it ended, as the client saw it. */
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly #messages: (string | Buffer)[] = [];
  #wake: () => void = () => undefined;

  private constructor(webSocket: WebSocket) {
    this.webSocket = webSocket;
    this.closed = new Promise((resolve) => {
      webSocket.on("close", (code, reason) => {
        resolve({ code, reason: reason.toString() });
        this.#wake();
      });
    });
    webSocket.on("message", (data: Buffer, isBinary) => {
      this.#messages.push(isBinary ? data : data.toString());
      this.#wake();
    });
    webSocket.on("error", () => undefined);
  }

  static async open(url: string, options: WsPeerOptions = {}): Promise<WsPeer> {
    const { subprotocols = [], ...rest } = options;
    const webSocket = new WebSocket(url.replace(/^http/, "ws"), [...subprotocols], rest);
    onTestFinished(() => {
      webSocket.terminate();
    });
    const peer = new WsPeer(webSocket);
    await once(webSocket, "open");
    return peer;
  }

  send(data: string | Uint8Array): void {
    this.webSocket.send(data);
  }

  /** The next message, or `null` when the socket has closed and all are taken. */
  async next(): Promise<string | Buffer | null> {
    for (;;) {
      const message = this.#messages.shift();
      if (message !== undefined) return message;
      if (this.webSocket.readyState === WebSocket.CLOSED) return null;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** The next message as the JSON it is. */
  async nextJson(): Promise<unknown> {
    const message = await this.next();
    return message === null ? null : (JSON.parse(message.toString()) as unknown);
  }

  async close(code?: number, reason?: string): Promise<{ code: number; reason: string }> {
    this.webSocket.close(code, reason);
    return this.closed;
  }
}
