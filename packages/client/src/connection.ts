import { CloseCode, type CloseInfo, encodeTicket, type Frame } from "@wsgen/protocol";
import type { AuthInfo, ErrorSource, ResolvedOptions } from "./options.js";
import { findWebSocket, type WebSocketConstructor, type WebSocketLike } from "./web-socket.js";

export interface ConnectionListener {
  /** To be followed by `ready`, in time. */
  opened(): void;
  received(frame: string | ArrayBuffer): void;
  failed(error: unknown, kind: ErrorSource["kind"]): void;
  /** The last call, exactly once. `again`: whether another attempt could end otherwise. */
  closed(info: CloseInfo, again: boolean): void;
}

/** What a connection is opened with. */
export interface Attempt {
  readonly url: string;
  /** The subprotocols to offer, preferred ones first. */
  readonly subprotocols: readonly string[];
  readonly reason: AuthInfo["reason"];
}

const CONNECTING = 0;
const OPEN = 1;

/** One WebSocket from the question for a ticket to the end, without any policy. It always ends, whatever the peer does. */
export class Connection {
  readonly #options: ResolvedOptions;
  readonly #listener: ConnectionListener;
  #socket: WebSocketLike | null = null;
  /** For connecting, then for closing. */
  #deadline: ReturnType<typeof setTimeout>;
  #closing = false;
  #paused = false;
  #initiator: CloseInfo["initiator"] = "remote";
  #ended = false;

  /** @throws {TypeError} when there is no WebSocket to connect with. */
  constructor(attempt: Attempt, options: ResolvedOptions, listener: ConnectionListener) {
    const Constructor = findWebSocket(options.WebSocket);
    this.#options = options;
    this.#listener = listener;
    const { connectTimeout } = options;
    this.#deadline = setTimeout(
      () => this.abandon(`no connection within ${connectTimeout} ms`),
      connectTimeout,
    );
    void this.#connect(attempt, Constructor);
  }

  /** It is open, and what was to be agreed on is. */
  ready(): void {
    clearTimeout(this.#deadline);
  }

  get isOpen(): boolean {
    return this.#socket?.readyState === OPEN;
  }

  /** Bytes accepted by `send` that have not gone out. */
  get bufferedAmount(): number {
    return this.#socket?.bufferedAmount ?? 0;
  }

  /** The subprotocol that was agreed on, or an empty string. */
  get subprotocol(): string {
    return this.#socket?.protocol ?? "";
  }

  send(frame: Frame): void {
    this.#socket?.send(frame);
  }

  get isPaused(): boolean {
    return this.#paused;
  }

  /** Stops reading, or returns `false` where that cannot be done. What has been read already still arrives. */
  pause(): boolean {
    this.#paused = this.#socket?.pause !== undefined;
    this.#socket?.pause?.();
    return this.#socket?.pause !== undefined;
  }

  resume(): void {
    this.#paused = false;
    this.#socket?.resume?.();
  }

  /** Performs the closing handshake; what is not open yet just ends. */
  close(code: number, reason: string): void {
    if (this.#closing || this.#ended) return;
    this.#closing = true;
    const socket = this.#socket;
    if (socket === null || socket.readyState === CONNECTING) {
      return this.abandon("closed before it was open");
    }
    if (socket.readyState === OPEN) this.#initiator = "local";
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(
      () => this.abandon("the closing handshake was not answered"),
      this.#options.closeTimeout,
    );
    // Unread frames would hide the peer's close frame.
    this.resume();
    socket.close(code, reason);
  }

  /** Ends without waiting for anybody. */
  abandon(reason: string, again = true): void {
    const socket = this.#socket;
    this.#end({ code: CloseCode.ABNORMAL, reason, wasClean: false, initiator: "local" }, again);
    if (socket?.terminate === undefined) socket?.close();
    else socket.terminate();
  }

  async #connect(
    { reason, subprotocols, url }: Attempt,
    Constructor: WebSocketConstructor,
  ): Promise<void> {
    let step: ErrorSource["kind"] = "auth";
    try {
      const ticket = await this.#options.auth?.({ reason });
      if (this.#ended) return;
      step = "connect";
      const tickets = typeof ticket === "string" ? [encodeTicket(ticket)] : [];
      this.#attach(new Constructor(url, [...subprotocols, ...tickets]));
    } catch (error) {
      if (this.#ended) return;
      this.#listener.failed(error, step);
      // A URL that is refused stays so; a ticket may be had later.
      this.abandon(`${step} failed`, step === "auth");
    }
  }

  #attach(socket: WebSocketLike): void {
    this.#socket = socket;
    socket.binaryType = "arraybuffer";
    socket.addEventListener("open", () => {
      if (!this.#ended) this.#listener.opened();
    });
    socket.addEventListener("message", ({ data }) => {
      // With that `binaryType` there are only these two.
      if (!this.#ended) this.#listener.received(data as string | ArrayBuffer);
    });
    socket.addEventListener("close", ({ code, reason, wasClean }) =>
      this.#end({ code, reason, wasClean, initiator: this.#initiator }, true),
    );
    // `ws` throws errors that nobody listens to; the close event after it says all there is to say.
    socket.addEventListener("error", () => undefined);
  }

  #end(info: CloseInfo, again: boolean): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#deadline);
    this.#listener.closed(info, again);
  }
}
