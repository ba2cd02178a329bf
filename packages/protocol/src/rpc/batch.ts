import { RpcErrorCode } from "../rpc-error.js";
import type { RequestId } from "./decode-frame.js";
import type { FrameEncoder } from "./encode-frame.js";
import { type Frame, frameSize } from "./frame.js";

/** Bytes of responses that all batches of one peer may hold while others of theirs are awaited. */
const MAX_HELD = 4 * 1024 * 1024;

/** What all batches of a peer hold at this moment. */
export interface BatchBudget {
  held: number;
}

/** Collects the responses to a batch and sends them as one array, when the last is there (JSON-RPC 2.0, section 6). */
export class Batch {
  readonly #send: (frame: string) => void;
  readonly #encoder: FrameEncoder;
  readonly #budget: BatchBudget;
  readonly #responses: Frame[] = [];
  #held = 0;
  #expected = 0;
  #complete = false;

  constructor(send: (frame: string) => void, encoder: FrameEncoder, budget: BatchBudget) {
    this.#send = send;
    this.#encoder = encoder;
    this.#budget = budget;
  }

  /** What to answer one of its requests with; a response too many is replaced by an error. */
  expect(id: RequestId): (response: Frame) => void {
    this.#expected += 1;
    return (response) => {
      const fits = this.#budget.held + frameSize(response) <= MAX_HELD;
      const kept = fits ? response : this.#tooLarge(id);
      this.#responses.push(kept);
      const size = frameSize(kept);
      this.#held += size;
      this.#budget.held += size;
      this.#sendWhenDone();
    };
  }

  /** All of it has been read. */
  complete(): void {
    this.#complete = true;
    this.#sendWhenDone();
  }

  #tooLarge(id: RequestId): Frame {
    const message = "The responses to this batch are too large together";
    return this.#encoder.error(id, { code: RpcErrorCode.INTERNAL_ERROR, message });
  }

  #sendWhenDone(): void {
    if (!this.#complete || this.#expected === 0) return;
    if (this.#responses.length !== this.#expected) return;
    this.#budget.held -= this.#held;
    // Only plain peers send batches, and what goes to them is text.
    this.#send(`[${this.#responses.join(",")}]`);
  }
}
