import {
  CloseCode,
  decodeFrame,
  Method,
  readSessionRequest,
  type RequestId,
  type SessionRequest,
} from "@wsgen/protocol";
import type { Transport, TransportListener } from "../socket/transport.js";
import type { Connection } from "../upgrade/route.js";

/** What came of a client's wish. */
export interface Seated {
  /** What is to be told of the connection. */
  readonly listener: TransportListener;
  /** The session's, where a new one has begun. */
  readonly connection: Connection | null;
}

type Seat = (id: RequestId, request: SessionRequest) => Seated | null;

/** Levels of arrays and objects in the request for a session. */
const MAX_DEPTH = 8;

/** A connection that has not said yet which session it wants: nothing of the endpoint runs before it has. */
export class Greeting implements Connection {
  readonly finished: Promise<void>;
  readonly #transport: Transport;
  readonly #seat: Seat;
  readonly #timer: ReturnType<typeof setTimeout>;
  #settleFinished!: (finished: Promise<void> | undefined) => void;
  #listener: TransportListener | null = null;
  #connection: Connection | null = null;

  /** @param timeout milliseconds that the client has */
  constructor(transport: Transport, timeout: number, seat: Seat) {
    this.#transport = transport;
    this.#seat = seat;
    this.finished = new Promise((resolve) => {
      this.#settleFinished = resolve;
    });
    this.#timer = setTimeout(() => this.#refuse("no session was asked for in time"), timeout);
    transport.listen({
      message: (data, bytes) => {
        if (this.#listener === null) this.#receive(data);
        else this.#listener.message(data, bytes);
      },
      pong: () => this.#listener?.pong(),
      drain: () => this.#listener?.drain(),
      close: (code, reason, wasClean) => {
        clearTimeout(this.#timer);
        this.#listener?.close(code, reason, wasClean);
        // A session that has begun here may outlive this connection.
        this.#settleFinished(this.#connection?.finished);
      },
    });
  }

  async close(code: number, reason: string): Promise<void> {
    if (this.#connection !== null) return this.#connection.close(code, reason);
    // A session that was resumed belongs to the connection that began it.
    if (this.#listener === null) this.#transport.close(code, reason);
    await this.finished;
  }

  terminate(): void {
    if (this.#connection === null) this.#transport.terminate();
    else this.#connection.terminate();
  }

  #receive(data: string | Uint8Array<ArrayBuffer>): void {
    if (!this.#transport.open) return;
    const frame = typeof data === "string" ? decodeFrame(data, MAX_DEPTH) : null;
    const request =
      frame?.kind === "request" && frame.method === Method.SESSION
        ? readSessionRequest(frame.input)
        : null;
    if (frame?.kind !== "request" || request === null) {
      return this.#refuse("the first frame asks for a session");
    }
    clearTimeout(this.#timer);
    const seated = this.#seat(frame.id, request);
    if (seated === null) return;
    this.#listener = seated.listener;
    this.#connection = seated.connection;
  }

  #refuse(reason: string): void {
    this.#transport.close(CloseCode.SESSION_VIOLATION, reason);
  }
}
