import { WebSocket } from "ws";

/** A real connection with what a browser's WebSocket has, and no more: it can neither be paused nor cut. */
export class BrowserLikeWebSocket {
  readonly #webSocket: WebSocket;

  constructor(url: string, protocols?: string[]) {
    this.#webSocket = new WebSocket(url, protocols);
  }

  get binaryType(): string {
    return this.#webSocket.binaryType;
  }

  set binaryType(value: string) {
    this.#webSocket.binaryType = value as "arraybuffer";
  }

  get bufferedAmount(): number {
    return this.#webSocket.bufferedAmount;
  }

  get protocol(): string {
    return this.#webSocket.protocol;
  }

  get readyState(): number {
    return this.#webSocket.readyState;
  }

  addEventListener(type: "open" | "message" | "close" | "error", listener: (event: never) => void) {
    this.#webSocket.addEventListener(type, listener as () => void);
  }

  send(data: string): void {
    this.#webSocket.send(data);
  }

  close(code?: number, reason?: string): void {
    this.#webSocket.close(code, reason);
  }
}
