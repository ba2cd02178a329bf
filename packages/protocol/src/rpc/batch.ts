/** Collects the responses to a batch and sends them as one array, when the last is there (JSON-RPC 2.0, section 6). */
export class Batch {
  readonly #send: (frame: string) => void;
  readonly #responses: string[] = [];
  #expected = 0;
  #complete = false;

  constructor(send: (frame: string) => void) {
    this.#send = send;
  }

  /** What to answer one of its requests with. */
  expect(): (response: string) => void {
    this.#expected += 1;
    return (response) => {
      this.#responses.push(response);
      this.#sendWhenDone();
    };
  }

  /** All of it has been read. */
  complete(): void {
    this.#complete = true;
    this.#sendWhenDone();
  }

  #sendWhenDone(): void {
    if (!this.#complete || this.#expected === 0) return;
    if (this.#responses.length === this.#expected) this.#send(`[${this.#responses.join(",")}]`);
  }
}
