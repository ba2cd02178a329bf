/** A socket with calls, as far as it is about their end. */
interface SocketOfCalls {
  /** Refuses new calls; resolves when the running ones have finished. */
  finishCalls(): Promise<void>;
  close(code: number, reason: string): Promise<void>;
  /** Tells the client that it will be closed; resolves when it knows. */
  announceClose(): Promise<void>;
  readonly closed: Promise<unknown>;
}

/** Lets the calls of a socket finish before it closes, whether its handler has returned or the server shuts down. */
export class FinishingCalls {
  readonly #socket: SocketOfCalls;
  #finished: Promise<void> | null = null;
  #closing = false;

  constructor(socket: SocketOfCalls) {
    this.#socket = socket;
  }

  /** Refuses new calls; resolves when the running ones have finished, or the socket is closed and nobody waits for them. */
  finish(): Promise<void> {
    this.#finished ??= Promise.race([this.#socket.finishCalls(), this.#socket.closed]).then(
      () => undefined,
    );
    return this.#finished;
  }

  /** Closes the socket when its client knows of it and its calls have finished; asked again, at once. */
  async close(code: number, reason: string): Promise<void> {
    const again = this.#closing;
    this.#closing = true;
    // Who knows makes no new calls, so that none has to be refused.
    if (!again) await Promise.race([this.#socket.announceClose(), this.#socket.closed]);
    if (!again) await this.finish();
    await this.#socket.close(code, reason);
  }
}
