import { once } from "node:events";
import net from "node:net";
import { onTestFinished } from "vitest";
import { decodeHttpAnswer, type HttpAnswer } from "./http-answer.js";
import { decodeWireFrame, type WireFrame } from "./wire-frame.js";

export const HANDSHAKE_KEY = "dGhlIHNhbXBsZSBub25jZQ==";

/** The text of a well-formed handshake; a header given as `null` is left out. */
export function handshakeText(
  path: string,
  headers: Readonly<Record<string, string | null>> = {},
): string {
  const all: Record<string, string | null> = {
    Host: "127.0.0.1",
    Upgrade: "websocket",
    Connection: "Upgrade",
    "Sec-WebSocket-Key": HANDSHAKE_KEY,
    "Sec-WebSocket-Version": "13",
    ...headers,
  };
  const lines = Object.entries(all)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}: ${value}`);
  return [`GET ${path} HTTP/1.1`, ...lines, "", ""].join("\r\n");
}

/** A client that is nothing but a TCP socket: it sends what it is told and keeps what it gets. */
export class RawPeer {
  readonly socket: net.Socket;
  /** Settles when the server has sent its FIN, or the connection is gone. */
  readonly ended: Promise<void>;
  #received = Buffer.alloc(0);

  private constructor(socket: net.Socket) {
    this.socket = socket;
    this.ended = new Promise((resolve) => {
      socket.once("end", resolve);
      socket.once("close", () => resolve());
    });
    socket.on("data", (chunk: Buffer) => {
      this.#received = Buffer.concat([this.#received, chunk]);
    });
    socket.on("error", () => undefined);
  }

  /** @param allowHalfOpen stays when the server ends: a peer that will not go. */
  static async connect(port: number, { allowHalfOpen = false } = {}): Promise<RawPeer> {
    const socket = net.connect({ port, host: "127.0.0.1", allowHalfOpen, noDelay: true });
    onTestFinished(() => {
      socket.destroy();
    });
    await once(socket, "connect");
    return new RawPeer(socket);
  }

  /** Connects and sends a handshake; what comes back is for the caller to read. */
  static async handshake(
    port: number,
    path: string,
    headers?: Readonly<Record<string, string | null>>,
  ): Promise<RawPeer> {
    const peer = await RawPeer.connect(port);
    peer.write(handshakeText(path, headers));
    return peer;
  }

  /** Connects and completes the handshake. */
  static async open(
    port: number,
    path: string,
    headers?: Readonly<Record<string, string | null>>,
  ): Promise<RawPeer> {
    const peer = await RawPeer.handshake(port, path, headers);
    const answer = await peer.answerHead();
    if (answer.status !== 101) throw new Error(`The handshake was answered with ${answer.status}.`);
    return peer;
  }

  write(data: string | Uint8Array): void {
    this.socket.write(data);
  }

  /** Everything that came and has not been taken. */
  get received(): Buffer {
    return this.#received;
  }

  /** The head of the next HTTP answer; what follows it stays. */
  async answerHead(): Promise<HttpAnswer> {
    const end = await this.#until((bytes) => {
      const index = bytes.indexOf("\r\n\r\n");
      return index < 0 ? null : index + 4;
    });
    return decodeHttpAnswer(this.#take(end));
  }

  /** One HTTP answer and all that comes after it, up to the end of the connection. */
  async answerToEnd(): Promise<HttpAnswer> {
    await this.ended;
    return decodeHttpAnswer(this.#take(this.#received.length));
  }

  async nextFrame(): Promise<WireFrame> {
    const frame = await this.#until(decodeWireFrame);
    this.#take(frame.size);
    return frame;
  }

  async #until<T>(find: (bytes: Buffer) => T | null): Promise<T> {
    for (;;) {
      const found = find(this.#received);
      if (found !== null) return found;
      if (this.socket.readableEnded || this.socket.destroyed) {
        throw new Error(`The connection ended after ${this.#received.toString("latin1")}`);
      }
      await Promise.race([once(this.socket, "data"), this.ended]);
    }
  }

  #take(count: number): Buffer {
    const taken = this.#received.subarray(0, count);
    this.#received = this.#received.subarray(count);
    return taken;
  }
}
